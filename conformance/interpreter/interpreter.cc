#include "conformance/interpreter/interpreter.h"

namespace wtsconform {

Interpreter::Interpreter(const Case& subject, const Suite& suite, const Profile& profile,
                         Caller& caller, Recorder& recorder, Limits limits)
    : case_(subject),
      suite_(suite),
      profile_(profile),
      caller_(caller),
      recorder_(recorder),
      limits_(limits),
      judgement_(subject.clause->level) {
  bool sessions = false, processes = false;
  for (const Step& step : subject.steps()) {
    const Call* call = step.Is<step::OnHandle>() ? CallOf(step) : nullptr;
    if (!call) continue;
    sessions |= call->Position(Argument::Kind::kSession) >= 0;
    processes |= call->Position(Argument::Kind::kProcess) >= 0;
  }
  caller.NeedIds(sessions, processes);
}

Decision Interpreter::Run() {
  try {
    Steps(case_.steps(), scope_);
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
  std::visit(
      Overloaded{
          [&](const step::Open& verb) { Open(verb, scope); },
          [&](const step::Close& verb) { Close(verb, scope); },
          [&](const step::FixedValue& verb) {
            scope.handles[verb.handle] = {
                {static_cast<Word>(verb.value)}, "", "reachable", false, false, 0};
          },
          [&](const step::Call& verb) { CallStep(verb, step.optional, scope); },
          [&](const step::Control& verb) { Control(verb, step.optional, scope); },
          [&](const step::Misuse& verb) { Misuse(verb, scope); },
          [&](const step::Sleep& verb) { Sleep(std::chrono::milliseconds(verb.milliseconds)); },
          [&](const step::Join& verb) { Join(verb); },
          [&](const step::ReadBuffer& verb) { ReadBuffer(verb, scope); },
          [&](const step::FreeBuffer& verb) { FreeBuffer(verb, scope); },
          [&](const step::NotNull& verb) { NotNull(verb, scope); },
          [&](const step::Differ& verb) { Differ(verb, scope); },
          [&](const step::Describe& verb) { DescribeValue(verb, scope); },
          [&](const step::Compare& verb) { Compare(verb, scope); },
          [&](const step::Many& verb) { Many(verb, scope); },
          [&](const step::CloseMany& verb) { CloseMany(verb, scope); },
          [&](const step::Churn& verb) { Churn(verb, scope); },
          [&](const step::Resources& verb) { Resources(verb, scope); },
          [&](const step::Begin& verb) { Begin(verb, scope); },
          [&](const step::Release& verb) { Release(verb, scope); },
          [&](const step::End& verb) { End(verb); },
          [&](const step::Pending& verb) { Pending(verb, scope); },
          [&](const step::Parallel& verb) { Parallel(verb, scope); },
          [&](const step::AtExit& verb) { AtExit(verb); },
          [&](const step::Exit&) { Exit(scope); },
      },
      step.action);
}

const Call& Interpreter::Chosen(const CallRef& call, const Target& on) {
  return call.is_probe() ? ChooseProbe(on) : *call.call;
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
