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

// Peers, and what was measured again, are in the page only.
std::string BesideCell(const SideBenchmark& benchmark, const Side& side) {
  for (const SideRow& row : benchmark.rows) {
    if (row.side != side.name || row.kind == SideRowKind::kMissing) continue;
    if (row.kind == SideRowKind::kMeasured) return FigureText(row.figure.estimate);
    if (row.kind == SideRowKind::kCallsAlone)
      return FigureText(row.figure.estimate) + " (calls alone)";
  }
  return "–";
}

std::string Beside(const SideBySide& all) {
  std::string text = "\n### Side by side\n\nIn floor pairs. " + MarkdownText(NoiseSentence(all)) +
                     "\n\n| benchmark |";
  std::string line = "|---|";
  for (const Side& side : all.sides) {
    text += " " + MarkdownText(side.name) + " |";
    line += "--:|";
  }
  text += "\n" + line + "\n";
  for (const SideBenchmark& each : all.all) {
    text += "| " + MarkdownText(each.name) + " |";
    for (const Side& side : all.sides) text += " " + BesideCell(each, side) + " |";
    text += "\n";
  }
  return text;
}

}  // namespace

std::string MarkdownBenchmarks(const Speed& speed) {
  std::string text;
  for (const SideBySide& each : speed.side_by_side) text += Beside(each);
  for (const Benchmarks& each : speed.benchmarks) {
    if (!each.goals.empty()) text += Goals(each);
  }
  for (const SpeedComparison& each : speed.comparisons) text += Changes(each);
  return text.empty() ? "" : "\n## Speed\n" + text;
}

}  // namespace wtsconform
