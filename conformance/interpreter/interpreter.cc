#include "conformance/interpreter/interpreter.h"

namespace wtsconform {

Interpreter::Interpreter(const Case& subject, const Suite& suite, const Profile& profile,
                         Caller& caller, Recorder& recorder, Limits limits)
    : judgement_(subject.clause->level), context_{subject,  suite,  profile,    caller,
                                                  recorder, limits, judgement_, state_,
                                                  threads_, probe_, at_exit_,   preconditions_,
                                                  scope_} {
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
    RunSteps(context_.subject.steps(), context_);
    return judgement_.AtEnd();
  } catch (const Decision& decision) {
    return decision;
  } catch (const CannotCall& reason) {
    return {Verdict::kUntestable, "", reason.what()};
  } catch (const std::exception& fault) {
    return {Verdict::kHarnessError, "", "the interpreter failed: " + std::string(fault.what())};
  }
}

}  // namespace wtsconform
