#include "reports/page/page_frame.h"

#include <utility>

#include "reports/templates/template.h"

namespace wtsconform {
namespace {

void AddLink(std::vector<View>& links, const PageLink& link) {
  links.emplace_back()
      .Set("address", link.address)
      .Set("name", link.name)
      .Flag("is_here", link.is_here);
}

void AddLinks(std::vector<View>& links, const std::vector<HtmlSection>& sections) {
  for (const HtmlSection& each : sections) AddLink(links, {"#" + each.anchor, each.name});
}

// A page alone has its sections in its head; one of several has the pages there, and its sections,
// where there are several, under its heading.
void SetNavigation(View& page, const PageFrame& frame, const std::vector<HtmlSection>& sections) {
  const bool alone = frame.pages.empty();
  page.Set("links_name", alone ? "Sections" : "Pages").Flag("alone", alone);
  for (const PageLink& each : frame.pages) AddLink(page.List("links"), each);
  if (alone) AddLinks(page.List("links"), sections);
  page.Flag("has_contents", !alone && sections.size() > 1);
  for (View& contents : page.List("has_contents")) AddLinks(contents.List("contents"), sections);
}

}  // namespace

std::string InFrame(const PageFrame& frame, const std::vector<HtmlSection>& sections) {
  View page;
  page.Set("title", frame.title).Set("heading", frame.heading).Optional("lead", frame.lead);
  page.Set("icons", TemplateText("icons.svg")).Flag("searches", frame.searches);
  page.Optional("provenance", frame.provenance);
  SetNavigation(page, frame, sections);
  for (View& alone : page.List("alone")) {
    alone.Set("style", TemplateText("style.css")).Set("script", TemplateText("script.js"));
  }
  std::string body;
  for (const HtmlSection& section : sections) body += section.markup;
  page.List("remarks");
  for (const std::string& text : frame.remarks) {
    page.List("remarks").emplace_back().Set("text", text);
  }
  page.Set("body", std::move(body));
  return Render("page.html", page);
}

}  // namespace wtsconform
