#include "reports/summary/verdict_sentence.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

constexpr std::pair<Verdict, std::string_view> kProblems[] = {
    {Verdict::kHarnessError, "the harness failed in "},
    {Verdict::kCrash, "crashes in "},
    {Verdict::kHang, "hangs in "},
    {Verdict::kHarm, "does harm in "},
    {Verdict::kDeviation, "deviates from "},
};

constexpr char kNothingTested[] = "no clause could be tested";

std::string Join(const std::vector<std::string>& parts, const char* separator) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : separator) + part;
  return joined;
}

// A clause stands under each of its problems.
std::vector<std::string> Problems(const ClauseTable& table, std::size_t column,
                                  std::string_view level) {
  std::vector<std::string> parts;
  for (const auto& [verdict, words] : kProblems) {
    std::vector<std::string> clauses;
    for (const ClauseRow& row : table.rows) {
      const auto& tallies = row.cells[column].tallies;
      const auto found = tallies.find(verdict);
      if (row.level != level || found == tallies.end()) continue;
      clauses.push_back(row.clause + (found->second.failures > 0 ? "!" : ""));
    }
    if (!clauses.empty()) parts.push_back(std::string(words) + Join(clauses, ", "));
  }
  return parts;
}

// The required clauses that ran.
struct ClauseCounts {
  int ran = 0;
  int passed = 0;
  int passed_in_part = 0;  // of these, clauses with cases that were not decided
  std::map<Verdict, int> undecided;
};

ClauseCounts CountClauses(const ClauseTable& table, std::size_t column) {
  ClauseCounts counts;
  for (const ClauseRow& row : table.rows) {
    const ClauseCell& cell = row.cells[column];
    if (row.level != "required" || cell.tallies.empty()) continue;
    ++counts.ran;
    const Verdict worst = cell.Worst();
    if (worst == Verdict::kPass) {
      ++counts.passed;
      counts.passed_in_part += cell.tallies.size() > 1;
    } else if (KindOf(worst) == VerdictKind::kUndecided) {
      ++counts.undecided[worst];
    }
  }
  return counts;
}

std::string Passed(const ClauseCounts& counts, bool has_problems) {
  if (counts.passed == 0) return has_problems ? "no clause passes" : kNothingTested;
  const bool all_decided = counts.undecided.empty() && counts.passed_in_part == 0;
  std::string text = has_problems ? "" : all_decided ? "conforms: " : "no deviation found: ";
  text += std::to_string(counts.passed) + " of " + Count(counts.ran, "clause");
  text += counts.passed == 1 ? " passes" : " pass";
  if (counts.passed_in_part > 0) {
    text += " (" + std::to_string(counts.passed_in_part) + " tested in part)";
  }
  return text;
}

std::string Undecided(Verdict verdict, int count) {
  const std::string clauses = Count(count, "clause");
  if (verdict == Verdict::kUntestable) return clauses + " could not be tested";
  return clauses + " " + std::string(VerdictName(verdict));
}

bool IsProblem(const ClauseCell& cell) { return KindOf(cell.Worst()) == VerdictKind::kProblem; }
bool IsUndecided(const ClauseCell& cell) { return KindOf(cell.Worst()) == VerdictKind::kUndecided; }

}  // namespace

std::string VerdictSentence(const ClauseTable& table, std::size_t column) {
  std::vector<std::string> parts = Problems(table, column, "required");
  const ClauseCounts counts = CountClauses(table, column);
  parts.push_back(Passed(counts, !parts.empty()));
  for (const auto& [verdict, count] : counts.undecided) {
    const bool is_said = verdict == Verdict::kUntestable && parts.back() == kNothingTested;
    if (!is_said) parts.push_back(Undecided(verdict, count));
  }
  for (const std::string level : {"robustness", "observed"}) {
    const std::vector<std::string> problems = Problems(table, column, level);
    if (!problems.empty()) parts.push_back(level + ": " + Join(problems, ", "));
  }
  return table.names[column] + ": " + Join(parts, "; ") + ".";
}

std::vector<std::string> Remarks(const ClauseTable& table) {
  std::vector<std::string> untested;
  std::vector<std::string> passed_by_none;
  for (const ClauseRow& row : table.rows) {
    std::vector<ClauseCell> cells;
    std::copy_if(row.cells.begin(), row.cells.end(), std::back_inserter(cells),
                 [](const ClauseCell& cell) { return !cell.tallies.empty(); });
    if (std::all_of(cells.begin(), cells.end(), IsUndecided)) untested.push_back(row.clause);
    std::erase_if(cells, IsUndecided);
    if (row.level == "required" && cells.size() > 1 &&
        std::all_of(cells.begin(), cells.end(), IsProblem)) {
      passed_by_none.push_back(row.clause);
    }
  }
  std::vector<std::string> remarks;
  if (!untested.empty()) {
    remarks.push_back("No implementation could be tested in " + Join(untested, ", ") + ".");
  }
  if (!passed_by_none.empty()) {
    remarks.push_back("No implementation conforms to " + Join(passed_by_none, ", ") +
                      ": suspect the test before the implementations.");
  }
  return remarks;
}

}  // namespace wtsconform
