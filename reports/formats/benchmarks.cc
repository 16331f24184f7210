#include "reports/formats/benchmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "reports/formats/read_json.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

double UnitOf(const Json& slice) {
  const std::string unit = slice.value("time_unit", "ns");
  if (unit == "ns") return 1e-9;
  if (unit == "us") return 1e-6;
  if (unit == "ms") return 1e-3;
  if (unit == "s") return 1;
  throw ResultsError("there is no unit of time \"" + unit + "\"");
}

// None for what is no measurement.
std::optional<double> SecondsOf(const Json& slice) {
  if (slice.value("run_type", "iteration") != "iteration") return std::nullopt;
  if (slice.value("error_occurred", false)) return std::nullopt;
  const double seconds = slice.contains("op") ? slice.at("op").get<double>()
                                              : slice.at("real_time").get<double>() * UnitOf(slice);
  if (!(seconds > 0) || !std::isfinite(seconds)) return std::nullopt;
  return seconds;
}

// What the library adds for repetitions and kinds of time says nothing to a reader.
std::string PlainName(std::string name) {
  for (const std::string_view suffix :
       {"/repeats:", "/min_time:", "/iterations:", "/real_time", "/process_time", "/manual_time"}) {
    const std::size_t start = name.find(suffix);
    if (start == std::string::npos) continue;
    const std::size_t end = name.find('/', start + 1);
    name.erase(start, end == std::string::npos ? end : end - start);
  }
  return name;
}

std::string ContextText(const Json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What wtsbench counts in anchors that it measured with the benchmark itself.
struct OwnAnchor {
  const char* counter;
  const char* unit;
};
constexpr OwnAnchor kOwnAnchors[] = {{"in_forks", "forks"}, {"in_touches", "first touches"}};

bool IsOfSuite(const Benchmark& benchmark) { return benchmark.name.starts_with("suite/"); }

void AddRatio(const Json& slice, Benchmark& benchmark) {
  for (const auto& [counter, unit] : kOwnAnchors) {
    if (!slice.contains(counter)) continue;
    benchmark.ratios.push_back(slice.at(counter));
    benchmark.unit = unit;
    if (IsOfSuite(benchmark)) benchmark.unit += " a case";
  }
}

bool IsAnchor(const Benchmark& benchmark) { return benchmark.name.starts_with("anchor/"); }

Benchmarks BenchmarksFrom(const Json& json) {
  Benchmarks benchmarks;
  for (const auto& [key, value] : json.at("context").items()) {
    benchmarks.context.emplace_back(key, ContextText(value));
  }
  std::map<std::string, std::size_t> known;
  for (const Json& slice : json.at("benchmarks")) {
    if (slice.contains("instructions")) {
      benchmarks.counts.push_back(
          {PlainName(slice.at("name")), slice.at("instructions"), slice.value("locked", 0.0)});
      continue;
    }
    const std::optional<double> seconds = SecondsOf(slice);
    if (!seconds) continue;
    const std::string name =
        PlainName(slice.value("run_name", slice.at("name").get<std::string>()));
    const auto [found, is_new] = known.emplace(name, benchmarks.all.size());
    if (is_new) benchmarks.all.push_back({name, {}});
    benchmarks.all[found->second].seconds.push_back(*seconds);
    AddRatio(slice, benchmarks.all[found->second]);
  }
  if (benchmarks.all.empty()) throw ResultsError("it holds no time");
  // They were measured in random order.
  std::sort(benchmarks.all.begin(), benchmarks.all.end(),
            [](const Benchmark& a, const Benchmark& b) {
              return std::pair(!IsAnchor(a), a.name) < std::pair(!IsAnchor(b), b.name);
            });
  if (json.contains("goals")) benchmarks.goals = GoalsFrom(json["goals"]);
  return benchmarks;
}

}  // namespace

Benchmarks ReadBenchmarks(const std::filesystem::path& path) {
  return ReadJson(path, "result of Google Benchmark", BenchmarksFrom);
}

double Quantile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  const double at = part * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

double Median(const Benchmark& benchmark) { return Quantile(benchmark.seconds, 0.5); }

const Benchmark* AnchorOf(const Benchmarks& benchmarks) {
  const Benchmark* first = nullptr;
  for (const Benchmark& each : benchmarks.all) {
    if (each.name == kFloorPair) return &each;
    if (!first && IsAnchor(each)) first = &each;
  }
  return first;
}

std::string RatioText(const Benchmark& benchmark, const Benchmark* anchor) {
  if (!benchmark.ratios.empty()) {
    return FigureText(Quantile(benchmark.ratios, 0.5)) + " " + benchmark.unit;
  }
  const bool is_one_operation = !IsOfSuite(benchmark) && !benchmark.name.starts_with("cold/");
  if (!anchor || !is_one_operation) return "";
  const std::string unit = anchor->name == kFloorPair ? "floor pairs" : "× " + anchor->name;
  return FigureText(Median(benchmark) / Median(*anchor)) + " " + unit;
}

std::vector<double> NoiseOf(const Benchmarks& benchmarks) {
  std::vector<double> noise;
  for (const Benchmark& each : benchmarks.all) {
    if (each.seconds.size() < 2) continue;
    std::array<std::vector<double>, 2> halves;
    for (std::size_t i = 0; i < each.seconds.size(); ++i) halves[i % 2].push_back(each.seconds[i]);
    const double ratio = Quantile(halves[0], 0.5) / Quantile(halves[1], 0.5);
    noise.push_back(std::max(ratio, 1 / ratio) - 1);
  }
  return noise;
}

std::string TimeText(double seconds) {
  constexpr std::pair<double, const char*> kUnits[] = {
      {1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}};
  for (const auto& [unit, name] : kUnits) {
    if (seconds < unit && unit > 1e-9) continue;
    return fmt::format("{:.3g} {}", seconds / unit, name);
  }
  return "";
}

std::string FigureText(double figure) {
  return figure >= 100 ? fmt::format("{:.0f}", figure) : fmt::format("{:.3g}", figure);
}

}  // namespace wtsconform
