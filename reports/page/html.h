// A report as one page of HTML that needs nothing else: no network, no script to read it. site.h
// makes several pages of the same sections.
#ifndef WTSCONFORM_REPORTS_PAGE_HTML_H_
#define WTSCONFORM_REPORTS_PAGE_HTML_H_

#include <string>
#include <vector>

#include "reports/formats/report.h"
#include "reports/page/page_scope.h"
#include "reports/templates/view.h"

namespace wtsconform {

// A section of the page that another function made; `markup` is not escaped.
struct HtmlSection {
  std::string anchor;
  std::string name;  // in the navigation
  std::string markup;
};

// The further sections come before the provenance.
std::string ToHtml(const Report& report, const std::vector<HtmlSection>& further = {});

// The sections, each rendered from the template of its name. A comparison is of one level.
std::string HtmlSummary(const Report& report, const PageScope& scope);
std::string HtmlMatrix(const Report& report, const PageScope& scope);
std::string HtmlComparison(const Report& report, const PageScope& scope, const std::string& level);
std::string HtmlFindings(const Report& report, const PageScope& scope);
// "" where no program is hurt.
std::string HtmlDependents(const Report& report, const PageScope& scope);
std::string HtmlProvenance(const Report& report, const PageScope& scope);

// The comparisons of the levels that the report has cases of.
std::vector<HtmlSection> ComparisonSections(const Report& report, const PageScope& scope);

// Shared by several sections: the implementations' names with their slugs and pages; verdicts with
// their counts; the anchor of a clause's findings at a level, or of those of one implementation.
std::vector<View> NameViews(const Report& report, const PageScope& scope);
std::vector<View> TallyViews(const ClauseCell& cell);
std::string AnchorOf(const std::string& level, const std::string& clause,
                     const std::string& slug = "");
// What the first page is called, and one without results; what it says of the whole report, ""
// without results. What every page has to say of runs that were interrupted.
inline constexpr char kPageTitle[] = "Conformance of server handles in Wtsapi32";
inline constexpr char kTitleWithoutResults[] = "Server handles in Wtsapi32";
std::string LeadOf(const Report& report);
std::vector<std::string> UnfinishedIn(const Report& report);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_HTML_H_
