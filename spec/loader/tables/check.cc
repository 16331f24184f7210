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
    throw InputError(step.where, subject_.id + ": " + problem);
  }
  const Handle& Named(const Step& step, const std::string& name) const;
  std::uint64_t Bind(const Step& step, const std::string& name, bool many = false);
  Demand DemandOn(const Step& step, const std::string& name) const {
    return model_.DemandOn(Named(step, name).value);
  }

  void Visit(const Step& step);
  void Open(const Step& step);
  void Close(const Step& step, const std::string& name, bool many = false);
  void CallStep(const Step& step);
  void Control(const Step& step);
  void Begin(const Step& step);
  void Misuse(const Step& step);
  void Parallel(const Step& step);

  const Case& subject_;
  Lifecycle model_;
  std::map<std::string, Handle> handles_;
  std::set<std::string> worked_;                // calls made on a live handle
  std::map<std::string, const Step*> doubted_;  // calls that are to fail on a dead one
  std::string closed_at_exit_;
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

void Checker::Open(const Step& step) {
  if (!step.unlike.empty()) {
    Named(step, step.unlike);
    if (step.server == "unreachable") {
      Refuse(step, "unlike: what is opened too often gets closed, and a failed open must not be");
    }
  }
  const std::uint64_t value = Bind(step, step.name);
  // What an opener makes of any other name is not documented (GAP-16, GAP-17), save where the
  // profile promises a host of which the documentation tells (EX-2).
  const bool documented = step.server == "reachable" || step.server == "other" ||
                          (step.server == "null" && !subject_.row->needs.empty());
  if (step.server == "unreachable") {
    model_.OpenFailed(value);
  } else if (documented) {
    model_.Opened(value);
  }
}

void Checker::Close(const Step& step, const std::string& name, bool many) {
  bool lawful = false;
  if (name != "current") {
    const Handle& handle = Named(step, name);
    if (handle.many != many) {
      Refuse(step, "what \"many\" opened is closed by \"close-many\", and nothing else is");
    }
    lawful = model_.Closed(handle.value);
  }
  if (!lawful && required()) {
    Refuse(step, "a required case closes \"" + name + "\", which is not open here (CLOSE-2)");
  }
}

void Checker::CallStep(const Step& step) {
  if (step.other == "current") {
    if (step.expect.empty() || step.expect.starts_with("as ")) return;
    Refuse(step,
           "CURRENT need not work at all, it must stay as it was: remember an answer before, "
           "and write expect = \"as LABEL\"");
  }
  const Demand demand = DemandOn(step, step.other);
  const bool to_fail_by_itself = step.expect == "documented failure";
  if (demand == Demand::kSucceed && !to_fail_by_itself) worked_.insert(step.call);
  if (step.expect.empty()) return;
  const Demand wanted = step.expect == "failure" ? Demand::kFail : Demand::kSucceed;
  if (demand != wanted) {
    Refuse(step, "expects " + step.expect + " of \"" + step.other +
                     "\", which the life of the handle does not give");
  }
  if (wanted == Demand::kFail) doubted_.emplace(step.call, &step);
}

void Checker::Control(const Step& step) {
  if (step.other != "current") {
    if (DemandOn(step, step.other) != Demand::kSucceed) {
      Refuse(step, "a control needs a live handle, \"" + step.other + "\" is not");
    }
    worked_.insert(step.call);
  }
  if (!step.bind.empty()) Bind(step, step.bind);
}

void Checker::Begin(const Step& step) {
  if (step.other != "current" && DemandOn(step, step.other) != Demand::kSucceed) {
    Refuse(step, "a wait needs a live handle, \"" + step.other + "\" is not");
  }
  worked_.insert(step.call);
}

void Checker::Misuse(const Step& step) {
  if (model_.StateOf(Named(step, step.other).value) != ValueState::kStale) {
    Refuse(step, "misuse is of a closed handle, \"" + step.other + "\" is none");
  }
}

// A branch sees the handles from before it; those that it opens itself are its own.
void Checker::Parallel(const Step& step) {
  const auto outside = handles_;
  for (const std::vector<Step>& branch : step.branches) {
    Run(branch);
    handles_ = outside;
  }
}

void Checker::Visit(const Step& step) {
  switch (step.verb) {
    case Verb::kOpen:
      return Open(step);
    case Verb::kClose:
      return Close(step, step.name);
    case Verb::kValue:
      Bind(step, step.name);
      return;
    case Verb::kCall:
      return CallStep(step);
    case Verb::kControl:
      return Control(step);
    case Verb::kMisuse:
      return Misuse(step);
    case Verb::kMany:
      worked_.insert(step.checking);
      return model_.Opened(Bind(step, step.name, true));
    case Verb::kCloseMany:
      if (step.judges_closed) doubted_.emplace(step.checking, &step);
      return Close(step, step.name, true);
    case Verb::kNotNull:
    case Verb::kDescribe:
      Named(step, step.name);
      return;
    case Verb::kDiffer:
    case Verb::kCompare:
      Named(step, step.name);
      Named(step, step.other);
      return;
    case Verb::kBegin:
      return Begin(step);
    case Verb::kRelease:
      if (step.other != "current") Named(step, step.other);
      return;
    case Verb::kPending:
      if (!step.unlike.empty()) Named(step, step.unlike);
      return;
    case Verb::kParallel:
      return Parallel(step);
    case Verb::kAtExit:
      closed_at_exit_ = step.name;
      return;
    case Verb::kExit:
      if (closed_at_exit_.empty()) return;
      Named(step, closed_at_exit_);
      return Close(step, closed_at_exit_);
    case Verb::kRead:
    case Verb::kFree:
    case Verb::kEnd:
    case Verb::kJoin:
    case Verb::kSleep:
    case Verb::kChurn:
    case Verb::kResources:
      return;
  }
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

void CheckAgainstModel(const Case& subject, const std::vector<Step>& steps,
                       std::span<const Transition> transitions) {
  Checker checker(subject, transitions);
  checker.Run(steps);
  checker.CheckDoubts();
}

}  // namespace wtsconform
