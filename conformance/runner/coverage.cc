#include "conformance/runner/coverage.h"

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
  explicit PairsOfCase(const Case& subject) {
    VisitSteps(subject.steps(), [this](const Step& step) { Look(step); });
  }

  const std::set<Pair>& pairs() const { return pairs_; }

 private:
  void Look(const Step& step) {
    if (const auto* open = step.As<step::Open>()) openers_[open->handle] = open->opener->name;
    if (const auto* many = step.As<step::Many>()) openers_[many->handle] = many->opener->name;
    if (const auto* volume = step.As<step::Volume>()) Add(volume->opener->name, volume->checking);
    if (const auto* close = step.As<step::CloseMany>()) {
      Add(openers_[close->handle], close->checking);
    }
    const auto* on_handle = step.As<step::OnHandle>();
    if (on_handle && IsJudged(step)) Add(openers_[on_handle->on], on_handle->call);
  }

  static bool IsJudged(const Step& step) {
    if (const auto* call = step.As<step::Call>()) return call->expect.any();
    // A buffer that is kept is judged later.
    if (const auto* control = step.As<step::Control>()) return !control->keep.empty();
    return true;
  }

  // A probe stands for whichever everyday call works: it covers none for certain.
  void Add(const std::string& opener, const CallRef& made) {
    if (!opener.empty() && made.call) pairs_.insert({opener, made.call->function->name});
  }

  std::map<std::string, std::string> openers_;  // handle -> function
  std::set<Pair> pairs_;
};

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
    const PairsOfCase of_case(each);
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
