#include "reports/html_benchmarks.h"

#include <fmt/format.h>

#include "reports/benchmark_charts.h"
#include "reports/template.h"

namespace wtsconform {
namespace {

std::string NoiseText(const Benchmarks& benchmarks) {
  const std::optional<double> noise = NoiseOf(benchmarks);
  if (!noise) return "Nothing was measured twice, so how much is noise is not known.";
  return fmt::format(
      "Compared with itself (every other repetition against the rest), a benchmark differs by up "
      "to {:.1f} %: smaller differences mean nothing.",
      100 * *noise);
}

View RowView(const Benchmark& benchmark, const Benchmark* anchor) {
  const double median = Median(benchmark);
  View view;
  view.Set("name", benchmark.name).Set("median", TimeText(median));
  view.Set("interval", TimeText(Quantile(benchmark.seconds, 0.1)) + " – " +
                           TimeText(Quantile(benchmark.seconds, 0.9)));
  view.Set("ratio", anchor ? fmt::format("{:.3g}", median / Median(*anchor)) : "–");
  view.Set("slices", std::to_string(benchmark.seconds.size()));
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
  for (const Benchmark& each : benchmarks.all) view.List("rows").push_back(RowView(each, anchor));
  for (const auto& [key, value] : benchmarks.context) {
    view.List("context").emplace_back().Set("key", key).Set("value", value);
  }
  return view;
}

}  // namespace

HtmlSection HtmlBenchmarks(const std::vector<Benchmarks>& files) {
  View view;
  for (const Benchmarks& each : files) view.List("files").push_back(FileView(each));
  return {"benchmarks", "Benchmarks", Render("benchmarks.html", view)};
}

}  // namespace wtsconform
