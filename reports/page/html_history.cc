#include "reports/page/html_history.h"

#include <map>

#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "reports/summary/diff.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// "Cases: 2 worse, 31 changed."
std::string SentenceOf(const std::vector<CaseChange>& changes) {
  if (changes.empty()) return "No case changed.";
  std::map<Change, std::size_t> counts;
  for (const CaseChange& each : changes) ++counts[each.change];
  std::string words;
  for (const auto& [change, cases] : counts) {
    std::string title = TitleOf(change);
    title.front() = static_cast<char>(title.front() - 'A' + 'a');
    words += (words.empty() ? "" : ", ") + std::to_string(cases) + " " + title;
  }
  return "Cases: " + words + ".";
}

View SideView(const CaseRecord* record) {
  View view;
  view.Flag("verdict", record != nullptr);
  for (View& each : view.List("verdict")) {
    each.Set("verdict", std::string(VerdictName(record->verdict)))
        .Set("meaning", MeaningOf(*record));
    each.Flag("unlisted", IsFailure(*record));
  }
  return view;
}

// From the results in one column to those in another.
class Step {
 public:
  Step(const Report& report, const PageScope& scope, std::size_t before, std::size_t after)
      : report_(report), scope_(scope), before_(before), after_(after) {}

  View ToView() const {
    View view;
    view.List("before") = {VersionView(before_)};
    view.List("after") = {VersionView(after_)};
    view.Set("label", NameOf(before_) + " to " + NameOf(after_));
    const std::vector<CaseChange> changes =
        Compare(report_.results()[before_], report_.results()[after_]);
    view.Set("sentence", SentenceOf(changes)).Flag("has_changes", !changes.empty());
    for (View& table : view.List("has_changes")) {
      for (const ChangeGroup& each : GroupsOf(changes)) {
        table.List("changes").push_back(GroupView(each));
      }
    }
    return view;
  }

 private:
  std::string NameOf(std::size_t column) const {
    return NameWithVersion(report_.results()[column].implementation);
  }

  View VersionView(std::size_t column) const {
    View view;
    return view.Set("page", scope_.findings[column]).Set("version", NameOf(column));
  }

  View GroupView(const ChangeGroup& group) const {
    const CaseChange& first = group.First();
    const CaseRecord& record = first.Either();
    const std::size_t column = first.after ? after_ : before_;
    View view;
    view.Set("change", TitleOf(first.change)).Set("clause", record.clause);
    view.Set("level", record.level).Set("count", std::to_string(group.cases.size()));
    view.Set("example", record.id);
    view.Set("finding", scope_.Finding(column, AnchorOf(record.level, CleanText(record.clause),
                                                        report_.slugs()[column])));
    view.List("sides") = {SideView(first.before), SideView(first.after)};
    return view;
  }

  const Report& report_;
  const PageScope& scope_;
  const std::size_t before_;
  const std::size_t after_;
};

}  // namespace

std::string HtmlHistory(const Report& report, const PageScope& scope,
                        const std::vector<Lineage>& lineages) {
  View view;
  for (const Lineage& each : lineages) {
    if (each.columns.size() < 2) continue;
    View& lineage = view.List("lineages").emplace_back();
    lineage.Set("name", each.name).Set("anchor", HistoryAnchor(each));
    for (std::size_t i = 1; i < each.columns.size(); ++i) {
      lineage.List("steps").push_back(
          Step(report, scope, each.columns[i - 1], each.columns[i]).ToView());
    }
  }
  return view.lists.empty() ? "" : Render("history.html", view);
}

std::string HistoryAnchor(const Lineage& lineage) {
  return "history-" + Slugs({lineage.name}).front();
}

}  // namespace wtsconform
