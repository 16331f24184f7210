#include "conformance/interpreter/interpreter.h"

namespace wtsconform {

Interpreter::Interpreter(const Case& subject, const Suite& suite, const Profile& profile,
                         Caller& caller, Recorder& recorder, Limits limits)
    : case_(subject),
      steps_(StepsOf(subject, suite.functions())),
      suite_(suite),
      profile_(profile),
      caller_(caller),
      recorder_(recorder),
      limits_(limits),
      judgement_(subject.clause->level) {
  bool sessions = false, processes = false;
  for (const Step& step : steps_) {
    const Call* call = suite.functions().FindCall(step.call);
    if (!call) continue;
    sessions |= call->Position(Argument::Kind::kSession) >= 0;
    processes |= call->Position(Argument::Kind::kProcess) >= 0;
  }
  caller.NeedIds(sessions, processes);
}

Decision Interpreter::Run() {
  try {
    Steps(steps_, scope_);
    return judgement_.AtEnd();
  } catch (const Decision& decision) {
    return decision;
  } catch (const CannotCall& reason) {
    return {Verdict::kUntestable, "", reason.what()};
  } catch (const std::exception& fault) {
    return {Verdict::kHarnessError, "", "the interpreter failed: " + std::string(fault.what())};
  }
}

void Interpreter::CleanUp() {
  for (const auto& [value, count] : model_.LiveValues()) {
    if (!proved_open_.contains(static_cast<Word>(value))) continue;
    for (int i = 0; i < count; ++i) caller_.Close("(clean-up)", static_cast<Word>(value));
  }
}

void Interpreter::Steps(const std::vector<Step>& steps, Scope& scope) {
  for (const Step& step : steps) Execute(step, scope);
}

void Interpreter::Execute(const Step& step, Scope& scope) {
  if (step.thread.empty()) return Dispatch(step, scope);
  WorkerNamed(step.thread).Do([&] { Dispatch(step, scope); });
}

void Interpreter::Dispatch(const Step& step, Scope& scope) {
  switch (step.verb) {
    case Verb::kOpen: return Open(step, scope);
    case Verb::kClose: return Close(step, scope);
    case Verb::kValue:
      scope.handles[step.name] = {{static_cast<Word>(step.number)}, "", "reachable", false, 0};
      return;
    case Verb::kCall: return CallStep(step, scope);
    case Verb::kControl: return Control(step, scope);
    case Verb::kMisuse: return Misuse(step, scope);
    case Verb::kSleep: return Sleep(std::chrono::milliseconds(step.number));
    case Verb::kJoin: return Join(step);
    case Verb::kRead: return ReadBuffer(step, scope);
    case Verb::kFree: return FreeBuffer(step, scope);
    case Verb::kNotNull: return NotNull(step, scope);
    case Verb::kDiffer: return Differ(step, scope);
    case Verb::kDescribe: return DescribeValue(step, scope);
    case Verb::kCompare: return Compare(step, scope);
    case Verb::kMany: return Many(step, scope);
    case Verb::kCloseMany: return CloseMany(step, scope);
    case Verb::kChurn: return Churn(step, scope);
    case Verb::kResources: return Resources(step, scope);
    case Verb::kBegin: return Begin(step, scope);
    case Verb::kRelease: return Release(step, scope);
    case Verb::kEnd: return End(step);
    case Verb::kPending: return Pending(step, scope);
    case Verb::kParallel: return Parallel(step, scope);
    case Verb::kAtExit: return AtExit(step);
    case Verb::kExit: return Exit(scope);
  }
}

const Call& Interpreter::CallNamed(const std::string& id, const Target& on) {
  if (id == kProbe) return ChooseProbe(on);
  return *suite_.functions().FindCall(id);
}

const Call& Interpreter::ChooseProbe(const Target& on) {
  const std::lock_guard lock(mutex_);
  if (probe_) return *probe_;
  const Call* fallback = nullptr;
  for (const std::string& id : *suite_.functions().Group("everyday")) {
    const Call& call = *suite_.functions().FindCall(id);
    if (!caller_.Exports(call.function->name)) continue;
    if (!fallback) fallback = &call;
    // NULL is no handle to try anything on, unless the case means CURRENT.
    if (on.value == 0 && on.name != "current") break;
    if (caller_.Make(call, on).success) return *(probe_ = &call);
  }
  if (!fallback) Judgement::Untestable("no function is exported that could try a handle out");
  return *fallback;
}

const Interpreter::Handle& Interpreter::HandleNamed(const std::string& name,
                                                    const Scope& scope) const {
  const auto found = scope.handles.find(name);
  if (found != scope.handles.end()) return found->second;
  return HandleNamed(name, *scope.outer);  // the tables were checked: some scope has it
}

Interpreter::Handle& Interpreter::HandleToClose(const std::string& name, Scope& scope) {
  const auto found = scope.handles.find(name);
  return found != scope.handles.end() ? found->second : HandleToClose(name, *scope.outer);
}

Target Interpreter::TargetOf(const std::string& name, const Handle& handle, Word value) const {
  return {name, value, handle.server};
}

Target Interpreter::TargetNamed(const std::string& name, const Scope& scope) const {
  if (name == "current") {
    // The ids of sessions and processes are those of the reachable server where both are one.
    return {name, 0, IsThisMachine({}) ? "reachable" : "current"};
  }
  const Handle& handle = HandleNamed(name, scope);
  return TargetOf(name, handle, handle.value());
}

Demand Interpreter::DemandOn(Word value) const {
  const std::lock_guard lock(mutex_);
  return model_.DemandOn(value);
}

void Interpreter::Worked(const std::string& call, const std::string& target, Word value) {
  const std::lock_guard lock(mutex_);
  worked_[call].insert(target);
  if (value) proved_open_.insert(value);
  // A failure shows something once the same call is seen to work, be it later.
  for (int& backed = failures_to_back_[call]; backed > 0; --backed) judgement_.Decisive(true);
}

}  // namespace wtsconform
