#include <map>
#include <set>
#include <string>
#include <utility>

#include "spec/loader/tables/check.h"
#include "spec/loader/tables/placeholders.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// What the runner can watch at once, with room to spare.
constexpr int kMostThreads = 20;

// Something that can show a deviation from the clause.
bool Judges(const Step& step, Level level) {
  return std::visit(Overloaded{
                        // That nothing dies of it.
                        [&](const step::Close&) { return level == Level::kRobustness; },
                        [](const step::Call& call) { return call.expect.any(); },
                        [](const step::Misuse&) { return true; },
                        [](const step::ReadBuffer&) { return true; },
                        [](const step::FreeBuffer&) { return true; },
                        [](const step::NotNull&) { return true; },
                        [](const step::Differ&) { return true; },
                        [](const step::CloseMany&) { return true; },
                        [](const step::Churn&) { return true; },
                        [](const step::Opens&) { return true; },
                        [](const step::Resources&) { return true; },
                        [](const step::Allocations&) { return true; },
                        [](const step::Exit&) { return true; },
                        [](const step::Begin& wait) { return wait.must; },
                        [](const step::Release& wait) { return wait.must || wait.dword; },
                        [](const step::End& wait) { return wait.must; },
                        [](const step::Pending& wait) { return wait.must; },
                        [](const auto&) { return false; },
                    },
                    step.action);
}

bool Records(const Step& step) {
  return std::visit(Overloaded{
                        [](const step::Call& call) { return call.observe; },
                        [](const step::Close& close) { return close.observe; },
                        [](const step::Describe&) { return true; },
                        [](const step::Compare&) { return true; },
                        [](const step::End& wait) { return !wait.must; },
                        [](const auto&) { return false; },
                    },
                    step.action);
}

// The wait that a step looks at, or null.
const std::string* WaitOf(const Step& step) {
  if (const auto* release = step.As<step::Release>()) return &release->wait;
  if (const auto* end = step.As<step::End>()) return &end->wait;
  if (const auto* pending = step.As<step::Pending>()) return &pending->wait;
  return nullptr;
}

// What belongs to the case as a whole and not to one branch of a parallel step, which is a thread
// by itself.
bool IsForTheCase(const Step& step) {
  return !step.thread.empty() || WaitOf(step) || step.Is<step::Begin>() || step.Is<step::Join>() ||
         step.Is<step::Parallel>() || step.Is<step::AtExit>() || step.Is<step::Exit>();
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
    throw InputError(*step.where, subject_.id + ": " + problem);
  }

  void Visit(const Step& step);
  void CheckLevel(const Step& step);
  void CheckThread(const Step& step);
  void StartThread(const Step& step);
  void LooksAt(const Step& step, const std::string& wait);
  void Compared(const Step& step, const step::Call& call);
  void Remembered(const Step& step, const CallRef& call, const std::string& label);
  void Control(const Step& step, const step::Control& control);
  void Begin(const Step& step, const step::Begin& begin);
  void Join(const Step& step, const step::Join& join);
  void Parallel(const Step& step, const step::Parallel& parallel);

  const Case& subject_;
  Names names_;
  std::set<std::string> threads_;
  std::map<std::string, bool> waits_;  // whether each may be refused
  std::set<std::string> released_;     // those whose thread no other wait has taken
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
void Form::Compared(const Step& step, const step::Call& made) {
  using Expected = step::Expectation::Kind;
  const auto& [kind, label] = made.expect;
  const bool of_twin = kind == Expected::kTwin;
  if (kind != Expected::kAs && kind != Expected::kUnlike && !of_twin) return;
  const std::string id = of_twin ? TwinOf(made.call.id()) : made.call.id();
  if (names_.answers.contains({label, id})) return;
  if (of_twin && names_.answers.contains({label, OtherLevelOf(made.call.id())})) return;
  std::vector<std::string> known;
  for (const auto& [each, call] : names_.answers) {
    if (call == id) known.push_back(each);
  }
  Refuse(step, "no " + id + " before this one is remembered as \"" + label + "\"" +
                   DidYouMean(label, known));
}

void Form::Remembered(const Step& step, const CallRef& call, const std::string& label) {
  if (!label.empty() && !names_.answers.insert({label, call.id()}).second) {
    Refuse(step, "\"" + label + "\" is an earlier answer of " + call.id() + "; take another label");
  }
}

void Form::Control(const Step& step, const step::Control& control) {
  if (!control.keep.empty() && !names_.buffers.insert(control.keep).second) {
    Refuse(step, "the buffer \"" + control.keep + "\" is not yet freed");
  }
  Remembered(step, control.call, control.remember_as);
}

void Form::Begin(const Step& step, const step::Begin& begin) {
  if (!waits_.emplace(begin.wait, begin.refusable).second) {
    Refuse(step, "\"" + begin.wait + "\" has begun already");
  }
  if (begin.must && begin.refusable) {
    Refuse(step, "what must be taken is not refusable");
  }
  if (begin.thread_of.empty()) return StartThread(step);
  if (released_.erase(begin.thread_of) > 0) return;
  Refuse(step, "no wait \"" + begin.thread_of + "\" was released whose thread could be taken" +
                   DidYouMean(begin.thread_of, {released_.begin(), released_.end()}));
}

void Form::LooksAt(const Step& step, const std::string& wait) {
  if (!waits_.contains(wait)) Refuse(step, "nothing began \"" + wait + "\"");
  if (const auto* release = step.As<step::Release>(); release && !release->together.empty()) {
    if (!waits_.contains(release->together)) {
      Refuse(step, "nothing began \"" + release->together + "\"");
    }
  }
  if (step.Is<step::Release>()) released_.insert(wait);
  if (!step.Is<step::End>() && waits_[wait]) {
    Refuse(step, "\"" + wait + "\" may have been refused; only \"end\" can ask for it");
  }
}

void Form::Join(const Step& step, const step::Join& join) {
  if (threads_.erase(join.thread) > 0) return;
  Refuse(step, "no step before this one runs on a thread \"" + join.thread + "\"" +
                   DidYouMean(join.thread, {threads_.begin(), threads_.end()}));
}

void Form::Parallel(const Step& step, const step::Parallel& parallel) {
  const Names outside = std::exchange(names_, {});
  in_branch_ = true;
  for (const std::vector<Step>& branch : parallel.branches) {
    StartThread(step);
    Run(branch);
    names_ = {};
  }
  in_branch_ = false;
  names_ = outside;
}

void Form::Visit(const Step& step) {
  const auto buffer = [&](bool known, const std::string& name) {
    if (!known) Refuse(step, "no control before this one keeps a buffer \"" + name + "\"");
  };
  if (const std::string* const wait = WaitOf(step)) LooksAt(step, *wait);
  std::visit(Overloaded{
                 [&](const step::Call& verb) {
                   Compared(step, verb);
                   Remembered(step, verb.call, verb.remember_as);
                 },
                 [&](const step::Control& verb) { Control(step, verb); },
                 [&](const step::ReadBuffer& verb) {
                   buffer(names_.buffers.contains(verb.buffer), verb.buffer);
                 },
                 [&](const step::FreeBuffer& verb) {
                   buffer(names_.buffers.erase(verb.buffer) > 0, verb.buffer);
                 },
                 [&](const step::Join& verb) { Join(step, verb); },
                 [&](const step::Begin& verb) { Begin(step, verb); },
                 [&](const step::Parallel& verb) { Parallel(step, verb); },
                 [&](const step::AtExit&) {
                   if (std::exchange(at_exit_, true)) {
                     Refuse(step, "one handle at most is closed at exit");
                   }
                 },
                 [&](const step::Exit&) { exited_ = true; },
                 [](const auto&) {},
             },
             step.action);
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

void CheckForm(const Case& subject) {
  Form form(subject);
  form.Run(subject.steps());
  form.CheckEnd();
}

}  // namespace wtsconform
