#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "reports/page/html.h"
#include "reports/page/search_text.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// More different answers of one implementation than this are counted only.
constexpr std::size_t kAnswersShown = 4;

using Answer = std::pair<Verdict, std::string>;
using Answers = std::map<Answer, int>;  // with the number of cases that gave it

struct Row {
  std::string clause;
  std::string scenario;
  SearchWords words;
  std::vector<Answers> columns;
};

std::string AnswerText(const CaseRecord& record) {
  switch (KindOf(record.verdict)) {
    case VerdictKind::kPassed:
      return "pass";
    case VerdictKind::kProblem:
      return record.signature.empty() ? std::string(VerdictName(record.verdict)) : record.signature;
    case VerdictKind::kUndecided:
    case VerdictKind::kRecorded:
      break;
  }
  return WithoutParameters(record);
}

// In the order in which the cases first come.
std::vector<Row> RowsOf(const Report& report, const std::string& level) {
  std::vector<Row> rows;
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (std::size_t column = 0; column < report.results().size(); ++column) {
    for (const CaseRecord& record : report.results()[column].cases) {
      if (record.level != level) continue;
      const std::string scenario = ScenarioOf(record.id);
      const auto [found, is_new] = known.emplace(std::pair(record.clause, scenario), rows.size());
      if (is_new) {
        rows.push_back({record.clause, scenario, {}, {}});
        rows.back().columns.resize(report.results().size());
      }
      Row& row = rows[found->second];
      row.words.Add(record.id);
      ++row.columns[column][{record.verdict, AnswerText(record)}];
    }
  }
  return rows;
}

// Whether two implementations that could be tested answer differently.
bool Differs(const Row& row) {
  std::set<std::set<Answer>> different;
  for (const Answers& answers : row.columns) {
    std::set<Answer> decided;
    for (const auto& [answer, times] : answers) {
      if (KindOf(answer.first) != VerdictKind::kUndecided) decided.insert(answer);
    }
    if (!decided.empty()) different.insert(std::move(decided));
  }
  return different.size() > 1;
}

View CellView(const Answers& answers, const std::string& slug) {
  // The answers that most cases gave come first.
  std::vector<std::pair<Answer, int>> sorted(answers.begin(), answers.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  View view;
  view.Set("slug", slug);
  std::string verdicts;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& [answer, times] = sorted[i];
    const std::string verdict(VerdictName(answer.first));
    verdicts += " " + verdict;
    if (i >= kAnswersShown) continue;
    View& each = view.List("answers").emplace_back();
    each.Set("verdict", verdict).Set("text", answer.second).Flag("times", times > 1);
    for (View& count : each.List("times")) count.Set("times", std::to_string(times));
  }
  view.Set("verdicts", verdicts).Flag("more", sorted.size() > kAnswersShown);
  for (View& more : view.List("more")) {
    more.Set("more", Count(sorted.size() - kAnswersShown, "more answer"));
  }
  view.List("answers");
  return view;
}

}  // namespace

std::string HtmlComparison(const Report& report, const PageScope& scope, const std::string& level) {
  const bool observed = level == "observed";
  View view;
  view.Set("anchor", level);
  view.Set("title",
           observed ? "What the documentation leaves open" : "When the caller breaks a rule");
  view.Set("lead", observed
                       ? "Recorded and compared, never judged: what each implementation does where "
                         "the documentation is silent. In a marked row they differ."
                       : "Nothing should crash, hang or be harmed, but this never counts against "
                         "conformance. In a marked row the implementations differ.");
  view.List("names") = NameViews(report, scope);
  view.List("rows");
  for (const Row& row : RowsOf(report, level)) {
    View& each = view.List("rows").emplace_back();
    each.Set("clause", row.clause).Set("scenario", row.scenario);
    each.Set("address", scope.Clause(AnchorOf(level, CleanText(row.clause))));
    each.Set("search", row.words.Text(row.clause)).Flag("differs", Differs(row));
    each.Optional("text", report.Note(row.clause).text);
    for (const std::size_t i : scope.columns) {
      each.List("cells").push_back(CellView(row.columns[i], report.slugs()[i]));
    }
  }
  return Render("comparison.html", view);
}

}  // namespace wtsconform
