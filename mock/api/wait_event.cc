// WTSWaitSystemEvent.
#include <cstdint>
#include <map>

#include "mock/abi/buffers.h"
#include "mock/abi/errors.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

// The first wait on the handle, and no other (flush-ends-one).
void EndOneWait(World& world, std::uint64_t open) {
  for (Wait& wait : world.waits) {
    if (wait.open != open || wait.end != WaitEnd::kPending) continue;
    wait.end = WaitEnd::kFlushed;
    break;
  }
  world.changed.notify_all();
}

bool SparesCurrent(const Target& target) {
  return IsOn(Switch::kFlushSparesCurrent) && target.id == CurrentTarget().id;
}

// On handles to the same server (flush-ends-other-openers).
void EndWaitsOfOtherOpeners(Call& call) {
  for (Wait& wait : call.world().waits) {
    if (wait.server != call.server().id || wait.by_ex == call.target().opening.by_ex) continue;
    if (wait.end == WaitEnd::kPending) wait.end = WaitEnd::kFlushed;
  }
  call.world().changed.notify_all();
}

BOOL Flush(Call& call, DWORD* events) {
  if (IsOn(Switch::kFlushSpoilsBuffers)) PoisonBuffers(call.target().id);
  if (IsOn(Switch::kFlushEndsOne)) {
    EndOneWait(call.world(), call.target().id);
  } else if (IsOn(Switch::kFlushEndsAll)) {
    EndWaitsOn(call.world(), call.server().id, WaitEnd::kFlushed);
  } else if (!IsOn(Switch::kFlushIgnored) && !SparesCurrent(call.target())) {
    EndWaits(call.world(), call.target().id, WaitEnd::kFlushed);
    if (IsOn(Switch::kFlushEndsOtherOpeners)) EndWaitsOfOtherOpeners(call);
    if (IsOn(Switch::kFlushEndsCurrentsWaits)) {
      EndWaits(call.world(), CurrentTarget().id, WaitEnd::kFlushed);
    }
  }
  *events = WTS_EVENT_NONE;
  return Succeed();
}

bool ReportsFlush(const Wait& wait) {
  return IsOn(Switch::kFlushReportsFlush) ||
         (IsOn(Switch::kSecondWaitReportsFlush) && wait.is_repeated);
}

BOOL Report(const Wait& wait, DWORD* events) {
  switch (wait.end) {
    case WaitEnd::kServerGone:
      return Fail(RPC_S_SERVER_UNAVAILABLE);
    case WaitEnd::kClosed:
      if (!IsOn(Switch::kCloseLetsWaitSucceed)) return Fail(ERROR_INVALID_HANDLE);
      *events = WTS_EVENT_NONE;
      return Succeed();
    case WaitEnd::kFlushed:
      if (IsOn(Switch::kCurrentsFlushKeepsEvents) && wait.open == CurrentTarget().id) {
        return Succeed();
      }
      *events = ReportsFlush(wait) ? WTS_EVENT_FLUSH : WTS_EVENT_NONE;
      return Succeed();
    default:
      *events = wait.events;
      return Succeed();
  }
}

// How many waits there were on this handle, while a defect asks for it. With the world locked.
unsigned WaitsBefore(std::uint64_t open) {
  static auto* const waits = new std::map<std::uint64_t, unsigned>;
  const bool asked = IsOn(Switch::kSecondWaitReportsFlush) || IsOn(Switch::kSecondWaitRefused) ||
                     IsOn(Switch::kSecondWaitReturns) || IsOn(Switch::kEighthWaitLost);
  return asked ? (*waits)[open]++ : 0;
}

// The open that a wait on `open` hangs on, which was waited on before
// (thread-waits-on-first-handle, fourth-wait-lost, eighth-wait-lost).
std::uint64_t WaitedOn(const World& world, std::uint64_t open, unsigned waits_before) {
  constexpr std::uint64_t kNone = ~std::uint64_t{0};
  if (IsOn(Switch::kFourthWaitLost) && world.waits.size() >= 3) return kNone;
  if (IsOn(Switch::kEighthWaitLost) && waits_before == 7) return kNone;
  if (!IsOn(Switch::kThreadWaitsOnFirstHandle)) return open;
  static thread_local std::uint64_t first = open;
  return first;
}

BOOL WaitSystemEvent(HANDLE handle, DWORD mask, DWORD* events) {
  Call call(handle, {});
  if (!call) return Refused(events);
  if (events == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  if ((mask & WTS_EVENT_FLUSH) != 0) return Flush(call, events);
  // A wait for nothing could end only by a flush; no page gives it a meaning.
  if (mask == WTS_EVENT_NONE) return Fail(ERROR_INVALID_PARAMETER);

  World& world = call.world();
  const std::uint64_t id = call.target().id;
  if (IsOn(Switch::kOneWaitPerHandle) && HasWaits(world, id)) return Fail(kErrorBusy);
  if (!Attach(call.target())) return Fail(ERROR_INVALID_HANDLE);
  const unsigned waits_before = WaitsBefore(id);
  const bool is_repeated = waits_before > 0;
  if (is_repeated && IsOn(Switch::kSecondWaitRefused)) return Fail(kErrorBusy);
  if (is_repeated && IsOn(Switch::kSecondWaitReturns)) {
    *events = WTS_EVENT_NONE;
    return Succeed();
  }
  const auto wait =
      world.waits.insert(world.waits.end(), Wait{.server = call.server().id,
                                                 .open = WaitedOn(world, id, waits_before),
                                                 .mask = mask,
                                                 .by_ex = call.target().opening.by_ex,
                                                 .is_repeated = is_repeated});
  Obtain(Kind::kWait, &*wait, handle);
  world.changed.wait(call.lock(), [&] { return wait->end != WaitEnd::kPending; });
  GiveBack(Kind::kWait, &*wait);
  const Wait ended = *wait;
  world.waits.erase(wait);
  return Report(ended, events);
}

}  // namespace

namespace own {

BOOL WINAPI WTSWaitSystemEvent(HANDLE server, DWORD mask, DWORD* events) {
  return wtsmock::Api([&] { return wtsmock::WaitSystemEvent(server, mask, events); });
}

}  // namespace own
}  // namespace wtsmock
