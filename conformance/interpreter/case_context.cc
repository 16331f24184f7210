#include "conformance/interpreter/case_context.h"

#include "conformance/interpreter/live_failure.h"
#include "conformance/interpreter/verbs.h"

namespace wtsconform {
namespace {

// One of a group that is not exported is left out.
bool IsLeftOut(const Step& step, const Caller& caller) {
  const Call* const call = step.optional ? CallOf(step) : nullptr;
  return call && !caller.Exports(call->function->name);
}

void RunStep(const Step& step, CaseContext& context) {
  if (IsLeftOut(step, context.caller)) return;
  std::visit([&context](const auto& verb) { Run(verb, context); }, step.action);
}

}  // namespace

const Call& Probe::On(const Target& on, bool tried, const Suite& suite, Caller& caller) {
  const std::lock_guard lock(mutex_);
  if (chosen_) return *chosen_;
  const Call* fallback = nullptr;
  for (const std::string& id : *suite.functions().Group("everyday")) {
    const Call& call = *suite.functions().FindCall(id);
    if (!caller.Exports(call.function->name)) continue;
    if (!fallback) fallback = &call;
    if (!tried) break;
    if (caller.Make(call, on).works()) return *(chosen_ = &call);
  }
  if (!fallback) Judgement::Untestable("no function is exported that could try a handle out");
  return *fallback;
}

void RunSteps(const std::vector<Step>& steps, CaseContext& context) {
  const auto begun = std::chrono::steady_clock::now();
  for (const Step& step : steps) {
    if (step.in_walk && std::chrono::steady_clock::now() - begun > context.limits.timeout) {
      return context.judgement.Note("the rest of the walk was left out: the library is slow");
    }
    if (step.thread.empty()) {
      RunStep(step, context);
    } else {
      context.threads.Named(step.thread).Do([&] { RunStep(step, context); });
    }
  }
}

void CloseWhatIsOpen(CaseContext& context) {
  for (const Word value : context.state.ProvedAndOpen()) {
    context.state.Closed(value);  // so that nobody closes it a second time
    context.caller.Close("(clean-up)", value);
  }
}

const Call& CallMeant(const CallRef& call, const Target& on, CaseContext& context) {
  if (!call.is_probe()) return *call.call;
  // NULL is no handle to try anything on, unless the case means CURRENT; nor is -1, unless it is to
  // be recorded what comes of it.
  const bool tried = on.name == "current" || context.state.MayBeHandle(on.value) ||
                     (on.value && context.level() == Level::kObserved);
  return context.probe.On(on, tried, context.suite, context.caller);
}

Target TargetOf(const std::string& name, const Handle& handle, Word value) {
  return {name, value, handle.server};
}

Target TargetNamed(const std::string& name, CaseContext& context) {
  if (name == "current") {
    // The ids of sessions and processes are those of the reachable server where both are one.
    return {name, 0, ReachableIsNamedThisComputer(context.profile) ? "reachable" : "current"};
  }
  const Handle& handle = context.scope.Named(name);
  return TargetOf(name, handle, handle.value());
}

void NoteSuccess(const Call& call, const Target& target, CaseContext& context) {
  for (int failures = context.state.Worked(call, target); failures > 0; --failures) {
    context.judgement.Decisive(true);
  }
}

}  // namespace wtsconform
