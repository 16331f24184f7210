#include "reports/page/html.h"

#include <algorithm>
#include <utility>

#include "reports/formats/text.h"
#include "reports/page/page_frame.h"

namespace wtsconform {
namespace {

bool HasLevel(const Report& report, const std::string& level) {
  const auto& rows = report.table().rows;
  return std::any_of(rows.begin(), rows.end(),
                     [&](const ClauseRow& row) { return row.level == level; });
}

// A report of benchmarks alone has none of these.
std::vector<HtmlSection> ResultSections(const Report& report, const PageScope& scope) {
  if (report.results().empty()) return {};
  std::vector<HtmlSection> sections = {{"verdicts", "Verdicts", HtmlSummary(report, scope)},
                                       {"matrix", "Matrix", HtmlMatrix(report, scope)}};
  for (HtmlSection& each : ComparisonSections(report, scope)) sections.push_back(std::move(each));
  sections.push_back({"findings", "Findings", HtmlFindings(report, scope)});
  const std::string dependents = HtmlDependents(report, scope);
  if (!dependents.empty()) sections.push_back({"dependents", "Dependents", dependents});
  return sections;
}

}  // namespace

std::vector<HtmlSection> ComparisonSections(const Report& report, const PageScope& scope) {
  std::vector<HtmlSection> sections;
  for (const auto& [level, name] :
       {std::pair("robustness", "Robustness"), std::pair("observed", "Observed")}) {
    if (!HasLevel(report, level)) continue;
    sections.push_back({level, name, HtmlComparison(report, scope, level)});
  }
  return sections;
}

std::string LeadOf(const Report& report) {
  if (report.results().empty()) return "";
  std::size_t cases = 0;
  for (const Results& each : report.results()) cases += each.cases.size();
  return "Each implementation of the Remote Desktop Services API was loaded and tested, clause by "
         "clause, against the documentation of its server handles. " +
         Count(report.results().size(), "implementation") + ", " + Count(cases, "case") + ".";
}

std::vector<std::string> UnfinishedIn(const Report& report) {
  std::vector<std::string> texts;
  for (const Results& each : report.results()) {
    if (each.missing > 0) texts.push_back(each.Unfinished());
  }
  return texts;
}

std::vector<View> NameViews(const Report& report, const PageScope& scope) {
  std::vector<View> names;
  for (const std::size_t i : scope.columns) {
    names.emplace_back()
        .Set("name", report.table().names[i])
        .Set("slug", report.slugs()[i])
        .Optional("page", scope.findings[i]);
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
  const PageScope scope = WholeReport(report);
  const bool has_results = !report.results().empty();
  std::vector<HtmlSection> sections = ResultSections(report, scope);
  sections.insert(sections.end(), further.begin(), further.end());
  if (has_results) {
    sections.push_back({"provenance", "Provenance", HtmlProvenance(report, scope)});
  }
  const std::string title = has_results ? kPageTitle : kTitleWithoutResults;
  PageFrame frame{.title = title, .heading = title, .lead = LeadOf(report)};
  frame.remarks = UnfinishedIn(report);
  if (has_results) frame.provenance = "#provenance";
  return InFrame(frame, sections);
}

}  // namespace wtsconform
