#include "reports/page/html_selftest.h"

#include "reports/formats/text.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

std::string Sentence(const SelftestResults& selftest) {
  return KilledText(selftest) + " by cases of their own clause; " +
         Count(selftest.accusations.size(), "false accusation") +
         " of permitted choices of the mock. Tool " + selftest.tool.version + " (" +
         selftest.tool.revision + ").";
}

std::string KilledBy(const DefectResult& defect) {
  if (defect.killed) return "killed";
  return defect.Survived() ? "SURVIVED" : "killed by a short history only";
}

View DefectView(const DefectResult& defect) {
  View view;
  view.Set("name", defect.name).Set("text", defect.text);
  view.Set("clause", defect.clause).Set("level", defect.level);
  view.Set("verdict", defect.Survived() ? "deviation" : "pass").Set("killed", KilledBy(defect));
  view.Set("example", defect.killed ? defect.example : defect.history);
  view.List("own");
  view.List("others");
  for (const auto& [clause, kills] : defect.kills) {
    const bool own = clause == defect.clause;
    if (!own && kills.killed == 0) continue;
    view.List(own ? "own" : "others")
        .emplace_back()
        .Set("by", clause)
        .Set("count", std::to_string(kills.killed) + "/" + std::to_string(kills.of));
  }
  return view;
}

}  // namespace

HtmlSection HtmlSelftest(const std::vector<SelftestResults>& files) {
  View view;
  for (const SelftestResults& selftest : files) {
    View& file = view.List("files").emplace_back();
    file.Set("file", selftest.file).Set("sentence", Sentence(selftest));
    std::vector<View>& problems = file.List("problems");
    for (const std::string& text : selftest.problems) problems.emplace_back().Set("text", text);
    for (const Accusation& each : selftest.accusations) {
      problems.emplace_back().Set("text",
                                  each.id + " with \"" + each.switches + "\": " + each.verdict);
    }
    for (const DefectResult& each : selftest.defects) {
      file.List("defects").push_back(DefectView(each));
    }
  }
  return {"selftest", "Selftest", Render("selftest.html", view)};
}

}  // namespace wtsconform
