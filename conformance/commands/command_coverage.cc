#include <fmt/format.h>

#include <map>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/platform/print.h"
#include "conformance/runner/coverage.h"
#include "spec/loader/tables/embedded.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

using Rows = std::map<const CoverageReason*, char>;

// "4" cases, or the letter of the reason why there is none, or "-".
std::string CellText(const CoverageCell& cell, Rows& reasons) {
  if (cell.cases) return std::to_string(cell.cases);
  if (!cell.reason) return "-";
  const auto [row, is_new] = reasons.emplace(cell.reason, static_cast<char>('a' + reasons.size()));
  return std::string(1, row->second);
}

void PrintClause(const Coverage& coverage, const Clause& clause) {
  Print("{} ({}): {}\n  {:<36}", clause.id, LevelName(clause.level), clause.text, "consumer");
  Rows reasons;
  std::string line, last;
  bool heading = true;
  for (const CoverageCell& cell : coverage.cells) {
    if (cell.clause != &clause) continue;
    if (cell.consumer != last && !last.empty()) {
      if (heading) Print("\n");
      heading = false;
      Print("  {:<36}{}\n", last, line);
      line.clear();
    }
    if (heading) Print("  {:<17}", cell.opener);
    line += fmt::format("  {:<17}", CellText(cell, reasons));
    last = cell.consumer;
  }
  Print("  {:<36}{}\n", last, line);
  for (const auto& [reason, letter] : reasons) Print("  {}: {}\n", letter, reason->why);
  Print("\n");
}

void PrintSummary(const Coverage& coverage) {
  struct Counts {
    int cases = 0, reasons = 0, holes = 0;
  };
  std::vector<std::pair<const Clause*, Counts>> clauses;
  for (const CoverageCell& cell : coverage.cells) {
    if (clauses.empty() || clauses.back().first != cell.clause)
      clauses.push_back({cell.clause, {}});
    Counts& counts = clauses.back().second;
    ++(cell.cases ? counts.cases : cell.reason ? counts.reasons : counts.holes);
  }
  Print("{:<10}  {:<10}  {:>10}  {:>11}  {:>5}\n", "clause", "level", "with cases", "with reason",
        "holes");
  for (const auto& [clause, counts] : clauses) {
    Print("{:<10}  {:<10}  {:>10}  {:>11}  {:>5}\n", clause->id, LevelName(clause->level),
          counts.cases, counts.reasons, counts.holes);
  }
  Print(
      "Each cell is an opener with a consumer, A and W apart; `wtsconform coverage CLAUSE` "
      "shows those of a clause.\n");
}

// `clause` "" is a summary of all.
int ShowCoverage(const std::string& clause, const Suite& suite) {
  std::vector<CoverageReason> reasons;
  for (const EmbeddedFile& file : EmbeddedLists()) {
    if (file.name == "coverage.toml") {
      reasons = ReadCoverageReasons(file.text, std::string(file.name));
    }
  }
  const Coverage coverage = CoverageOf(suite, reasons);
  if (clause.empty()) {
    PrintSummary(coverage);
  } else if (const Clause* found = suite.clauses().Find(clause)) {
    PrintClause(coverage, *found);
  } else {
    throw InputError("there is no clause " + clause + DidYouMean(clause, suite.clauses().Ids()));
  }
  for (const std::string& problem : coverage.problems) {
    PrintError("wtsconform: {}\n", problem);
  }
  return coverage.problems.empty() ? kAllAsExpected : kUnexpected;
}

}  // namespace

Command CoverageCommand() {
  const auto clause = std::make_shared<std::string>();
  return {.name = "coverage",
          .summary = "Show which openers and consumers the cases of each clause use",
          .options = {{"clause", "", "A clause's id, for all of its cells", clause.get()}},
          .run = [clause](const Suite& suite) { return ShowCoverage(*clause, suite); }};
}

}  // namespace wtsconform
