// Executes the steps of one case on a loaded implementation, in the child made for it.
//
//   Interpreter interpreter(subject, suite, profile, caller, recorder, limits);
//   const Decision decision = interpreter.Run();
//   if (!interpreter.exits()) interpreter.CleanUp();
//
// It knows verbs and the lifecycle model, no case and no clause. What a verb does is in verbs.h,
// what the case has found out so far in case_state.h, how it comes to its verdict in judgement.h.
//
// Everything that is given must outlive it. A case that left a call waiting has a thread that still
// uses all of it: such a process ends without destroying anything. One interpreter runs one case,
// once, on the thread that calls Run; the case's own threads are its business.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_INTERPRETER_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_INTERPRETER_H_

#include <atomic>

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

class Interpreter {
 public:
  Interpreter(const Case& subject, const Suite& suite, const Profile& profile, Caller& caller,
              Recorder& recorder, Limits limits);

  // Runs the case to its verdict. Throws nothing.
  Decision Run();
  // Closes what is still open and was seen to work, as a program should (CLOSE-4).
  void CleanUp() { CloseWhatIsOpen(context_); }
  // True where the case ends with a normal exit of the process, which is then part of it.
  bool exits() const { return at_exit_.exits; }

 private:
  Judgement judgement_;
  CaseState state_;
  CaseThreads threads_;
  Probe probe_;
  AtExitHandler at_exit_;
  std::atomic<std::uint32_t> preconditions_ = 0;
  Scope scope_;
  CaseContext context_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_INTERPRETER_H_
