#include "reports/speed/benchmark_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "reports/formats/text.h"
#include "reports/speed/log_axis.h"
#include "reports/speed/pixels.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// All in pixels of the picture.
constexpr double kWidth = 1040;
constexpr double kLabels = 300;   // left of a strip plot
constexpr double kNumbers = 210;  // right of it
constexpr double kRow = 22;
constexpr double kChartTop = 30;
constexpr double kChartHeight = 300;
constexpr double kChartLeft = 70;
constexpr double kChartRight = 250;  // the names of the series
constexpr double kChartBottom = 40;
constexpr double kNameHeight = 15;

// Spread a little, so that many dots can be distinguished.
double Jitter(std::size_t index) { return (static_cast<double>(index * 7 % 11) / 10 - 0.5) * 10; }

View StripView(const Benchmark& benchmark, const LogAxis& axis, double y, const Benchmark* anchor) {
  View view;
  const double median = Median(benchmark);
  view.Set("name", benchmark.name).Set("y", Pixels(y));
  view.Set("median", TimeText(median)).Set("median_x", Pixels(axis.At(median)));
  const double low = axis.At(Quantile(benchmark.seconds, 0.1));
  view.Set("low", Pixels(low));
  view.Set("middle", Pixels(axis.At(Quantile(benchmark.seconds, 0.9)) - low));
  view.Set("ratio", RatioText(benchmark, anchor));
  std::string dots;
  for (std::size_t i = 0; i < benchmark.seconds.size(); ++i) {
    dots += "M" + Pixels(axis.At(benchmark.seconds[i])) + " " + Pixels(Jitter(i)) + "h0";
  }
  view.Set("dots", dots);
  return view;
}

// One benchmark measured for several numbers of something.
struct Series {
  std::string name;
  std::map<int, double> points;  // median seconds
};

std::optional<int> NumberOf(std::string_view text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || last != end || number < 1) return std::nullopt;
  return number;
}

std::vector<Series> SeriesOf(const Benchmarks& benchmarks, Scaling scaling) {
  constexpr std::string_view kThreads = "threads:";
  std::vector<Series> all;
  for (const Benchmark& each : benchmarks.all) {
    const std::size_t slash = each.name.rfind('/');
    if (slash == std::string::npos) continue;
    std::string_view last = std::string_view(each.name).substr(slash + 1);
    const bool is_of_handles = each.name.starts_with("live/") || each.name.starts_with("batch/");
    if (scaling == Scaling::kHandles && !is_of_handles) continue;
    if ((scaling == Scaling::kThreads) != last.starts_with(kThreads)) continue;
    if (scaling == Scaling::kThreads) last.remove_prefix(kThreads.size());
    const std::optional<int> number = NumberOf(last);
    if (!number) continue;
    const std::string name = each.name.substr(0, slash);
    auto found = std::find_if(all.begin(), all.end(),
                              [&](const Series& series) { return series.name == name; });
    if (found == all.end()) found = all.insert(all.end(), {name, {}});
    found->points[*number] = Median(each);
  }
  std::erase_if(all, [](const Series& series) { return series.points.size() < 2; });
  return all;
}

View SeriesView(const Series& series, std::size_t index, const LogAxis& x, const LogAxis& y) {
  View view;
  std::string line;
  for (const auto& [number, seconds] : series.points) {
    const std::string at = Pixels(x.At(number)) + " " + Pixels(y.At(seconds));
    line += (line.empty() ? "M" : "L") + at;
    View& point = view.List("points").emplace_back();
    point.Set("x", Pixels(x.At(number))).Set("y", Pixels(y.At(seconds)));
    point.Set("label", fmt::format("{} at {}: {}", series.name, number, TimeText(seconds)));
  }
  view.Set("name", series.name).Set("line", line).Set("style", std::to_string(index % 6));
  return view;
}

// Names that would lie on each other move down.
void PlaceNames(std::vector<View>& views, const std::vector<Series>& all, const LogAxis& y) {
  std::vector<std::pair<double, std::size_t>> ends;
  for (std::size_t i = 0; i < all.size(); ++i) {
    ends.emplace_back(y.At(all[i].points.rbegin()->second), i);
  }
  std::sort(ends.begin(), ends.end());
  double free = 0;
  for (const auto& [wanted, index] : ends) {
    free = std::max(free + kNameHeight, wanted);
    views[index].Set("name_y", Pixels(free + 4));
  }
}

void SetGrid(View& view, const std::string& name, const LogAxis& axis,
             const std::vector<double>& numbers, std::string (*text)(double)) {
  for (const double number : numbers) {
    view.List(name).emplace_back().Set("at", Pixels(axis.At(number))).Set("text", text(number));
  }
}

}  // namespace

std::string StripPlot(const Benchmarks& benchmarks) {
  Range range;
  for (const Benchmark& each : benchmarks.all) {
    for (const double seconds : each.seconds) range.Add(seconds);
  }
  const std::vector<double> round = RoundNumbers(range);
  const LogAxis axis({round.front(), round.back()}, kLabels, kWidth - kNumbers);
  const Benchmark* anchor = AnchorOf(benchmarks);
  const double height = kChartTop + kRow * static_cast<double>(benchmarks.all.size());
  View view;
  view.Set("width", Pixels(kWidth)).Set("height", Pixels(height + 10));
  view.Set("bottom", Pixels(height)).Set("names_x", Pixels(kLabels - 12));
  view.Set("numbers_x", Pixels(kWidth - kNumbers + 10));
  SetGrid(view, "grid", axis, round, TimeText);
  view.Flag("anchor", anchor != nullptr);
  if (anchor) view.Set("anchor_x", Pixels(axis.At(Median(*anchor))));
  double y = kChartTop + kRow / 2;
  for (const Benchmark& each : benchmarks.all) {
    view.List("rows").push_back(StripView(each, axis, y, anchor));
    y += kRow;
  }
  return Render("strips.svg", view);
}

std::string ScalingChart(const Benchmarks& benchmarks, Scaling scaling) {
  const std::vector<Series> all = SeriesOf(benchmarks, scaling);
  if (all.empty()) return "";
  std::set<double> numbers;
  Range seconds;
  for (const Series& series : all) {
    for (const auto& [number, time] : series.points) {
      numbers.insert(number);
      seconds.Add(time);
    }
  }
  const std::vector<double> round = RoundNumbers(seconds);
  const double height =
      std::max(kChartHeight, kNameHeight * static_cast<double>(all.size() + 3) + kChartTop);
  const LogAxis x({*numbers.begin(), *numbers.rbegin()}, kChartLeft, kWidth - kChartRight);
  const LogAxis y({round.front(), round.back()}, height - kChartBottom, kChartTop);
  View view;
  view.Set("width", Pixels(kWidth)).Set("height", Pixels(height));
  view.Set("left", Pixels(kChartLeft)).Set("right", Pixels(kWidth - kChartRight));
  view.Set("top", Pixels(kChartTop)).Set("bottom", Pixels(height - kChartBottom));
  view.Set("numbers_y", Pixels(height - kChartBottom + 18)).Set("axis_y", Pixels(height - 4));
  view.Set("labels_x", Pixels(kChartLeft - 8)).Set("names_x", Pixels(kWidth - kChartRight + 12));
  view.Set("what", scaling == Scaling::kThreads ? "threads" : "live handles");
  SetGrid(view, "x_grid", x, {numbers.begin(), numbers.end()}, FigureText);
  SetGrid(view, "y_grid", y, round, TimeText);
  std::vector<View>& views = view.List("series");
  for (std::size_t i = 0; i < all.size(); ++i) views.push_back(SeriesView(all[i], i, x, y));
  PlaceNames(views, all, y);
  return Render("scaling.svg", view);
}

}  // namespace wtsconform
