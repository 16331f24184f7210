#include "reports/page/html.h"

#include <algorithm>
#include <utility>

#include "reports/formats/text.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

constexpr char kTitle[] = "Conformance of server handles in Wtsapi32";

bool HasLevel(const Report& report, const std::string& level) {
  const auto& rows = report.table().rows;
  return std::any_of(rows.begin(), rows.end(),
                     [&](const ClauseRow& row) { return row.level == level; });
}

// A report of benchmarks alone has none of these.
std::vector<HtmlSection> ResultSections(const Report& report) {
  if (report.results().empty()) return {};
  std::vector<HtmlSection> sections = {{"verdicts", "Verdicts", HtmlSummary(report)},
                                       {"matrix", "Matrix", HtmlMatrix(report)}};
  for (const auto& [level, name] :
       {std::pair("robustness", "Robustness"), std::pair("observed", "Observed")}) {
    if (HasLevel(report, level)) sections.push_back({level, name, HtmlComparison(report, level)});
  }
  sections.push_back({"findings", "Findings", HtmlFindings(report)});
  const std::string dependents = HtmlDependents(report);
  if (!dependents.empty()) sections.push_back({"dependents", "Dependents", dependents});
  return sections;
}

std::string CountsOf(const Report& report) {
  std::size_t cases = 0;
  for (const Results& each : report.results()) cases += each.cases.size();
  return Count(report.results().size(), "implementation") + ", " + Count(cases, "case") + ".";
}

}  // namespace

std::vector<View> NameViews(const Report& report) {
  std::vector<View> names;
  for (std::size_t i = 0; i < report.slugs().size(); ++i) {
    names.emplace_back().Set("name", report.table().names[i]).Set("slug", report.slugs()[i]);
  }
  return names;
}

std::vector<View> TallyViews(const ClauseCell& cell) {
  std::vector<View> tallies;
  for (const auto& [verdict, tally] : cell.tallies) {
    tallies.emplace_back()
        .Set("verdict", std::string(VerdictName(verdict)))
        .Set("count", std::to_string(tally.cases));
  }
  return tallies;
}

std::string AnchorOf(const std::string& level, const std::string& clause, const std::string& slug) {
  // A required clause has the address that one would guess.
  const std::string anchor = (level == "required" ? "" : level + "-") + Slugs({clause}).front();
  return slug.empty() ? anchor : anchor + "--" + slug;
}

std::string ToHtml(const Report& report, const std::vector<HtmlSection>& further) {
  std::vector<HtmlSection> sections = ResultSections(report);
  sections.insert(sections.end(), further.begin(), further.end());
  if (!report.results().empty()) {
    sections.push_back({"provenance", "Provenance", HtmlProvenance(report)});
  }
  View page;
  page.Set("title", kTitle).Set("counts", CountsOf(report));
  page.Set("style", TemplateText("style.css")).Set("script", TemplateText("script.js"));
  page.Set("icons", TemplateText("icons.svg"));
  std::string body;
  for (const HtmlSection& section : sections) {
    body += section.markup;
    page.List("sections").emplace_back().Set("anchor", section.anchor).Set("name", section.name);
  }
  for (const Results& each : report.results()) {
    if (each.missing > 0) page.List("unfinished").emplace_back().Set("text", each.Unfinished());
  }
  page.Set("body", std::move(body)).Flag("has_results", !report.results().empty());
  return Render("page.html", page);
}

}  // namespace wtsconform
