#include <algorithm>
#include <utility>

#include "reports/formats/text.h"
#include "reports/page/html.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// More cases of one cause than this are counted only: the results file has them all.
constexpr std::size_t kCasesOnPage = 50;
// Of cases that were not decided: nothing was found in them.
constexpr std::size_t kUndecidedOnPage = 4;

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// How many of its cases are named.
std::size_t NamedOf(const Cause& cause) {
  const bool undecided = cause.kind == VerdictKind::kUndecided;
  return std::min(cause.cases.size(), undecided ? kUndecidedOnPage : kCasesOnPage);
}

// All but the first, one a line.
std::string OtherCases(const Cause& cause) {
  std::string text;
  for (std::size_t i = 1; i < NamedOf(cause); ++i) {
    text += (text.empty() ? "" : "\n") + cause.cases[i]->id;
  }
  const bool all = NamedOf(cause) == cause.cases.size();
  return text + (all ? "" : "\n… the results file lists them all");
}

std::string ListedText(const Cause& cause) {
  if (cause.kind != VerdictKind::kProblem) return "";
  return cause.First().expected ? "yes, as expected" : "no";
}

View CauseView(const Cause& cause, const std::string& implementation, const Report& report) {
  const CaseRecord& record = cause.First();
  View view;
  view.Set("verdict", std::string(VerdictName(record.verdict))).Set("reason", cause.reason);
  view.Set("count", Count(cause.cases.size(), "case")).Set("id", record.id);
  view.Flag("unlisted", cause.is_failure);
  view.Optional("expected", record.wanted);
  view.Optional("observed", record.wanted.empty() ? record.detail : record.observed);
  view.Optional("signature", record.signature);
  view.Optional("listed", ListedText(cause));
  view.Optional("trace", Joined(record.trace));
  view.Optional("command", RepeatCommand(implementation, record.id));
  if (cause.kind == VerdictKind::kProblem) {
    view.Optional("reproducer", report.StepsInC(record.id));
    view.Set("repro_command", ReproCommandLine(record.id, {"--implementation", implementation}));
    view.Set("bug_report_command", BugReportCommandLine(record.id, implementation));
  }
  view.Optional("others", OtherCases(cause));
  view.Set("others_count", "and " + Count(cause.cases.size() - 1, "more case") + " of this kind");
  view.Flag("cut", NamedOf(cause) < cause.cases.size());
  return view;
}

std::string Implementation(const Report& report, std::size_t column, const ClauseRow& row) {
  View view;
  const std::string& slug = report.slugs()[column];
  view.Set("name", report.table().names[column]).Set("slug", slug);
  view.Set("anchor", AnchorOf(row.level, row.clause, slug));
  view.List("chips") = TallyViews(row.cells[column]);
  std::string verdicts;
  for (const View& chip : view.List("chips")) verdicts += " " + chip.texts.at("verdict");
  view.Set("verdicts", verdicts);
  view.List("causes");
  for (const Cause& cause : report.causes()[column]) {
    const CaseRecord& first = cause.First();
    if (CleanText(first.clause) != row.clause || first.level != row.level) continue;
    view.List("causes").push_back(
        CauseView(cause, report.results()[column].implementation.name, report));
  }
  return Render("finding.html", view);
}

}  // namespace

std::string HtmlFindings(const Report& report, const PageScope& scope) {
  View view;
  for (const ClauseRow& row : report.table().rows) {
    std::string implementations;
    for (const std::size_t i : scope.columns) {
      if (!row.cells[i].tallies.empty()) implementations += Implementation(report, i, row);
    }
    if (implementations.empty()) continue;
    View& clause = view.List("clauses").emplace_back();
    clause.Set("clause", row.clause)
        .Set("level", row.level)
        .Set("anchor", AnchorOf(row.level, row.clause));
    const ClauseNote& note = report.Note(row.clause);
    clause.Optional("text", note.text);
    for (View& text : clause.List("text")) text.Optional("page", note.page);
    clause.Set("implementations", std::move(implementations));
  }
  return Render("findings.html", view);
}

}  // namespace wtsconform
