#include "reports/page/html.h"
#include "reports/templates/template.h"

namespace wtsconform {

std::string HtmlProvenance(const Report& report, const PageScope& scope) {
  View view;
  for (const std::size_t i : scope.columns) {
    const Results& results = report.results()[i];
    const ImplementationRecord& implementation = results.implementation;
    View& file = view.List("files").emplace_back();
    file.Set("slug", report.slugs()[i]).Set("file", report.files()[i]);
    file.Set("name", implementation.name).Set("version", implementation.version);
    file.Set("library", implementation.library).Set("sha256", implementation.sha256);
    file.Set("loader", implementation.loader);
    file.Set("tool", results.tool.version + " (" + results.tool.revision + ")");
    file.Set("cases", std::to_string(results.cases.size()));
    for (const auto& [key, value] : results.host) {
      file.List("host").emplace_back().Set("key", key).Set("value", value);
    }
  }
  return Render("provenance.html", view);
}

}  // namespace wtsconform
