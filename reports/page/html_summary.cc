#include <algorithm>

#include "reports/formats/text.h"
#include "reports/formats/undecided.h"
#include "reports/formats/verdict_kind.h"
#include "reports/page/html.h"
#include "reports/summary/verdict_sentence.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// The required clauses of one implementation by their worst verdict, and its cases by theirs.
struct Required {
  ClauseCell clauses;
  ClauseCell cases;
};

Required CountRequired(const ClauseTable& table, std::size_t column) {
  Required required;
  for (const ClauseRow& row : table.rows) {
    const ClauseCell& cell = row.cells[column];
    if (row.level != "required" || cell.tallies.empty()) continue;
    ++required.clauses.tallies[cell.Worst()].cases;
    for (const auto& [verdict, tally] : cell.tallies) {
      required.cases.tallies[verdict].cases += tally.cases;
    }
  }
  return required;
}

std::string InWords(const ClauseCell& cell) {
  std::string words;
  for (const auto& [verdict, tally] : cell.tallies) {
    words += (words.empty() ? "" : ", ") + std::to_string(tally.cases) + " " +
             std::string(VerdictName(verdict));
  }
  return words.empty() ? "no required case ran" : "required cases: " + words;
}

std::string StateText(std::size_t failures, bool any_ran) {
  if (failures > 0) return Count(failures, "finding") + " not listed as expected";
  return any_ran ? "Everything as its profile expects" : "No case ran";
}

// Shown on demand.
void AddNotJudged(const Results& results, View& card) {
  constexpr std::size_t kMostReasons = 12;
  const UndecidedCases undecided = UndecidedOf(results);
  card.Flag("not_judged", undecided.Cases() > 0);
  for (View& view : card.List("not_judged")) {
    view.Set("not_judged_count", Count(undecided.Cases(), "case"));
    for (const std::string& line : UndecidedLines(undecided, kMostReasons)) {
      view.List("reasons").emplace_back().Set("reason", line);
    }
  }
}

View Card(const Report& report, const PageScope& scope, std::size_t column) {
  const Results& results = report.results()[column];
  const Required required = CountRequired(report.table(), column);
  const auto failures = static_cast<std::size_t>(
      std::count_if(results.cases.begin(), results.cases.end(), IsFailure));
  const auto passed = required.clauses.tallies.find(Verdict::kPass);
  const std::string& name = report.table().names[column];
  View card;
  card.Set("name", name).Set("slug", report.slugs()[column]);
  card.Optional("page", scope.findings[column]);
  card.Optional("version", results.implementation.version);
  card.Set("passed",
           std::to_string(passed == required.clauses.tallies.end() ? 0 : passed->second.cases));
  card.Set("clauses", Count(required.clauses.Cases(), "required clause"));
  card.Set("bar_label", InWords(required.cases));
  card.List("bar") = TallyViews(required.cases);
  card.List("chips") = TallyViews(required.clauses);
  card.Set("sentence", VerdictSentence(report.table(), column).substr(name.size() + 2));
  AddNotJudged(results, card);
  card.Set("state", failures > 0 ? "failing" : "");
  card.Set("state_text", StateText(failures, !results.cases.empty()));
  return card;
}

}  // namespace

std::string HtmlSummary(const Report& report, const PageScope& scope) {
  View view;
  for (const std::size_t i : scope.columns) {
    view.List("cards").push_back(Card(report, scope, i));
  }
  // They are about all implementations.
  const bool all = scope.columns.size() == report.results().size();
  const std::vector<std::string> remarks =
      all ? Remarks(report.table()) : std::vector<std::string>();
  view.Flag("has_remarks", !remarks.empty());
  for (const std::string& remark : remarks) view.List("remarks").emplace_back().Set("text", remark);
  return Render("summary.html", view);
}

}  // namespace wtsconform
