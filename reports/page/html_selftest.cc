#include "reports/page/html_selftest.h"

#include <algorithm>

#include "reports/templates/template.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

std::string Sentence(const SelftestResults& selftest) {
  const auto caught = static_cast<std::size_t>(
      std::count_if(selftest.defects.begin(), selftest.defects.end(),
                    [](const DefectKills& defect) { return defect.caught; }));
  return std::to_string(caught) + " of " + Count(selftest.defects.size(), "defect") +
         " caught by cases of their own clause; " +
         Count(selftest.accusations.size(), "false accusation") +
         " of the mock where it is lawful. Tool " + selftest.tool + ".";
}

std::string CaughtText(const DefectKills& defect) {
  if (defect.caught) return "caught";
  return defect.history.empty() ? "NOT CAUGHT" : "caught by a short history only";
}

View DefectView(const DefectKills& defect) {
  View view;
  view.Set("name", defect.name).Set("text", defect.text);
  view.Set("clause", defect.clause).Set("level", defect.level);
  const bool is_missed = !defect.caught && defect.history.empty();
  view.Set("verdict", is_missed ? "deviation" : "pass").Set("caught", CaughtText(defect));
  view.Set("example", defect.caught ? defect.example : defect.history);
  view.List("own");
  view.List("others");
  for (const Kill& kill : defect.kills) {
    const bool own = kill.clause == defect.clause;
    if (!own && kill.caught == 0) continue;
    view.List(own ? "own" : "others")
        .emplace_back()
        .Set("by", kill.clause)
        .Set("count", std::to_string(kill.caught) + "/" + std::to_string(kill.of));
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
    for (const auto* list : {&selftest.problems, &selftest.accusations}) {
      for (const std::string& text : *list) problems.emplace_back().Set("text", text);
    }
    for (const DefectKills& each : selftest.defects) {
      file.List("defects").push_back(DefectView(each));
    }
  }
  return {"selftest", "Selftest", Render("selftest.html", view)};
}

}  // namespace wtsconform
