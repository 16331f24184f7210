#include "spec/loader/tables/check.h"

#include <map>
#include <set>
#include <string>

#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// Runs the steps of a case on symbolic values, all different.
class Checker {
 public:
  Checker(const Case& subject, std::span<const Transition> transitions)
      : subject_(subject), model_(transitions) {}

  void Run(const std::vector<Step>& steps) {
    for (const Step& step : steps) Visit(step);
  }
  // Each call that is to fail on a dead handle must be made on a live one too.
  void CheckDoubts() const;

 private:
  struct Handle {
    std::uint64_t value = 0;
    bool many = false;
  };

  bool required() const { return subject_.clause->level == Level::kRequired; }

  [[noreturn]] void Refuse(const Step& step, const std::string& problem) const {
    throw InputError(*step.where, subject_.id + ": " + problem);
  }
  const Handle& Named(const Step& step, const std::string& name) const;
  std::uint64_t Bind(const Step& step, const std::string& name, bool many = false);
  Demand DemandOn(const Step& step, const std::string& name) const {
    return model_.DemandOn(Named(step, name).value);
  }

  void Visit(const Step& step);
  void Open(const Step& step, const step::Open& open);
  void Close(const Step& step, const std::string& name, bool many = false);
  void CallStep(const Step& step, const step::Call& made);
  void CallOnCurrent(const Step& step, const step::Call& made);
  void Control(const Step& step, const step::Control& control);
  void Begin(const Step& step, const step::Begin& begin);
  void Misuse(const Step& step, const step::Misuse& misuse);
  void Allocations(const Step& step, const step::Allocations& allocations);
  void SessionOf(const Step& step, const std::string& name);
  void Parallel(const step::Parallel& parallel);
  void Exit(const Step& step);

  const Case& subject_;
  Lifecycle model_;
  std::map<std::string, Handle> handles_;
  std::set<std::string> worked_;                // calls made on a live handle
  std::set<std::uint64_t> undocumented_;        // what opens gave of names of which no page speaks
  std::map<std::string, const Step*> doubted_;  // calls that are to fail on a dead one
  std::string closed_at_exit_;
  std::set<std::string> answers_of_current_;  // their labels
  bool current_works_ = false;
  std::uint64_t next_value_ = 1;
};

const Checker::Handle& Checker::Named(const Step& step, const std::string& name) const {
  const auto found = handles_.find(name);
  if (found != handles_.end()) return found->second;
  if (name == "current") Refuse(step, "\"current\" cannot stand here: no step opened it");
  std::vector<std::string> known = {"current"};
  for (const auto& [each, handle] : handles_) known.push_back(each);
  Refuse(step,
         "no step before this one opens the handle \"" + name + "\"" + DidYouMean(name, known));
}

std::uint64_t Checker::Bind(const Step& step, const std::string& name, bool many) {
  if (name.empty() || name == "current") {
    Refuse(step, "\"" + name + "\" cannot be the name of a handle");
  }
  handles_[name] = {next_value_, many};
  return next_value_++;
}

void Checker::Open(const Step& step, const step::Open& open) {
  if (!open.unlike.empty()) {
    Named(step, open.unlike);
    if (open.server == "unreachable") {
      Refuse(step, "unlike: what is opened too often gets closed, and a failed open must not be");
    }
  }
  const std::uint64_t value = Bind(step, open.handle);
  // What an opener makes of any other name is not documented (GAP-16, GAP-17), save where the
  // profile promises a host that the documentation describes (EX-2).
  const bool documented = open.server == "reachable" || open.server == "other" ||
                          (open.server == "null" && !subject_.row->needs.empty());
  if (open.server == "unreachable") {
    model_.OpenFailed(value);
  } else if (documented) {
    model_.Opened(value);
  } else {
    undocumented_.insert(value);
  }
}

void Checker::Close(const Step& step, const std::string& name, bool many) {
  bool is_open = false;
  if (name != "current") {
    const Handle& handle = Named(step, name);
    if (handle.many != many) {
      Refuse(step, "what \"many\" opened is closed by \"close-many\", and nothing else is");
    }
    is_open = model_.Closed(handle.value);
  }
  if (!is_open && required()) {
    Refuse(step, "a required case closes \"" + name + "\", which is not open here (CLOSE-2)");
  }
}

void Checker::CallStep(const Step& step, const step::Call& made) {
  using Expected = step::Expectation::Kind;
  const Expected expected = made.expect.kind;
  if (made.on == "current") return CallOnCurrent(step, made);
  if (expected == Expected::kOwn) Named(step, made.expect.label);
  const Demand demand = DemandOn(step, made.on);
  if (demand == Demand::kSucceed && expected != Expected::kDocumentedFailure) {
    worked_.insert(made.call.id());
  }
  if (!made.expect.any()) return;
  const Demand wanted = expected == Expected::kFailure ? Demand::kFail : Demand::kSucceed;
  if (demand != wanted) {
    Refuse(step, "expects " + made.expect.Text() + " of \"" + made.on +
                     "\", which the life of the handle does not give");
  }
  if (wanted == Demand::kFail) doubted_.emplace(made.call.id(), &step);
}

// It need not work at all.
void Checker::CallOnCurrent(const Step& step, const step::Call& made) {
  using Expected = step::Expectation::Kind;
  const Expected expected = made.expect.kind;
  const bool is_other_s = !answers_of_current_.contains(made.expect.label);
  const bool may = expected == Expected::kNothing || expected == Expected::kAs ||
                   (expected == Expected::kUnlike && is_other_s) ||
                   (expected == Expected::kDocumentedFailure && current_works_);
  if (!may) {
    Refuse(step,
           "CURRENT need not work at all, it must stay as it was: remember an answer before, "
           "and write expect = \"as LABEL\"; \"unlike LABEL\" is for the answer of another "
           "server, \"documented failure\" for after a control on CURRENT");
  }
  answers_of_current_.insert(made.remember_as);
}

void Checker::Control(const Step& step, const step::Control& control) {
  if (control.on == "current") {
    current_works_ = true;
    answers_of_current_.insert(control.remember_as);
  } else {
    // What an open of another name gave is a handle where the control works on it.
    const std::uint64_t value = Named(step, control.on).value;
    if (undocumented_.erase(value) > 0) model_.Opened(value);
    if (DemandOn(step, control.on) != Demand::kSucceed) {
      Refuse(step, "a control needs a live handle, \"" + control.on + "\" is not");
    }
    worked_.insert(control.call.id());
  }
  if (!control.bind.empty()) Bind(step, control.bind);
}

void Checker::Begin(const Step& step, const step::Begin& begin) {
  if (begin.on != "current" && DemandOn(step, begin.on) != Demand::kSucceed) {
    Refuse(step, "a wait needs a live handle, \"" + begin.on + "\" is not");
  }
  worked_.insert(begin.call.id());
}

void Checker::Misuse(const Step& step, const step::Misuse& misuse) {
  if (model_.StateOf(Named(step, misuse.on).value) != ValueState::kStale) {
    Refuse(step, "misuse is of a closed handle, \"" + misuse.on + "\" is none");
  }
}

void Checker::Allocations(const Step& step, const step::Allocations& allocations) {
  if (allocations.on == "current") return;
  if (DemandOn(step, allocations.on) != Demand::kSucceed) {
    Refuse(step, "memory is watched on a live handle, \"" + allocations.on + "\" is not");
  }
}

void Checker::SessionOf(const Step& step, const std::string& name) {
  if (DemandOn(step, name) == Demand::kSucceed) return;
  Refuse(step, "sessions are listed through a live handle, \"" + name + "\" is not");
}

// A branch sees the handles from before it; those that it opens itself are its own.
void Checker::Parallel(const step::Parallel& parallel) {
  const auto outside = handles_;
  for (const std::vector<Step>& branch : parallel.branches) {
    Run(branch);
    handles_ = outside;
  }
}

void Checker::Exit(const Step& step) {
  if (closed_at_exit_.empty()) return;
  Named(step, closed_at_exit_);
  Close(step, closed_at_exit_);
}

void Checker::Visit(const Step& step) {
  const auto pair = [&](const auto& verb) {
    Named(step, verb.handle);
    Named(step, verb.other);
  };
  std::visit(Overloaded{
                 [&](const step::Open& verb) { Open(step, verb); },
                 [&](const step::Close& verb) { Close(step, verb.handle); },
                 [&](const step::FixedValue& verb) { Bind(step, verb.handle); },
                 [&](const step::Call& verb) { CallStep(step, verb); },
                 [&](const step::Control& verb) { Control(step, verb); },
                 [&](const step::Misuse& verb) { Misuse(step, verb); },
                 [&](const step::Many& verb) {
                   worked_.insert(verb.checking.id());
                   model_.Opened(Bind(step, verb.handle, true));
                 },
                 [&](const step::CloseMany& verb) {
                   if (verb.judges_closed) doubted_.emplace(verb.checking.id(), &step);
                   Close(step, verb.handle, true);
                 },
                 [&](const step::Session& verb) { SessionOf(step, verb.handle); },
                 [&](const step::NotNull& verb) { Named(step, verb.handle); },
                 [&](const step::Describe& verb) { Named(step, verb.handle); },
                 [&](const step::Differ& verb) { pair(verb); },
                 [&](const step::Compare& verb) { pair(verb); },
                 [&](const step::Begin& verb) { Begin(step, verb); },
                 [&](const step::Allocations& verb) { Allocations(step, verb); },
                 [&](const step::Release& verb) {
                   if (verb.on != "current") Named(step, verb.on);
                 },
                 [&](const step::Pending& verb) {
                   if (!verb.unlike.empty()) Named(step, verb.unlike);
                 },
                 [&](const step::Parallel& verb) { Parallel(verb); },
                 [&](const step::AtExit& verb) { closed_at_exit_ = verb.handle; },
                 [&](const step::Exit&) { Exit(step); },
                 [](const auto&) {},  // the others name no handle
             },
             step.action);
}

void Checker::CheckDoubts() const {
  for (const auto& [call, step] : doubted_) {
    if (worked_.contains(call)) continue;
    Refuse(*step, "that " + call +
                      " fails shows nothing, because no step makes the same call on "
                      "a live handle: add a control");
  }
}

}  // namespace

void CheckAgainstModel(const Case& subject, std::span<const Transition> transitions) {
  Checker checker(subject, transitions);
  checker.Run(subject.steps());
  checker.CheckDoubts();
}

}  // namespace wtsconform
