#include <algorithm>
#include <string_view>
#include <utility>

#include "reports/page/html.h"
#include "reports/page/search_text.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

constexpr std::pair<Verdict, const char*> kMeanings[] = {
    {Verdict::kPass, "conforms to the clause; a positive control shows that the case could fail"},
    {Verdict::kDeviation, "does not conform to the clause"},
    {Verdict::kCrash, "the process died"},
    {Verdict::kHang, "a call did not return in time"},
    {Verdict::kHarm, "damage to what was not touched"},
    {Verdict::kUntestable, "a precondition or a positive control failed"},
    {Verdict::kUnsupported, "a function is not exported, or a stub"},
    {Verdict::kInconclusive, "the time ran out before a decision"},
    {Verdict::kObserved, "recorded, never judged"},
    {Verdict::kHarnessError, "a fault of the suite, not of the implementation"},
};

const char* NoteOn(std::string_view level) {
  if (level == "required") return "what the documentation says, or what follows from it";
  if (level == "robustness") return "what happens when the caller breaks a rule; never counted";
  return "what the documentation leaves open; recorded, never judged";
}

std::string VerdictsOf(const ClauseCell& cell) {
  std::string verdicts;
  for (const auto& [verdict, tally] : cell.tallies) {
    verdicts += (verdicts.empty() ? "" : " ") + std::string(VerdictName(verdict));
  }
  return verdicts;
}

View CellView(const Report& report, const PageScope& scope, std::size_t column,
              const ClauseRow& row) {
  const ClauseCell& cell = row.cells[column];
  const std::string& slug = report.slugs()[column];
  View view;
  view.Set("slug", slug).Set("verdicts", VerdictsOf(cell)).Flag("ran", !cell.tallies.empty());
  if (cell.tallies.empty()) return view;
  const int count = cell.tallies.at(cell.Worst()).cases;
  const int cases = cell.Cases();
  view.Set("verdict", std::string(VerdictName(cell.Worst())));
  view.Set("count", std::to_string(count) + (count == cases ? "" : "/" + std::to_string(cases)));
  view.Set("finding", scope.Finding(column, AnchorOf(row.level, row.clause, slug)));
  view.Flag("failures", cell.Failures() > 0);
  view.List("bar") = TallyViews(cell);
  return view;
}

// A clause that has no other place leads to its documentation.
View RowView(const ClauseRow& row, const Report& report, const PageScope& scope,
             const std::string& search) {
  const std::string anchor = AnchorOf(row.level, row.clause);
  const std::string address = scope.Clause(anchor);
  const ClauseNote& note = report.Note(row.clause);
  View view;
  view.Set("clause", row.clause).Set("search", search).Optional("text", note.text);
  view.Optional("target", address.empty() ? anchor : "");
  view.Optional("address", address.empty() ? note.page : address);
  for (const std::size_t i : scope.columns) {
    view.List("cells").push_back(CellView(report, scope, i, row));
  }
  return view;
}

bool Ran(const ClauseRow& row, const PageScope& scope) {
  return std::any_of(scope.columns.begin(), scope.columns.end(),
                     [&](std::size_t i) { return !row.cells[i].tallies.empty(); });
}

}  // namespace

std::string HtmlMatrix(const Report& report, const PageScope& scope) {
  const auto words = WordsByClause(report);
  View view;
  const bool many = scope.columns.size() > 1;
  view.Set("title", many ? "Implementations by clause" : "Clause by clause").Flag("many", many);
  view.Set("columns", std::to_string(scope.columns.size() + 1));
  view.List("names") = NameViews(report, scope);
  SearchWords all;
  for (const auto& [clause, each] : words) all.Merge(each);
  for (const std::string& name : all.functions()) {
    view.List("functions").emplace_back().Set("name", name);
  }
  for (const auto& [verdict, meaning] : kMeanings) {
    view.List("verdicts")
        .emplace_back()
        .Set("name", std::string(VerdictName(verdict)))
        .Set("meaning", meaning);
  }
  std::vector<View>& levels = view.List("levels");
  for (const ClauseRow& row : report.table().rows) {
    if (!Ran(row, scope)) continue;
    if (levels.empty() || levels.back().texts["level"] != row.level) {
      levels.emplace_back().Set("level", row.level).Set("note", NoteOn(row.level));
    }
    levels.back().List("rows").push_back(
        RowView(row, report, scope, words.at(row.clause).Text(row.clause)));
  }
  return Render("matrix.html", view);
}

}  // namespace wtsconform
