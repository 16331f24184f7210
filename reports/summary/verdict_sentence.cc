#include "reports/summary/verdict_sentence.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

constexpr std::pair<Verdict, std::string_view> kProblems[] = {
    {Verdict::kHarnessError, "the harness failed in "},
    {Verdict::kCrash, "crashes in "},
    {Verdict::kHang, "hangs in "},
    {Verdict::kHarm, "does harm in "},
    {Verdict::kDeviation, "deviates in "},
};

std::string Join(const std::vector<std::string>& parts, const char* separator) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : separator) + part;
  return joined;
}

std::string Clauses(int count) {
  return std::to_string(count) + (count == 1 ? " clause" : " clauses");
}

// "crashes in CLOSE-6!", "deviates in OPEN-4, CLOSE-6": a clause stands under each of its problems.
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

// What became of the required clauses without a problem.
struct Rest {
  int kept = 0;
  int kept_in_part = 0;  // of these, clauses some of whose cases were not decided
  std::map<Verdict, int> undecided;
};

Rest CountRest(const ClauseTable& table, std::size_t column) {
  Rest rest;
  for (const ClauseRow& row : table.rows) {
    const ClauseCell& cell = row.cells[column];
    if (row.level != "required" || cell.tallies.empty()) continue;
    const Verdict worst = cell.Worst();
    if (worst == Verdict::kPass) {
      ++rest.kept;
      rest.kept_in_part += cell.tallies.size() > 1;
    } else if (KindOf(worst) == VerdictKind::kUndecided) {
      ++rest.undecided[worst];
    }
  }
  return rest;
}

std::string Kept(const Rest& rest, bool has_problems) {
  if (rest.kept == 0) return has_problems ? "keeps no clause" : "could be tested in no clause";
  const bool all_decided = rest.undecided.empty() && rest.kept_in_part == 0;
  std::string text = has_problems  ? "keeps "
                     : all_decided ? "keeps all "
                                   : "keeps all it could be tested in: ";
  text += Clauses(rest.kept);
  if (rest.kept_in_part > 0) {
    text += " (" + std::to_string(rest.kept_in_part) + " tested in part)";
  }
  return text;
}

bool IsProblem(const ClauseCell& cell) { return KindOf(cell.Worst()) == VerdictKind::kProblem; }
bool IsUndecided(const ClauseCell& cell) { return KindOf(cell.Worst()) == VerdictKind::kUndecided; }

}  // namespace

std::string VerdictSentence(const ClauseTable& table, std::size_t column) {
  std::vector<std::string> parts = Problems(table, column, "required");
  const Rest rest = CountRest(table, column);
  parts.push_back(Kept(rest, !parts.empty()));
  for (const auto& [verdict, count] : rest.undecided) {
    parts.push_back(std::string(VerdictName(verdict)) + " in " + Clauses(count));
  }
  for (const std::string level : {"robustness", "observed"}) {
    const std::vector<std::string> problems = Problems(table, column, level);
    if (!problems.empty()) parts.push_back(level + ": " + Join(problems, ", "));
  }
  return table.names[column] + ": " + Join(parts, "; ") + ".";
}

std::vector<std::string> Remarks(const ClauseTable& table) {
  std::vector<std::string> untested;
  std::vector<std::string> kept_by_none;
  for (const ClauseRow& row : table.rows) {
    std::vector<ClauseCell> cells;
    std::copy_if(row.cells.begin(), row.cells.end(), std::back_inserter(cells),
                 [](const ClauseCell& cell) { return !cell.tallies.empty(); });
    if (std::all_of(cells.begin(), cells.end(), IsUndecided)) untested.push_back(row.clause);
    std::erase_if(cells, IsUndecided);
    if (row.level == "required" && cells.size() > 1 &&
        std::all_of(cells.begin(), cells.end(), IsProblem)) {
      kept_by_none.push_back(row.clause);
    }
  }
  std::vector<std::string> remarks;
  if (!untested.empty())
    remarks.push_back("Nobody could be tested in " + Join(untested, ", ") + ".");
  if (!kept_by_none.empty()) {
    remarks.push_back("Nobody keeps " + Join(kept_by_none, ", ") +
                      ": suspect the test before the implementations.");
  }
  return remarks;
}

}  // namespace wtsconform
