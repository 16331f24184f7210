#include "reports/page/html_benchmarks.h"

#include <fmt/format.h>

#include "reports/formats/text.h"
#include "reports/page/html_side_by_side.h"
#include "reports/speed/benchmark_charts.h"
#include "reports/speed/changes_chart.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

std::string NoiseText(const Benchmarks& benchmarks) {
  const std::vector<double> noise = NoiseOf(benchmarks);
  if (noise.empty()) return "Nothing was measured twice, so the noise is not known.";
  return fmt::format(
      "Noise within this process: comparing every other repetition with the rest, benchmarks "
      "differ "
      "from themselves by up to {:.1f} %, half of them by up to {:.1f} %. Smaller differences mean "
      "nothing.",
      1e2 * Quantile(noise, 1), 1e2 * Quantile(noise, 0.5));
}

View RowView(const Benchmark& benchmark, const Benchmark* anchor) {
  const double median = Median(benchmark);
  View view;
  view.Set("name", benchmark.name).Set("median", TimeText(median));
  view.Set("interval", TimeText(Quantile(benchmark.seconds, 0.1)) + " – " +
                           TimeText(Quantile(benchmark.seconds, 0.9)));
  const std::string ratio = RatioText(benchmark, anchor);
  view.Set("ratio", ratio.empty() ? "–" : ratio);
  view.Set("slices", std::to_string(benchmark.seconds.size()));
  return view;
}

// The verdict's look is that of a verdict on a case.
std::string ClassOf(const GoalResult& goal) {
  switch (goal.verdict) {
    case GoalVerdict::kMissed:
      return "deviation";
    case GoalVerdict::kInconclusive:
      return "inconclusive";
    case GoalVerdict::kUnmeasured:
      return "untestable";
    case GoalVerdict::kMet:
    case GoalVerdict::kStretch:
      break;
  }
  return "pass";
}

void SetGoals(View& view, const std::vector<GoalResult>& goals) {
  view.Flag("has_goals", !goals.empty());
  for (View& table : view.List("has_goals")) {
    table.Set("sentence", GoalsSentence(goals));
    for (const GoalResult& goal : goals) {
      View& row = table.List("goals").emplace_back();
      row.Set("name", goal.name).Set("limit", GoalLimitText(goal));
      row.Set("stretch", GoalStretchText(goal)).Set("class", ClassOf(goal));
      row.Set("minimum", GoalValueText(goal, goal.minimum));
      row.Set("mean", GoalValueText(goal, goal.mean)).Set("verdict", GoalVerdictText(goal));
    }
  }
}

void SetCounts(View& view, const std::vector<InstructionCount>& counts) {
  view.Flag("has_counts", !counts.empty());
  for (View& table : view.List("has_counts")) {
    for (const InstructionCount& count : counts) {
      View& row = table.List("counts").emplace_back().Set("name", count.name);
      row.Set("instructions", FigureText(count.instructions));
      row.Set("locked", FigureText(count.locked));
    }
  }
}

View ComparisonView(const SpeedComparison& comparison) {
  View view;
  view.Set("file", comparison.file).Set("tool", comparison.tool);
  view.Set("machine", comparison.machine)
      .Set("processes", Count(comparison.runs, "process", "processes"));
  view.Set("before", comparison.before).Set("after", comparison.after);
  view.Set("itself", comparison.itself);
  view.Set("noise", NoiseSentence(comparison)).Set("chart", ChangesChart(comparison));
  for (const SpeedChange& each : comparison.all) {
    View& row = view.List("changes").emplace_back().Set("name", each.name);
    row.Set("old", FigureText(each.before)).Set("new", FigureText(each.after));
    row.Set("change", ChangeText(each.estimate))
        .Set("finding", std::string(SpeedFindingName(each.finding)));
    row.Set("interval", ChangeText(each.low) + " – " + ChangeText(each.high));
  }
  return view;
}

View FileView(const Benchmarks& benchmarks) {
  const Benchmark* anchor = AnchorOf(benchmarks);
  View view;
  view.Set("file", benchmarks.file).Set("noise", NoiseText(benchmarks));
  view.Set("anchor", anchor ? anchor->name : "no anchor");
  view.Set("strips", StripPlot(benchmarks));
  for (const auto& [scaling, caption] :
       {std::pair(Scaling::kThreads, "Scaling with threads: time of one operation"),
        std::pair(Scaling::kHandles, "Scaling with live handles: time of one operation")}) {
    const std::string chart = ScalingChart(benchmarks, scaling);
    if (chart.empty()) continue;
    view.List("charts").emplace_back().Set("caption", caption).Set("chart", chart);
  }
  view.List("charts");
  SetGoals(view, benchmarks.goals);
  SetCounts(view, benchmarks.counts);
  for (const Benchmark& each : benchmarks.all) view.List("rows").push_back(RowView(each, anchor));
  for (const auto& [key, value] : benchmarks.context) {
    view.List("context").emplace_back().Set("key", key).Set("value", value);
  }
  return view;
}

}  // namespace

HtmlSection HtmlBenchmarks(const Speed& speed) {
  View view;
  for (const SideBySide& each : speed.side_by_side) {
    view.List("side_by_side").emplace_back().Set("markup", HtmlSideBySide(each));
  }
  for (const Benchmarks& each : speed.benchmarks) view.List("files").push_back(FileView(each));
  for (const SpeedComparison& each : speed.comparisons) {
    view.List("comparisons").push_back(ComparisonView(each));
  }
  return {"benchmarks", "Benchmarks", Render("benchmarks.html", view)};
}

}  // namespace wtsconform
