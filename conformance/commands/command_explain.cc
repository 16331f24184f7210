#include <fmt/format.h>

#include "conformance/commands/commands.h"
#include "conformance/implementations/glob.h"
#include "conformance/runner/step_text.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// More cases than this are listed by id only.
constexpr std::size_t kExplainedInFull = 3;

void ExplainClause(const Clause& clause) {
  fmt::print("{} ({}{})\n  {}\n", clause.id, LevelName(clause.level),
             clause.derived.empty() ? "" : ", derived", clause.text);
  if (!clause.page.empty()) {
    fmt::print("  page: {}{}\n", clause.page, clause.section.empty() ? "" : ", " + clause.section);
  }
  for (const std::string& from : clause.derived) fmt::print("  follows from: {}\n", from);
  if (!clause.evidence.empty()) fmt::print("  evidence: {}\n", clause.evidence);
  if (!clause.carried_by.empty()) fmt::print("  judged by the cases of {}\n", clause.carried_by);
  if (!clause.nothing_to_run.empty()) fmt::print("  nothing to run: {}\n", clause.nothing_to_run);
}

void ExplainCase(const Case& subject) {
  fmt::print("{}\n  {}\n  clause: {} ({}): {}\n  table: {}\n", subject.id, subject.Title(),
             subject.clause->id, LevelName(subject.clause->level), subject.clause->text,
             ToString(subject.row->where));
  for (const std::string& need : subject.row->needs) fmt::print("  needs: a {}\n", need);
  int number = 1;
  for (const Step& step : subject.steps()) {
    fmt::print("  {:>3}. {}\n", number++, StepText(step));
  }
  fmt::print("  run it: wtsconform run IMPLEMENTATION --filter '{}'\n", subject.id);
}

}  // namespace

int Explain(const std::string& what, const Suite& suite) {
  if (const Clause* clause = suite.clauses().Find(what)) {
    ExplainClause(*clause);
    std::size_t cases = 0;
    for (const Case& each : suite.cases()) cases += each.clause == clause;
    if (cases) fmt::print("  cases: {} (wtsconform list --clause {})\n", cases, clause->id);
    return kAllAsExpected;
  }
  std::vector<const Case*> matching;
  std::vector<std::string> known = suite.clauses().Ids();
  for (const Case& each : suite.cases()) {
    known.push_back(each.id);
    if (GlobMatches(what, each.id) || GlobMatches(what + "/*", each.id)) matching.push_back(&each);
  }
  if (matching.empty()) {
    throw InputError("\"" + what + "\" is no case and no clause" + DidYouMean(what, known));
  }
  for (std::size_t i = 0; i < matching.size(); ++i) {
    if (i < kExplainedInFull) {
      ExplainCase(*matching[i]);
    } else {
      fmt::print("{}{}\n", i == kExplainedInFull ? "and likewise:\n" : "", matching[i]->id);
    }
  }
  return kAllAsExpected;
}

}  // namespace wtsconform
