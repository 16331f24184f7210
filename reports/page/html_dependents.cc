#include "reports/page/html.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

View HabitView(const DependentNote& note) {
  View view;
  view.Set("sentence", note.Sentence()).Set("shown_by", note.shown_by);
  for (const DependentNote::Program& each : note.programs) {
    view.List("programs").emplace_back().Set("program", each.name).Set("source", each.source);
  }
  return view;
}

}  // namespace

std::string HtmlDependents(const Report& report, const PageScope& scope) {
  View view;
  for (const std::size_t i : scope.columns) {
    if (report.dependents()[i].empty()) continue;
    View& implementation = view.List("implementations").emplace_back();
    implementation.Set("name", report.table().names[i]).Set("slug", report.slugs()[i]);
    for (const DependentNote& each : report.dependents()[i]) {
      implementation.List("habits").push_back(HabitView(each));
    }
  }
  return view.lists.empty() ? "" : Render("dependents.html", view);
}

}  // namespace wtsconform
