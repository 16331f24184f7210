#include <algorithm>
#include <utility>

#include "reports/formats/text.h"
#include "reports/page/html.h"
#include "reports/page/search_text.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// More cases of one cause than this are counted only: the results file has them all.
constexpr std::size_t kCasesOnPage = 50;

// A section that is there where the text is not empty, and holds it under the same name.
void SetOptional(View& view, const std::string& name, const std::string& text) {
  view.Flag(name, !text.empty());
  for (View& each : view.List(name)) each.Set(name, text);
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// All but the first, one a line.
std::string OtherCases(const Cause& cause) {
  std::string text;
  for (std::size_t i = 1; i < std::min(cause.cases.size(), kCasesOnPage); ++i) {
    text += (text.empty() ? "" : "\n") + cause.cases[i]->id;
  }
  return text + (cause.cases.size() > kCasesOnPage ? "\n… the results file lists them all" : "");
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
  SetOptional(view, "expected", record.wanted);
  SetOptional(view, "observed", record.wanted.empty() ? record.detail : record.observed);
  SetOptional(view, "signature", record.signature);
  SetOptional(view, "listed", ListedText(cause));
  SetOptional(view, "trace", Joined(record.trace));
  SetOptional(view, "command", RepeatCommand(implementation, record.id));
  if (cause.kind == VerdictKind::kProblem) {
    SetOptional(view, "reproducer", report.StepsInC(record.id));
    view.Set("repro_command", ReproCommandLine(record.id, {"--implementation", implementation}));
    view.Set("bug_report_command", BugReportCommandLine(record.id, implementation));
  }
  SetOptional(view, "others", OtherCases(cause));
  view.Set("others_count", "and " + Count(cause.cases.size() - 1, "more case") + " of this kind");
  view.Flag("cut", cause.cases.size() > kCasesOnPage);
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

std::string HtmlFindings(const Report& report) {
  const auto words = WordsByClause(report);
  View view;
  for (const ClauseRow& row : report.table().rows) {
    View& clause = view.List("clauses").emplace_back();
    clause.Set("clause", row.clause)
        .Set("level", row.level)
        .Set("anchor", AnchorOf(row.level, row.clause));
    clause.Set("search", words.at(row.clause).Text(row.clause));
    const ClauseNote& note = report.Note(row.clause);
    SetOptional(clause, "text", note.text);
    for (View& text : clause.List("text")) SetOptional(text, "page", note.page);
    std::string implementations;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (!row.cells[i].tallies.empty()) implementations += Implementation(report, i, row);
    }
    clause.Set("implementations", std::move(implementations));
  }
  return Render("findings.html", view);
}

}  // namespace wtsconform
