#include "reports/page/site.h"

#include <utility>

#include "reports/formats/lineage.h"
#include "reports/page/html_history.h"
#include "reports/page/page_frame.h"
#include "reports/page/search_index.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

constexpr char kIndex[] = "index.html";
constexpr char kComparison[] = "comparison.html";

// Of the window of any page but the first.
std::string TitleOf(const std::string& page) { return page + " – " + kPageTitle; }

class Site {
 public:
  Site(const Report& report, const std::vector<HtmlSection>& further)
      : report_(report), further_(further), all_(WholeReport(report)) {
    lineages_ = LineagesOf(report.results());
    all_.columns.clear();
    for (const Lineage& each : lineages_) {
      all_.columns.insert(all_.columns.end(), each.columns.begin(), each.columns.end());
    }
    NamePages();
    MakeComparison();
  }

  std::vector<SiteFile> Files() const {
    std::vector<SiteFile> files = {{kIndex, Index()}};
    if (!comparison_.empty()) files.push_back({kComparison, Comparison()});
    for (const HtmlSection& each : further_) files.push_back({PageOf(each), Further(each)});
    for (const Lineage& lineage : lineages_) {
      for (const std::size_t i : lineage.columns) {
        files.push_back({all_.findings[i], Implementation(lineage, i)});
      }
    }
    files.push_back({"style.css", TemplateText("style.css")});
    files.push_back({"script.js", TemplateText("script.js")});
    if (HasResults()) files.push_back({"search.js", SearchIndex(report_, all_, kIndex)});
    return files;
  }

 private:
  bool HasResults() const { return !report_.results().empty(); }
  static std::string PageOf(const HtmlSection& section) { return section.anchor + ".html"; }

  // An implementation may have the name of another page.
  void NamePages() {
    std::vector<std::string> names = {"index", "comparison"};
    for (const HtmlSection& each : further_) names.push_back(each.anchor);
    const std::size_t taken = names.size();
    names.insert(names.end(), report_.slugs().begin(), report_.slugs().end());
    const std::vector<std::string> stems = Slugs(names);
    for (std::size_t i = 0; i < all_.findings.size(); ++i) {
      all_.findings[i] = stems[taken + i] + ".html";
    }
    all_.clauses = kIndex;
  }

  void MakeComparison() {
    const std::string history = HtmlHistory(report_, all_, lineages_);
    if (!history.empty()) comparison_.push_back({"history", "Versions", history});
    for (HtmlSection& each : ComparisonSections(report_, all_)) {
      comparison_.push_back(std::move(each));
    }
  }

  // The pages of implementations are reached from the first one; they are too many for a line.
  std::vector<PageLink> Pages(const std::string& here) const {
    std::vector<PageLink> pages = {{kIndex, "Overview"}};
    if (!comparison_.empty()) pages.push_back({kComparison, "Comparison"});
    for (const HtmlSection& each : further_) pages.push_back({PageOf(each), each.name});
    for (const std::size_t i : all_.columns) {
      if (all_.findings[i] == here) pages.push_back({here, report_.table().names[i]});
    }
    for (PageLink& each : pages) each.is_here = each.address == here;
    return pages;
  }

  PageFrame FrameOf(const std::string& page, const std::string& heading) const {
    PageFrame frame{.title = heading, .heading = heading, .lead = ""};
    if (page != kIndex) frame.title = TitleOf(heading);
    if (HasResults()) {
      frame.provenance = (page == kIndex ? "" : kIndex) + std::string("#provenance");
    }
    frame.pages = Pages(page);
    return frame;
  }

  std::string Index() const {
    PageFrame frame = FrameOf(kIndex, kPageTitle);
    frame.lead = LeadOf(report_);
    frame.remarks = UnfinishedIn(report_);
    frame.searches = HasResults();
    if (!HasResults()) return InFrame(frame, {});
    PageScope scope = all_;
    scope.clauses.reset();  // the matrix here is the place of the clauses
    return InFrame(frame, {{"verdicts", "Verdicts", HtmlSummary(report_, scope)},
                           {"search", "Search", TemplateText("search.html")},
                           {"matrix", "Matrix", HtmlMatrix(report_, scope)},
                           {"provenance", "Provenance", HtmlProvenance(report_, scope)}});
  }

  std::string Comparison() const {
    PageFrame frame = FrameOf(kComparison, "Versions and implementations compared");
    frame.remarks = UnfinishedIn(report_);
    return InFrame(frame, comparison_);
  }

  std::string Further(const HtmlSection& section) const {
    PageFrame frame = FrameOf(PageOf(section), kTitleWithoutResults);
    frame.title = TitleOf(section.name);
    return InFrame(frame, {section});
  }

  std::string Implementation(const Lineage& lineage, std::size_t column) const {
    const Results& results = report_.results()[column];
    PageScope scope = all_;
    scope.columns = {column};
    scope.findings[column].clear();
    scope.clauses = "";
    PageFrame frame = FrameOf(all_.findings[column], NameWithVersion(results.implementation));
    if (results.missing > 0) frame.remarks = {results.Unfinished()};
    frame.provenance = "#provenance";
    std::vector<HtmlSection> sections = {{"verdicts", "Verdicts", HtmlSummary(report_, scope)},
                                         {"matrix", "Clauses", HtmlMatrix(report_, scope)},
                                         {"findings", "Findings", HtmlFindings(report_, scope)}};
    const std::string dependents = HtmlDependents(report_, scope);
    if (!dependents.empty()) sections.push_back({"dependents", "Dependents", dependents});
    if (lineage.columns.size() > 1) {
      sections.push_back({"versions", "Versions", Versions(lineage, column)});
    }
    sections.push_back({"provenance", "Provenance", HtmlProvenance(report_, scope)});
    return InFrame(frame, sections);
  }

  // The other versions of it, and what changed.
  std::string Versions(const Lineage& lineage, std::size_t column) const {
    View view;
    view.Set("history", kComparison + std::string("#") + HistoryAnchor(lineage));
    for (const std::size_t i : lineage.columns) {
      view.List("versions")
          .emplace_back()
          .Set("name", NameWithVersion(report_.results()[i].implementation))
          .Optional("page", i == column ? "" : all_.findings[i]);
    }
    return Render("versions.html", view);
  }

  const Report& report_;
  const std::vector<HtmlSection>& further_;
  PageScope all_;  // of the pages about all implementations; versions stand together
  std::vector<Lineage> lineages_;
  std::vector<HtmlSection> comparison_;
};

}  // namespace

std::vector<SiteFile> ToSite(const Report& report, const std::vector<HtmlSection>& further) {
  return Site(report, further).Files();
}

}  // namespace wtsconform
