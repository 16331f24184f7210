#include "conformance/runner/coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include "conformance/implementations/glob.h"
#include "spec/loader/toml/fields.h"

namespace wtsconform {
namespace {

using Pair = std::pair<std::string, std::string>;  // opener, consumer

// The pairs that one case judges.
class PairsOfCase {
 public:
  PairsOfCase(const Case& subject, const Suite& suite) : suite_(suite) {
    VisitSteps(StepsOf(subject, suite.functions()), [this](const Step& step) { Look(step); });
  }

  const std::set<Pair>& pairs() const { return pairs_; }

 private:
  void Look(const Step& step) {
    switch (step.verb) {
      case Verb::kOpen:
      case Verb::kMany:
      case Verb::kChurn:
      case Verb::kResources:
        openers_[step.name] = step.call;
        return Add(step.call, step.checking);
      case Verb::kCloseMany:
        return Add(openers_[step.name], step.checking);
      case Verb::kMisuse:
      case Verb::kBegin:
      case Verb::kRelease:
        return Add(openers_[step.other], step.call);
      case Verb::kCall:
        if (!step.expect.empty()) Add(openers_[step.other], step.call);
        return;
      case Verb::kControl:  // a buffer that is kept is judged later
        if (!step.keep.empty()) Add(openers_[step.other], step.call);
        return;
      default:
        return;
    }
  }

  // A probe stands for whichever everyday call works: it covers none for certain.
  void Add(const std::string& opener, const std::string& call) {
    const Call* known = suite_.functions().FindCall(call);
    if (!opener.empty() && known) pairs_.insert({opener, known->function->name});
  }

  const Suite& suite_;
  std::map<std::string, std::string> openers_;  // handle -> function
  std::set<Pair> pairs_;
};

bool MatchesAny(const std::vector<std::string>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& each) { return GlobMatches(each, text); });
}

std::vector<std::string> NamesOf(Role role, const FunctionCatalogue& functions) {
  std::vector<std::string> names;
  for (const Function& each : functions.functions()) {
    if (each.role == role) names.push_back(each.name);
  }
  return names;
}

}  // namespace

std::vector<CoverageReason> ReadCoverageReasons(std::string_view toml, const std::string& file) {
  const Value document = ParseToml(toml, file);
  Fields top(document, "the table of reasons");
  std::vector<CoverageReason> reasons;
  for (const Value* value : top.Tables("reason")) {
    Fields fields(*value, "a reason");
    CoverageReason reason;
    reason.where = fields.where();
    reason.clauses = fields.Texts("clause");
    reason.openers = fields.Texts("opener");
    reason.consumers = fields.Texts("consumer");
    reason.why = fields.Text("why");
    if (reason.clauses.empty()) fields.Refuse("clause", "name the clauses");
    if (reason.openers.empty()) reason.openers = {"*"};
    if (reason.consumers.empty()) reason.consumers = {"*"};
    fields.Finish();
    reasons.push_back(std::move(reason));
  }
  top.Finish();
  return reasons;
}

Coverage CoverageOf(const Suite& suite, const std::vector<CoverageReason>& reasons) {
  std::map<const Clause*, std::map<Pair, int>> judged;
  for (const Case& each : suite.cases()) {
    if (each.clause->level == Level::kObserved) continue;
    auto& pairs = judged[each.clause];
    const PairsOfCase of_case(each, suite);
    for (const Pair& pair : of_case.pairs()) ++pairs[pair];
  }
  Coverage coverage;
  std::set<const CoverageReason*> needed;
  for (const Clause& clause : suite.clauses().clauses()) {
    if (!judged.contains(&clause)) continue;
    for (const std::string& consumer : NamesOf(Role::kConsumer, suite.functions())) {
      for (const std::string& opener : NamesOf(Role::kOpener, suite.functions())) {
        CoverageCell cell{&clause, opener, consumer, judged[&clause][{opener, consumer}], nullptr};
        for (const CoverageReason& reason : reasons) {
          if (cell.cases || cell.reason || !MatchesAny(reason.clauses, clause.id) ||
              !MatchesAny(reason.openers, opener) || !MatchesAny(reason.consumers, consumer)) {
            continue;
          }
          needed.insert(cell.reason = &reason);
        }
        if (!cell.cases && !cell.reason) {
          coverage.problems.push_back(clause.id + ": no case and no reason for " + opener +
                                      " with " + consumer);
        }
        coverage.cells.push_back(cell);
      }
    }
  }
  for (const CoverageReason& reason : reasons) {
    if (needed.contains(&reason)) continue;
    coverage.problems.push_back(ToString(reason.where) +
                                ": no cell needs this reason: " + reason.why);
  }
  return coverage;
}

}  // namespace wtsconform
