#include "reports/templates/template.h"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <map>
#include <stdexcept>
#include <vector>

#include "cmake/embedded_file.h"
#include "reports/formats/text.h"

namespace wtsconform {

const std::vector<EmbeddedFile>& EmbeddedTemplates();

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

data DataOf(const View& view) {
  data object;
  for (const auto& [name, text] : view.texts) object.set(name, CleanText(text));
  for (const auto& [name, views] : view.lists) {
    data list(data::type::list);
    for (const View& each : views) list.push_back(DataOf(each));
    object.set(name, list);
  }
  return object;
}

}  // namespace

std::string TemplateText(std::string_view name) {
  const auto& files = EmbeddedTemplates();
  const std::string path = "templates/" + std::string(name);
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const EmbeddedFile& file) { return file.name == path; });
  if (found == files.end()) throw std::logic_error("there is no template " + path);
  return std::string(found->text);
}

std::string Render(std::string_view name, const View& view) {
  // Parsed once: some are rendered for every finding. Rendering changes a template's state.
  thread_local std::map<std::string, mustache, std::less<>> parsed;
  auto page = parsed.find(name);
  if (page == parsed.end()) {
    page = parsed.emplace(std::string(name), mustache(TemplateText(name))).first;
  }
  if (!page->second.is_valid()) {
    throw std::logic_error(std::string(name) + ": " + page->second.error_message());
  }
  return page->second.render(DataOf(view));
}

}  // namespace wtsconform
