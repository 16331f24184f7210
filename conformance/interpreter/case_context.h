// What the function of a verb works with, and what several of them do.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_CONTEXT_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_CONTEXT_H_

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/interpreter/case_state.h"
#include "conformance/interpreter/case_threads.h"
#include "conformance/interpreter/judgement.h"
#include "conformance/loading/caller.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// What a case may spend.
struct Limits {
  std::chrono::milliseconds timeout{2000};  // of one call
  std::int64_t handles = 300;               // at once, and pairs in a row
  // After so long a step repeats what it repeats no more: a slow library is judged by fewer.
  std::chrono::milliseconds step{6000};
};

// The call that "probe" stands for: chosen where the case first needs one, and the same from then
// on.
class Probe {
 public:
  // Tries the everyday calls out on `on`; where none works there, or none is `tried`, returns the
  // first that is exported and chooses again the next time. Thread-safe.
  const Call& On(const Target& on, bool tried, const Suite& suite, Caller& caller);

 private:
  std::mutex mutex_;  // held while calls are made, so that all branches get one probe
  const Call* chosen_ = nullptr;
};

// What a case asks for at the process's exit.
struct AtExitHandler {
  std::string handle;  // the one that it closes, "" where there is none
  bool exits = false;  // the case ends with a normal exit of the process
};

// One for each case. A branch of a parallel step sees the same but for the scope.
struct CaseContext {
  const Case& subject;
  const Suite& suite;
  const Profile& profile;
  Caller& caller;
  Recorder& recorder;
  const Limits limits;
  Judgement& judgement;
  CaseState& state;
  CaseThreads& threads;
  Probe& probe;
  AtExitHandler& at_exit;
  std::atomic<std::uint32_t>& preconditions;  // how many were begun
  Scope& scope;

  Level level() const { return subject.clause->level; }
  CaseContext In(Scope& branch) const {
    return {subject, suite,   profile, caller,  recorder,      limits, judgement,
            state,   threads, probe,   at_exit, preconditions, branch};
  }
};

// Marks what runs meanwhile as a precondition: where it dies, the case is untestable.
class InPrecondition {
 public:
  explicit InPrecondition(CaseContext& context)
      : recorder_(context.recorder), number_(++context.preconditions) {
    recorder_.SetInControl(number_);
  }
  ~InPrecondition() { recorder_.SetInControl(0); }
  InPrecondition(const InPrecondition&) = delete;
  InPrecondition& operator=(const InPrecondition&) = delete;

 private:
  Recorder& recorder_;
  const std::uint32_t number_;
};

// Runs the steps one after the other; what a step throws ends them.
void RunSteps(const std::vector<Step>& steps, CaseContext& context);
// Closes what is still open and was seen to work, as a program should (CLOSE-4).
void CloseWhatIsOpen(CaseContext& context);

// `on` is where a probe is tried out if it has not been chosen yet.
const Call& CallMeant(const CallRef& call, const Target& on, CaseContext& context);
// The handle of that name, or CURRENT.
Target TargetNamed(const std::string& name, CaseContext& context);
Target TargetOf(const std::string& name, const Handle& handle, Word value);
// A call worked: failures of it that came before mean something now.
void NoteSuccess(const Call& call, const Target& target, CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_CASE_CONTEXT_H_
