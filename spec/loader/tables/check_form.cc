#include <map>
#include <set>
#include <string>
#include <utility>

#include "spec/loader/tables/check.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// What the runner can watch at once, with room to spare.
constexpr int kMostThreads = 20;

// Something that can break the clause.
bool Judges(const Step& step, Level level) {
  switch (step.verb) {
    case Verb::kMisuse:
    case Verb::kRead:
    case Verb::kFree:
    case Verb::kNotNull:
    case Verb::kDiffer:
    case Verb::kCloseMany:
    case Verb::kChurn:
    case Verb::kResources:
    case Verb::kExit:
      return true;
    case Verb::kRelease:
      return step.must || step.dword;
    case Verb::kClose:
      return level == Level::kRobustness;  // that nothing dies of it
    case Verb::kEnd:
    case Verb::kPending:
      return step.must;
    default:
      return !step.expect.empty();
  }
}

bool Records(const Step& step) {
  return step.observe || step.verb == Verb::kDescribe || step.verb == Verb::kCompare ||
         (step.verb == Verb::kEnd && !step.must);
}

// What belongs to the case as a whole and not to one branch of a parallel step, which is a thread
// by itself.
bool IsForTheCase(const Step& step) {
  switch (step.verb) {
    case Verb::kJoin:
    case Verb::kBegin:
    case Verb::kRelease:
    case Verb::kEnd:
    case Verb::kPending:
    case Verb::kParallel:
    case Verb::kAtExit:
    case Verb::kExit:
      return true;
    default:
      return !step.thread.empty();
  }
}

class Form {
 public:
  explicit Form(const Case& subject) : subject_(subject) {}

  void Run(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (exited_) Refuse(step, "no step can follow \"exit\"");
      CheckLevel(step);
      CheckThread(step);
      Visit(step);
    }
  }
  void CheckEnd() const;

 private:
  // What a branch of a parallel step does not share with the steps around it.
  struct Names {
    std::set<std::pair<std::string, std::string>> answers;  // label, call
    std::set<std::string> buffers;
  };

  [[noreturn]] void Refuse(const Step& step, const std::string& problem) const {
    throw InputError(step.where, subject_.id + ": " + problem);
  }

  void Visit(const Step& step);
  void CheckLevel(const Step& step);
  void CheckThread(const Step& step);
  void StartThread(const Step& step);
  void Remembered(const Step& step);
  void Buffer(const Step& step);
  void Join(const Step& step);
  void Parallel(const Step& step);

  const Case& subject_;
  Names names_;
  std::set<std::string> threads_;
  std::map<std::string, bool> waits_;  // whether each may be refused
  int threads_started_ = 0;
  bool in_branch_ = false;
  bool at_exit_ = false;
  bool exited_ = false;
  bool tells_something_ = false;
};

void Form::CheckLevel(const Step& step) {
  const bool observed = subject_.clause->level == Level::kObserved;
  const bool judges = Judges(step, subject_.clause->level);
  if (observed && judges) {
    Refuse(step, subject_.clause->id + " is observed: its cases record, they expect nothing");
  }
  if (!observed && Records(step)) {
    Refuse(step, subject_.clause->id + " is not observed: recording decides nothing");
  }
  tells_something_ |= judges || Records(step);
}

void Form::CheckThread(const Step& step) {
  if (in_branch_ && IsForTheCase(step)) {
    Refuse(step, "this cannot stand in a branch of \"parallel\", which is a thread by itself");
  }
  if (!step.thread.empty() && threads_.insert(step.thread).second) StartThread(step);
}

void Form::StartThread(const Step& step) {
  if (++threads_started_ > kMostThreads) {
    Refuse(step, "this starts more than " + std::to_string(kMostThreads) + " threads");
  }
}

// Answers are compared with those of the same call.
void Form::Remembered(const Step& step) {
  for (const std::string word : {"as ", "unlike "}) {
    if (!step.expect.starts_with(word)) continue;
    const std::string label = step.expect.substr(word.size());
    if (names_.answers.contains({label, step.call})) continue;
    std::vector<std::string> known;
    for (const auto& [each, call] : names_.answers) {
      if (call == step.call) known.push_back(each);
    }
    Refuse(step, "no " + step.call + " before this one is remembered as \"" + label + "\"" +
                     DidYouMean(label, known));
  }
  if (!step.label.empty() && !names_.answers.insert({step.label, step.call}).second) {
    Refuse(step,
           "\"" + step.label + "\" is an earlier answer of " + step.call + "; take another label");
  }
}

void Form::Buffer(const Step& step) {
  const bool known = step.verb == Verb::kFree ? names_.buffers.erase(step.name) > 0
                                              : names_.buffers.contains(step.name);
  if (!known) Refuse(step, "no control before this one keeps a buffer \"" + step.name + "\"");
}

void Form::Join(const Step& step) {
  if (threads_.erase(step.name) > 0) return;
  Refuse(step, "no step before this one runs on a thread \"" + step.name + "\"" +
                   DidYouMean(step.name, {threads_.begin(), threads_.end()}));
}

void Form::Parallel(const Step& step) {
  const Names outside = std::exchange(names_, {});
  in_branch_ = true;
  for (const std::vector<Step>& branch : step.branches) {
    StartThread(step);
    Run(branch);
    names_ = {};
  }
  in_branch_ = false;
  names_ = outside;
}

void Form::Visit(const Step& step) {
  switch (step.verb) {
    case Verb::kCall:
      return Remembered(step);
    case Verb::kControl:
      if (!step.keep.empty() && !names_.buffers.insert(step.keep).second) {
        Refuse(step, "the buffer \"" + step.keep + "\" is not yet freed");
      }
      return Remembered(step);
    case Verb::kRead:
    case Verb::kFree:
      return Buffer(step);
    case Verb::kJoin:
      return Join(step);
    case Verb::kBegin:
      if (!waits_.emplace(step.name, step.refusable).second) {
        Refuse(step, "\"" + step.name + "\" has begun already");
      }
      return StartThread(step);
    case Verb::kRelease:
    case Verb::kEnd:
    case Verb::kPending:
      if (!waits_.contains(step.name)) Refuse(step, "nothing began \"" + step.name + "\"");
      if (step.verb != Verb::kEnd && waits_[step.name]) {
        Refuse(step, "\"" + step.name + "\" may have been refused; only \"end\" can ask for it");
      }
      return;
    case Verb::kParallel:
      return Parallel(step);
    case Verb::kAtExit:
      if (std::exchange(at_exit_, true)) Refuse(step, "one handle at most is closed at exit");
      return;
    case Verb::kExit:
      exited_ = true;
      return;
    default:
      return;
  }
}

void Form::CheckEnd() const {
  const Location& where = subject_.row->where;
  if (at_exit_ && !exited_) {
    throw InputError(where, subject_.id + ": \"at-exit\" needs { exit = \"normally\" } at the end");
  }
  if (!tells_something_) {
    throw InputError(where, subject_.id + ": no step expects or records anything");
  }
}

}  // namespace

void CheckForm(const Case& subject, const std::vector<Step>& steps) {
  Form form(subject);
  form.Run(steps);
  form.CheckEnd();
}

}  // namespace wtsconform
