#include <algorithm>
#include <memory>

#include "conformance/commands/case_named.h"
#include "conformance/commands/commands.h"
#include "conformance/implementations/glob.h"
#include "conformance/platform/print.h"
#include "conformance/runner/step_text.h"
#include "reports/formats/shell_word.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// More cases than this are listed by id only.
constexpr std::size_t kExplainedInFull = 3;

void ExplainClause(const Clause& clause) {
  Print("{} ({}{})\n  {}\n", clause.id, LevelName(clause.level),
        clause.derived.empty() ? "" : ", derived", clause.text);
  if (!clause.page.empty()) {
    Print("  page: {}{}\n", clause.page, clause.section.empty() ? "" : ", " + clause.section);
  }
  for (const std::string& from : clause.derived) Print("  follows from: {}\n", from);
  if (!clause.evidence.empty()) Print("  evidence: {}\n", clause.evidence);
  if (!clause.carried_by.empty()) Print("  judged by the cases of {}\n", clause.carried_by);
  if (!clause.nothing_to_run.empty()) Print("  nothing to run: {}\n", clause.nothing_to_run);
}

void ExplainCase(const Case& subject, const Suite& suite) {
  Print("{}\n  {}\n  clause: {} ({}): {}\n  table: {}\n", subject.id, subject.Title(),
        subject.clause->id, LevelName(subject.clause->level), subject.clause->text,
        ToString(subject.row->where));
  for (const std::string& need : subject.row->needs) Print("  needs: a {}\n", need);
  int number = 1;
  for (const Step& step : subject.steps()) {
    Print("  {:>3}. {}\n", number++, StepText(step));
  }
  const std::string whole = subject.id.substr(0, subject.id.find('='));
  Print("  run it: wtsconform run IMPLEMENTATION{} --filter {}\n",
        ShellWords(SpecWords(suite, kReader)), ShellQuoted(whole));
}

void ExplainClauseAndCount(const Clause& clause, const Suite& suite) {
  ExplainClause(clause);
  const auto cases = std::count_if(suite.cases().begin(), suite.cases().end(),
                                   [&clause](const Case& each) { return each.clause == &clause; });
  if (cases == 0) return;
  Print("  cases: {} (wtsconform list{} --clause {})\n", cases,
        ShellWords(SpecWords(suite, kReader)), clause.id);
}

int Explain(const std::string& what, const Suite& suite) {
  if (const Clause* clause = suite.clauses().Find(what)) {
    ExplainClauseAndCount(*clause, suite);
    return kAllAsExpected;
  }
  if (what.find('=') != std::string::npos) {
    ExplainCase(CaseNamed(suite, what), suite);
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
      ExplainCase(*matching[i], suite);
    } else {
      Print("{}{}\n", i == kExplainedInFull ? "and similarly:\n" : "", matching[i]->id);
    }
  }
  return kAllAsExpected;
}

}  // namespace

Command ExplainCommand() {
  const auto what = std::make_shared<std::string>();
  return {
      .name = "explain",
      .summary = "Show what a case or a clause says",
      .options = {{.name = "what",
                   .type = "",
                   .help =
                       "A case's id or pattern, ID=1-4,9 for those of its steps, or a clause's id",
                   .value = what.get(),
                   .required = true}},
      .run = [what](const Suite& suite) { return Explain(*what, suite); }};
}

}  // namespace wtsconform
