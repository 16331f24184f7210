#include "reports/formats/clause_table.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>

#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

constexpr std::string_view kLevelOrder[] = {"required", "robustness", "observed"};
constexpr Verdict kFromWorst[] = {
    Verdict::kHarnessError, Verdict::kCrash,      Verdict::kHang,     Verdict::kHarm,
    Verdict::kDeviation,    Verdict::kPass,       Verdict::kObserved, Verdict::kInconclusive,
    Verdict::kUntestable,   Verdict::kUnsupported};

constexpr std::size_t kUnknownPlace = static_cast<std::size_t>(-1);  // after the known ones

// Level, place in the table of clauses; of clauses that are in none section and number, since EX-10
// comes after EX-9. The texts decide what these leave equal.
using RowKey = std::tuple<std::ptrdiff_t, std::size_t, std::string, int, std::string, std::string>;

RowKey KeyOf(const CaseRecord& record, const ClauseNotes& notes) {
  const std::ptrdiff_t level =
      std::find(std::begin(kLevelOrder), std::end(kLevelOrder), record.level) -
      std::begin(kLevelOrder);
  const auto note = notes.find(record.clause);
  const std::size_t place = note == notes.end() ? kUnknownPlace : note->second.place;
  const std::size_t dash = record.clause.find('-');
  int number = 0;
  if (dash != std::string::npos) {
    const char* const text = record.clause.data();
    std::from_chars(text + dash + 1, text + record.clause.size(), number);
  }
  return {level, place, record.clause.substr(0, dash), number, record.level, record.clause};
}

std::string NameOf(const Results& results, const std::vector<Results>& all) {
  const ImplementationRecord& implementation = results.implementation;
  const auto namesakes = std::count_if(all.begin(), all.end(), [&](const Results& other) {
    return other.implementation.name == implementation.name;
  });
  return CleanText(
      (namesakes == 1 ? implementation.name : implementation.name + " " + implementation.version) +
      (results.missing > 0 ? " (unfinished)" : ""));
}

std::string ShortName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kDeviation:
      return "DEV";
    case Verdict::kCrash:
      return "CRASH";
    case Verdict::kHang:
      return "HANG";
    case Verdict::kHarm:
      return "HARM";
    case Verdict::kHarnessError:
      return "ERROR";
    default:
      return std::string(VerdictName(verdict));
  }
}

}  // namespace

int ClauseCell::Cases() const {
  int sum = 0;
  for (const auto& [verdict, tally] : tallies) sum += tally.cases;
  return sum;
}

int ClauseCell::Failures() const {
  int sum = 0;
  for (const auto& [verdict, tally] : tallies) sum += tally.failures;
  return sum;
}

Verdict ClauseCell::Worst() const {
  return *std::find_if(std::begin(kFromWorst), std::end(kFromWorst),
                       [this](Verdict verdict) { return tallies.contains(verdict); });
}

ClauseTable CountByClause(const std::vector<Results>& all, const ClauseNotes& notes) {
  ClauseTable table;
  std::map<RowKey, std::vector<ClauseCell>> rows;
  for (std::size_t column = 0; column < all.size(); ++column) {
    table.names.push_back(NameOf(all[column], all));
    for (const CaseRecord& record : all[column].cases) {
      std::vector<ClauseCell>& cells = rows[KeyOf(record, notes)];
      cells.resize(all.size());
      Tally& tally = cells[column].tallies[record.verdict];
      ++tally.cases;
      tally.failures += IsFailure(record);
    }
  }
  for (auto& [key, cells] : rows) {
    table.rows.push_back({std::get<4>(key), CleanText(std::get<5>(key)), std::move(cells)});
  }
  return table;
}

std::string CellText(const ClauseCell& cell) {
  if (cell.tallies.empty()) return "-";
  const Verdict worst = cell.Worst();
  const int count = cell.tallies.at(worst).cases;
  std::string text = ShortName(worst) + " " + std::to_string(count);
  if (count != cell.Cases()) text += "/" + std::to_string(cell.Cases());
  return cell.Failures() > 0 ? text + "!" : text;
}

}  // namespace wtsconform
