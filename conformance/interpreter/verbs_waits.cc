// Calls that block.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "conformance/channel/recorder.h"
#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/live_failure.h"
#include "conformance/interpreter/patience.h"
#include "conformance/interpreter/verbs.h"
#include "conformance/isolation/crash_report.h"
#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;

// A wait that is still running after this long is taken to be pending.
constexpr auto kSettle = 50ms;
// An event may end a wait, once or twice.
constexpr int kAttempts = 3;
// For so long one of two waits may outlast the other that the same call ended.
constexpr auto kTogether = 500ms;
// So long a wait may be on its way to the server.
constexpr auto kArrival = 600ms;

bool ReturnsWithin(std::chrono::milliseconds time, Wait& wait, CaseContext& context) {
  context.recorder.SetSleeping(true);
  const bool returned = wait.ReturnedWithin(time);
  context.recorder.SetSleeping(false);
  return returned;
}

// On the thread of `earlier`, which has returned, or on one of its own.
std::shared_ptr<Wait> StartWait(const Call& call, const Target& target, Wait* earlier,
                                CaseContext& context) {
  auto wait = std::make_shared<Wait>();
  wait->call = &call;
  wait->on = target;
  wait->thread = earlier ? earlier->thread : context.threads.NextIndex();
  if (earlier) {
    earlier->FollowBy(wait);
    return wait;
  }
  std::thread([wait, &caller = context.caller]() mutable {
    Recorder::UseThread(wait->thread);
    PrepareThreadForCrashReports();
    for (; wait; wait = wait->Next()) {
      wait->Returned(caller.Make(*wait->call, wait->on, false, true));
    }
  }).detach();
  return wait;
}

// Whether an event ended the wait, one of those that it waits for: that may happen at any moment.
bool EndedByAnEvent(const Wait& wait) {
  const int mask = wait.call->Position(Argument::Kind::kNumber);
  const std::uint32_t events = wait.result.dword.value_or(0);
  if (!wait.result.success || events == 0 || mask < 0) return false;
  const auto awaited =
      static_cast<std::uint32_t>(wait.call->arguments[static_cast<std::size_t>(mask)].number);
  return (events & ~awaited) == 0;
}

// Starts the wait, and again where an event ended it at once, all on the thread of `earlier` or on
// one of their own. What is returned is pending, or has returned each time.
std::shared_ptr<Wait> StartUntilPending(const Call& call, const Target& target, Wait* earlier,
                                        CaseContext& context) {
  std::shared_ptr<Wait> wait = StartWait(call, target, earlier, context);
  for (int i = 1; i < kAttempts; ++i) {
    if (!ReturnsWithin(kSettle, *wait, context) || !EndedByAnEvent(*wait)) break;
    wait = StartWait(call, target, wait.get(), context);
  }
  return wait;
}

// The wait is the call that hangs; this process is about to be ended.
[[noreturn]] void LeaveToWatchdog(const Wait& wait, CaseContext& context) {
  context.recorder.DeclareLate(wait.thread);
  while (true) std::this_thread::sleep_for(1h);
}

// Makes the call until one of the waits returns: a wait may take long to arrive at the server,
// where a call that came too early ends nothing.
void MakeUntilOneReturned(const step::Release& release, const std::vector<Wait*>& waits,
                          CaseContext& context) {
  const Target target = TargetNamed(release.on, context);
  const Call& call = CallMeant(release.call, target, context);
  const auto give_up = std::chrono::steady_clock::now() + context.limits.timeout;
  bool released = false;
  do {
    const CallResult result = context.caller.Make(call, target);
    released |= result.success;
    if (!released) {
      Judgement::Untestable("the call that ends waits failed: " +
                            Describe(call, release.on, result));
    }
    for (Wait* const wait : waits) {
      if (ReturnsWithin(kSettle, *wait, context)) return;
    }
  } while (std::chrono::steady_clock::now() < give_up);
  LeaveToWatchdog(*waits.front(), context);
}

// Both waits are pending; one of them returns, and the other with it. Where it does not, it may
// have arrived too late: the first is then begun again, so that both have been there for long.
void ReleaseTogether(const step::Release& release, std::shared_ptr<Wait>& first,
                     std::shared_ptr<Wait>& second, CaseContext& context) {
  for (int i = 0; i < kAttempts; ++i) {
    MakeUntilOneReturned(release, {first.get(), second.get()}, context);
    const bool first_returned = ReturnsWithin(0ms, *first, context);
    std::shared_ptr<Wait>& ended = first_returned ? first : second;
    const std::shared_ptr<Wait>& other = first_returned ? second : first;
    if (ReturnsWithin(kTogether, *other, context)) return;
    if (i + 1 == kAttempts) LeaveToWatchdog(*other, context);
    ended = StartUntilPending(*ended->call, ended->on, ended.get(), context);
    ReturnsWithin(kArrival, *ended, context);
  }
}

// The wait ends by the call. Where an event ends it in the meantime, it is begun again; one that
// reports events each time, no sooner than the call was made, does so because of the call.
void ReleaseOne(const step::Release& release, std::shared_ptr<Wait>& wait, CaseContext& context) {
  for (int i = 0; i < kAttempts; ++i) {
    if (i > 0) wait = StartUntilPending(*wait->call, wait->on, wait.get(), context);
    MakeUntilOneReturned(release, {wait.get()}, context);
    if (!EndedByAnEvent(*wait)) return;
  }
}

// Whether a wait is pending on another handle that has the value of this one.
bool SharesItsValue(const Target& target, CaseContext& context) {
  const auto& waits = context.threads.waits;
  return std::any_of(waits.begin(), waits.end(), [&](const auto& each) {
    Wait& wait = *each.second;
    return wait.on.value == target.value && wait.on.name != target.name &&
           !wait.ReturnedWithin(0ms);
  });
}

// Whether the wait returned at once, refused or with no event: only a flush ends one so, and there
// was none.
bool DoesNotWait(Wait& wait, CaseContext& context) {
  if (!ReturnsWithin(kSettle, wait, context)) return false;
  return !wait.result.success || wait.result.dword == WTS_EVENT_NONE;
}

bool AnotherIsPending(const std::shared_ptr<Wait>& wait, CaseContext& context) {
  const auto& waits = context.threads.waits;
  return std::any_of(waits.begin(), waits.end(), [&](const auto& each) {
    return each.second != wait && !ReturnsWithin(0ms, *each.second, context);
  });
}

// A wait that does not wait, while no other is pending, is begun again and again; then it is
// judged.
void BeginAgain(std::shared_ptr<Wait>& wait, const Handle& handle, CaseContext& context) {
  if (AnotherIsPending(wait, context)) return;
  const Call& call = *wait->call;
  const Target target = wait->on;
  const bool is_taken = HoldsPatiently(
      [&] {
        wait = StartUntilPending(call, target, wait.get(), context);
        return !DoesNotWait(*wait, context);
      },
      context);
  if (is_taken) {
    return context.judgement.Note("the wait returned at once, and not when it was begun again");
  }
  std::vector<std::shared_ptr<Wait>> elsewhere;
  JudgeRefusedWait(
      call, target, handle, wait->result,
      [&](const Target& other) {
        elsewhere.push_back(StartUntilPending(call, other, nullptr, context));
        return !DoesNotWait(*elsewhere.back(), context);
      },
      context);
  for (const auto& each : elsewhere) each->FollowBy(nullptr);
}

}  // namespace

void NoteWaitsMayEnd(const Call& call, const Target& target, CaseContext& context) {
  for (const auto& [name, wait] : context.threads.waits) {
    const bool of_another = wait->on.value == target.value && wait->on.name != target.name;
    if (of_another && wait->call->function == call.function) wait->may_have_ended = true;
  }
}

void Run(const step::Begin& begin, CaseContext& context) {
  const Target target = TargetNamed(begin.on, context);
  const Call& call = CallMeant(begin.call, target, context);
  if (!target.value && begin.on != "current") {
    Judgement::Untestable("the open returned NULL, so there is no handle to wait on");
  }
  Wait* const earlier =
      begin.thread_of.empty() ? nullptr : context.threads.waits.at(begin.thread_of).get();
  std::shared_ptr<Wait>& wait = context.threads.waits[begin.wait];
  wait = StartUntilPending(call, target, earlier, context);
  if (!ReturnsWithin(0ms, *wait, context)) return;
  if (!wait->result.success && SharesItsValue(target, context)) {
    wait->may_have_ended = true;
    return context.judgement.Note("a second wait on a handle's value is refused, as it may be");
  }
  if (begin.refusable && !wait->result.success) {
    wait->refused = true;
    return context.judgement.Note("a second wait on the handle is refused, which is permitted");
  }
  if (begin.must && begin.on != "current" && DoesNotWait(*wait, context)) {
    BeginAgain(wait, context.scope.Named(begin.on), context);
    if (!ReturnsWithin(0ms, *wait, context)) return;
  }
  Judgement::Untestable("the wait did not block: " + Describe(call, begin.on, wait->result));
}

void Run(const step::Release& release, CaseContext& context) {
  std::shared_ptr<Wait>& wait = context.threads.waits.at(release.wait);
  const auto together = context.threads.waits.find(release.together);
  {
    std::optional<InPrecondition> precondition;
    if (!release.must) precondition.emplace(context);
    if (together != context.threads.waits.end()) {
      ReleaseTogether(release, wait, together->second, context);
    } else {
      ReleaseOne(release, wait, context);
    }
  }
  NoteWaitsMayEnd(*wait->call, wait->on, context);
  if (wait->result.success) NoteSuccess(*wait->call, wait->on, context);
  if (release.dword && wait->result.dword != release.dword) {
    context.judgement.Broken(
        fmt::format("flags {:#x}", *wait->result.dword),
        fmt::format("the wait ended by {} reports flags {:#x}", release.call.id(), *release.dword),
        fmt::format("flags {:#x}", *wait->result.dword));
  }
  context.judgement.Decisive(false);
}

void Run(const step::End& end, CaseContext& context) {
  const auto found = context.threads.waits.find(end.wait);
  Wait& wait = *found->second;
  if (wait.refused) return;
  const bool returned = ReturnsWithin(std::chrono::milliseconds(end.within), wait, context);
  if (end.must && !returned) LeaveToWatchdog(wait, context);
  context.judgement.Decisive(false);
  context.judgement.Observe(
      returned ? fmt::format("the pending {} returned {}", wait.call->id,
                             wait.result.success ? "TRUE" : "FALSE")
               : fmt::format("the pending {} still waits after {} ms", wait.call->id, end.within));
}

void Run(const step::Pending& pending, CaseContext& context) {
  Judgement& judgement = context.judgement;
  Wait& wait = *context.threads.waits.at(pending.wait);
  if (wait.may_have_ended ||
      (!pending.unlike.empty() && wait.on.value == context.scope.Named(pending.unlike).value())) {
    return judgement.Note("both handles have one value, so its waits are those of either");
  }
  if (!ReturnsWithin(std::chrono::milliseconds(pending.after), wait, context)) {
    if (pending.must) judgement.Decisive(false);
    return;
  }
  if (!pending.must) {
    Judgement::Untestable("the control failed: " + wait.call->id + " returns by itself");
  }
  const std::uint32_t events = wait.result.dword.value_or(0);
  if (wait.result.success && events != 0) {
    Judgement::Untestable(fmt::format("the wait ended by an event: flags {:#x}", events));
  }
  judgement.Broken("wait ended", "the pending " + wait.call->id + " still waits",
                   fmt::format("it returned {}", wait.result.success ? "TRUE" : "FALSE"));
}

}  // namespace wtsconform
