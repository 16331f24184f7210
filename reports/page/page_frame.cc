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

// A page alone has its sections in its head; one of several has the pages there, and its sections,
// where there are several, under its heading.
void SetNavigation(View& page, const PageFrame& frame, const std::vector<HtmlSection>& sections) {
  const bool alone = frame.pages.empty();
  page.Set("links_name", alone ? "Sections" : "Pages");
  for (const PageLink& each : frame.pages) AddLink(page.List("links"), each);
  page.Flag("has_contents", !alone && sections.size() > 1);
  std::vector<View>& list = alone || page.List("has_contents").empty()
                                ? page.List("links")
                                : page.List("has_contents").front().List("contents");
  for (const HtmlSection& each : sections) {
    if (alone || sections.size() > 1) AddLink(list, {"#" + each.anchor, each.name});
  }
}

}  // namespace

std::string InFrame(const PageFrame& frame, const std::vector<HtmlSection>& sections) {
  View page;
  page.Set("title", frame.title).Set("heading", frame.heading).Optional("lead", frame.lead);
  page.Flag("alone", frame.pages.empty());
  for (View& alone : page.List("alone")) {
    alone.Set("style", TemplateText("style.css")).Set("script", TemplateText("script.js"));
  }
  page.Set("icons", TemplateText("icons.svg")).Flag("searches", frame.searches);
  page.Optional("provenance", frame.provenance);
  SetNavigation(page, frame, sections);
  std::string body;
  for (const HtmlSection& section : sections) body += section.markup;
  page.List("remarks");
  for (const std::string& text : frame.remarks)
    page.List("remarks").emplace_back().Set("text", text);
  page.Set("body", std::move(body));
  return Render("page.html", page);
}

}  // namespace wtsconform
