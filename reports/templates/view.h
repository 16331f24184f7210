// What a template is filled in with.
#ifndef WTSCONFORM_REPORTS_TEMPLATES_VIEW_H_
#define WTSCONFORM_REPORTS_TEMPLATES_VIEW_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace wtsconform {

// Any text may be put in: Render makes it fit and escapes it.
struct View {
  std::map<std::string, std::string> texts;        // {{name}}; markup made here: {{{name}}}
  std::map<std::string, std::vector<View>> lists;  // {{#name}}..{{/name}}; empty: {{^name}}

  View& Set(const std::string& name, std::string text) {
    texts[name] = std::move(text);
    return *this;
  }
  // A section that is there or not. Sections that are not set take their outer view's.
  View& Flag(const std::string& name, bool holds) {
    lists[name].resize(holds ? 1 : 0);
    return *this;
  }
  // A section that is there where the text is not empty, and holds it under the same name.
  View& Optional(const std::string& name, const std::string& text) {
    Flag(name, !text.empty());
    for (View& each : List(name)) each.Set(name, text);
    return *this;
  }
  std::vector<View>& List(const std::string& name) { return lists[name]; }
};

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_TEMPLATES_VIEW_H_
