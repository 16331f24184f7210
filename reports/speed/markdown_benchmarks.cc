#include "reports/speed/markdown_benchmarks.h"

#include <fmt/format.h>

#include "reports/summary/markdown.h"

namespace wtsconform {
namespace {

std::string Goals(const Benchmarks& file) {
  std::string text = "\n### Goals in " + MarkdownText(file.file) + "\n\n" +
                     GoalsSentence(file.goals) +
                     "\n\n| goal | verdict | minimum | mean | goal | stretch |\n"
                     "|---|---|--:|--:|--:|--:|\n";
  for (const GoalResult& goal : file.goals) {
    const std::string verdict = MarkdownText(GoalVerdictText(goal));
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", MarkdownText(goal.name),
                        goal.verdict == GoalVerdict::kMissed ? "**" + verdict + "**" : verdict,
                        GoalValueText(goal, goal.minimum), GoalValueText(goal, goal.mean),
                        GoalLimitText(goal), GoalStretchText(goal));
  }
  return text;
}

std::string Changes(const SpeedComparison& comparison) {
  std::string text = fmt::format(
      "\n### {} compared with {}\n\n{}\n\n| benchmark | change | 99 % interval | finding |\n"
      "|---|--:|--:|---|\n",
      MarkdownText(comparison.after), MarkdownText(comparison.before),
      MarkdownText(NoiseSentence(comparison)));
  for (const SpeedChange& each : comparison.all) {
    const std::string name(SpeedFindingName(each.finding));
    const std::string finding = each.finding == SpeedFinding::kSlower ? "**" + name + "**" : name;
    text += fmt::format("| {} | {} | {} – {} | {} |\n", MarkdownText(each.name),
                        ChangeText(each.estimate), ChangeText(each.low), ChangeText(each.high),
                        finding);
  }
  return text;
}

}  // namespace

std::string MarkdownBenchmarks(const std::vector<Benchmarks>& files,
                               const std::vector<SpeedComparison>& comparisons) {
  std::string text;
  for (const Benchmarks& each : files) {
    if (!each.goals.empty()) text += Goals(each);
  }
  for (const SpeedComparison& each : comparisons) text += Changes(each);
  return text.empty() ? "" : "\n## Speed\n" + text;
}

}  // namespace wtsconform
