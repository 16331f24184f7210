// Executes the steps of one case on a loaded implementation, in the child made for it.
//
// The one interpreter there is: it knows verbs and the lifecycle model, no case and no clause.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_INTERPRETER_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_INTERPRETER_H_

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "conformance/interpreter/judgement.h"
#include "conformance/interpreter/slope.h"
#include "conformance/interpreter/worker.h"
#include "conformance/loading/caller.h"
#include "spec/loader/model/lifecycle.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// What a case may spend.
struct Limits {
  std::chrono::milliseconds timeout{2000};  // of one call
  std::int64_t handles = 300;               // at once, and pairs in a row
};

class Interpreter {
 public:
  Interpreter(const Case& subject, const Suite& suite, const Profile& profile, Caller& caller,
              Recorder& recorder, Limits limits);
  ~Interpreter();

  // Runs the case to its verdict.
  Decision Run();
  // Closes what is still open and was proved to be, as a program should (CLOSE-4).
  void CleanUp();
  // True where the case ends with a normal exit of the process, which is then part of it.
  bool exits() const { return exits_; }

 private:
  struct Handle {
    std::vector<Word> values;  // several for `many`
    std::string opener;
    std::string server;
    bool failed = false;  // asked of a server that does not exist
    bool closed = false;  // by its name
    int opens_seen = 0;   // how often its value had been opened when it was made
    Word value() const { return values.empty() ? 0 : values.front(); }
  };
  struct Remembered {
    bool success;
    std::string answer;
    std::string target;  // the handle it came from
  };
  // Names as one thread of the case sees them; branches of a parallel step have their own.
  struct Scope {
    std::map<std::string, Handle> handles;
    std::map<std::string, KeptBuffer> buffers;
    std::map<std::string, Remembered> remembered;  // by label and call
    Scope* outer = nullptr;
  };
  struct Wait;

  void Steps(const std::vector<Step>& steps, Scope& scope);
  void Execute(const Step& step, Scope& scope);
  void Dispatch(const Step& step, Scope& scope);

  // interpreter.cc: handles and calls
  void Open(const step::Open& step, Scope& scope);
  void OpenUnlike(const step::Open& step, Scope& scope, Handle& handle);
  Word OpenOnce(const std::string& opener, const std::string& server);
  void Close(const step::Close& step, Scope& scope);
  void CallStep(const step::Call& step, bool optional, Scope& scope);
  bool IsMissing(const CallRef& call) const;
  void Control(const step::Control& step, bool optional, Scope& scope);
  void Misuse(const step::Misuse& step, Scope& scope);
  void Differ(const step::Differ& step, Scope& scope);
  void NotNull(const step::NotNull& step, Scope& scope);
  void ReadBuffer(const step::ReadBuffer& step, Scope& scope);
  void FreeBuffer(const step::FreeBuffer& step, Scope& scope);
  void DescribeValue(const step::Describe& step, Scope& scope);
  void Compare(const step::Compare& step, Scope& scope);

  // expectations.h is about lists; these are about one call.
  void ExpectFailure(const step::Call& step, const Call& call, const Handle& handle, Scope& scope);
  void ExpectDocumentedFailure(const step::Call& step, const Call& call, const Target& target);
  void ExpectSuccess(const step::Call& step, const Call& call, const Target& target, Scope& scope);
  void ExpectAnswer(const step::Call& step, const Call& call, const CallResult& result,
                    Scope& scope);
  void Remember(const std::string& label, const Call& call, const std::string& on,
                const CallResult& result, Scope& scope);
  void ObserveCall(const Call& call, const Target& target, const CallResult& result);
  // A call on a live handle failed: a deviation where something shows that it should have worked.
  void JudgeLiveFailure(const Call& call, const Target& target, const Handle* handle,
                        const CallResult& result);
  bool IsProvedOpen(const Target& target);
  bool Works(const Target& target);
  bool MayHaveFailed(const Handle& handle, const Target& target);
  bool IsThisMachine(const Target& target) const;
  bool ShowsTheSame(const std::string& function, const Target& target) const;

  // interpreter_volume.cc: many handles, many pairs
  void Many(const step::Many& step, Scope& scope);
  void CloseMany(const step::CloseMany& step, Scope& scope);
  void CheckSome(const step::CloseMany& step, const Handle& handle,
                 const std::vector<std::size_t>& indices, const std::vector<bool>& closed);
  void Churn(const step::Volume& step, const Scope& scope);
  struct Growth {
    Slope descriptors, threads, bytes, mapped;  // per pair
  };
  void Resources(const step::Resources& step, const Scope& scope);
  Growth MeasureGrowth(const step::Volume& step, const Scope& scope, std::int64_t pairs);
  void JudgeGrowth(const Slope& slope, double least, const std::string& what) const;
  // Opens, uses twice and closes; false where the open gave nothing that works.
  bool Pair(const step::Volume& step, bool among_others);

  // interpreter_threads.cc: threads, waits, exits
  void Begin(const step::Begin& step, Scope& scope);
  void Release(const step::Release& step, Scope& scope);
  void End(const step::End& step);
  void Pending(const step::Pending& step, const Scope& scope);
  bool ReturnsWithin(std::chrono::milliseconds time, Wait& wait);
  [[noreturn]] void LeaveToWatchdog(const Wait& wait);
  void Parallel(const step::Parallel& step, Scope& scope);
  void Join(const step::Join& step);
  void Sleep(std::chrono::milliseconds time);
  void AtExit(const step::AtExit& step);
  void Exit(Scope& scope);
  Worker& WorkerNamed(const std::string& name);
  int NextThread();

  // `on` is where a probe is tried out if it has not been chosen yet.
  const Call& Chosen(const CallRef& call, const Target& on);
  const Call& ChooseProbe(const Target& on);
  const Handle& HandleNamed(const std::string& name, const Scope& scope) const;
  Handle& HandleToClose(const std::string& name, Scope& scope);
  Target TargetNamed(const std::string& name, const Scope& scope) const;
  Target TargetOf(const std::string& name, const Handle& handle, Word value) const;
  Demand DemandOn(Word value) const;
  void Worked(const std::string& call, const std::string& target, Word value);

  const Case& case_;
  const Suite& suite_;
  const Profile& profile_;
  Caller& caller_;
  Recorder& recorder_;
  const Limits limits_;
  Judgement judgement_;

  mutable std::recursive_mutex mutex_;  // guards what follows: branches run at once
  Lifecycle model_;
  std::map<std::string, std::set<std::string>> worked_;  // call -> names it worked on
  std::map<std::string, int> failures_to_back_;          // call -> failures that await its success
  const Call* probe_ = nullptr;
  std::set<Word> proved_open_;
  std::set<std::pair<std::string, std::string>> proved_openers_;  // opener, server

  Scope scope_;
  std::map<std::string, std::unique_ptr<Worker>> workers_;
  std::map<std::string, std::shared_ptr<Wait>> waits_;
  int threads_ = 0;
  std::atomic<std::uint32_t> controls_ = 0;
  std::string closed_at_exit_;
  bool exits_ = false;
};

// "WTSQuerySessionInformationA(h) returned 0, last error 6".
std::string Describe(const Call& call, const std::string& target, const CallResult& result);

// Why a case is not decided whose open failed where it may.
std::string OpensMayFail(const std::string& opener);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_INTERPRETER_H_
