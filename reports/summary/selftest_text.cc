#include "reports/summary/selftest_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/formats/text.h"

namespace wtsconform {
namespace {

std::string KillsText(const Kills& kills) {
  return fmt::format("{} of {}{}", kills.killed, kills.of,
                     kills.left_out ? fmt::format(" (+{})", kills.left_out) : "");
}

std::string OwnText(const DefectResult& each) {
  if (!each.applied) return "NOT APPLIED";
  if (each.Survived()) return "SURVIVED";
  if (!each.killed) return "a history only";
  return each.Own() && each.Own()->killed ? KillsText(*each.Own()) : "a longer run";
}

// Clause and number of the cases of other clauses whose verdict it turned: "EX-6 22, USE-1 4".
std::string OthersText(const DefectResult& each) {
  std::string text;
  for (const auto& [clause, kills] : each.kills) {
    if (clause == each.clause || !kills.killed) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", clause, kills.killed);
  }
  return text;
}

std::string ExampleText(const DefectResult& each) {
  if (!each.history.empty()) return each.history;
  return each.killed ? fmt::format("`{}` ({})", each.example, each.example_verdict) : "";
}

std::string Summary(const SelftestResults& selftest) {
  const auto by_histories =
      std::count_if(selftest.defects.begin(), selftest.defects.end(),
                    [](const DefectResult& each) { return !each.history.empty(); });
  return fmt::format(
      "{} by a case of their clause and level, {} by a short history only; {} of the mock (none, "
      "each variant, each pair) over {}: {}",
      KilledText(selftest), by_histories, Count(selftest.choices, "permitted choice"),
      Count(selftest.choice_cases, "case"), Count(selftest.accusations.size(), "false accusation"));
}

}  // namespace

std::string SelftestText(const SelftestResults& selftest, double seconds, const Style& style) {
  std::size_t width = 6;
  for (const DefectResult& each : selftest.defects) width = std::max(width, each.name.size());
  std::string text = fmt::format("{:<{}}  {:<8}  {:<10}  {:<16}  {}\n", "defect", width, "clause",
                                 "level", "killed by", "cases of other clauses");
  for (const DefectResult& each : selftest.defects) {
    const bool is_good = each.applied && !each.Survived();
    const std::string own = fmt::format("{:<16}", OwnText(each));
    const std::string line =
        fmt::format("{:<{}}  {:<8}  {:<10}  {}  {}", each.name, width, each.clause, each.level,
                    Paint(style, is_good ? TextStyle::kGood : TextStyle::kBad, own),
                    Wrap(OthersText(each), style.width, width + 42));
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  text += fmt::format(
      "\n(+N): N more cases were not run, because the first ones of their row hung.\n"
      "{}; {:.1f} s\n",
      Summary(selftest), seconds);
  for (const std::string& problem : selftest.problems) {
    text += Paint(style, TextStyle::kBad, "FAILED") + ": " + CleanText(problem) + "\n";
  }
  return text;
}

std::string SelftestMarkdown(const SelftestResults& selftest) {
  std::string text = fmt::format("# wtsconform selftest\n\nwtsconform {} ({}), {}.\n\n{}.\n\n",
                                 selftest.tool.version, selftest.tool.revision,
                                 Count(selftest.cases, "case"), Summary(selftest));
  for (const std::string& problem : selftest.problems) text += "* **failed**: " + problem + "\n";
  text +=
      "\n| defect | what it does | clause | level | killed by | e.g. | other clauses |\n"
      "|---|---|---|---|--:|---|---|\n";
  for (const DefectResult& each : selftest.defects) {
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", each.name, each.text, each.clause,
                        each.level, OwnText(each), ExampleText(each), OthersText(each));
  }
  return text;
}

}  // namespace wtsconform
