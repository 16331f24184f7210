// Calls that block.
#include <fmt/format.h>

#include <optional>
#include <thread>

#include "conformance/channel/recorder.h"
#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/verbs.h"
#include "conformance/isolation/crash_report.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;

// A wait that is still running after this long is taken to be pending.
constexpr auto kSettle = 50ms;

bool ReturnsWithin(std::chrono::milliseconds time, Wait& wait, CaseContext& context) {
  context.recorder.SetSleeping(true);
  const bool returned = wait.ReturnedWithin(time);
  context.recorder.SetSleeping(false);
  return returned;
}

void StartWait(const std::shared_ptr<Wait>& wait, const Call& call, const Target& target,
               Caller& caller) {
  std::thread([wait, &call, target, &caller] {
    Recorder::UseThread(wait->thread);
    PrepareThreadForCrashReports();
    const CallResult result = caller.Make(call, target, false, true);
    const std::lock_guard lock(wait->mutex);
    wait->result = result;
    wait->returned = true;
    wait->changed.notify_all();
  }).detach();
}

// The wait is the call that hangs; this process is about to be ended.
[[noreturn]] void LeaveToWatchdog(const Wait& wait, CaseContext& context) {
  context.recorder.DeclareLate(wait.thread);
  while (true) std::this_thread::sleep_for(1h);
}

// Makes the call until the wait returns.
void MakeUntilReturned(const step::Release& release, const Call& call, const Target& target,
                       Wait& wait, CaseContext& context) {
  const auto give_up = std::chrono::steady_clock::now() + context.limits.timeout;
  bool released = false;
  do {
    const CallResult result = context.caller.Make(call, target);
    released |= result.success;
    if (!released) {
      Judgement::Untestable("the call that ends waits failed: " +
                            Describe(call, release.on, result));
    }
    if (ReturnsWithin(kSettle, wait, context)) return;
  } while (std::chrono::steady_clock::now() < give_up);
  LeaveToWatchdog(wait, context);
}

}  // namespace

void Run(const step::Begin& begin, CaseContext& context) {
  const Target target = TargetNamed(begin.on, context);
  const Call& call = CallMeant(begin.call, target, context);
  if (!target.value && begin.on != "current") {
    Judgement::Untestable("the open returned NULL, so there is no handle to wait on");
  }
  auto wait = std::make_shared<Wait>();
  wait->call = &call;
  wait->on = target.value;
  wait->thread = context.threads.NextIndex();
  context.threads.waits[begin.wait] = wait;
  StartWait(wait, call, target, context.caller);
  if (!ReturnsWithin(kSettle, *wait, context)) return;
  if (begin.refusable && !wait->result.success) {
    context.threads.waits.erase(begin.wait);
    return context.judgement.Note("a second wait on the handle is refused, which is permitted");
  }
  Judgement::Untestable("the wait did not block: " + Describe(call, begin.on, wait->result));
}

void Run(const step::Release& release, CaseContext& context) {
  Wait& wait = *context.threads.waits.at(release.wait);
  const Target target = TargetNamed(release.on, context);
  const Call& call = CallMeant(release.call, target, context);
  {
    std::optional<InPrecondition> precondition;
    if (!release.must) precondition.emplace(context);
    MakeUntilReturned(release, call, target, wait, context);
  }
  if (wait.result.success) {
    NoteSuccess(*wait.call, release.on, target.value, context);
  }
  if (release.dword && wait.result.dword != release.dword) {
    context.judgement.Broken(
        fmt::format("flags {:#x}", *wait.result.dword),
        fmt::format("the wait ended by {} reports flags {:#x}", call.id, *release.dword),
        fmt::format("flags {:#x}", *wait.result.dword));
  }
  context.judgement.Decisive(false);
}

void Run(const step::End& end, CaseContext& context) {
  const auto found = context.threads.waits.find(end.wait);
  if (found == context.threads.waits.end()) return;  // it was refused
  Wait& wait = *found->second;
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
  if (!pending.unlike.empty() && wait.on == context.scope.Named(pending.unlike).value()) {
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
