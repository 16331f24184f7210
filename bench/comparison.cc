#include "bench/comparison.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace wtsconform {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr char kComparisonSchema[] = "wtsbench-comparison/1";

std::vector<double> TimesOf(const Runs& side, const std::string& benchmark) {
  std::vector<double> times;
  for (const RunTimes& run : side.runs) {
    if (const auto found = run.find(benchmark); found != run.end()) times.push_back(found->second);
  }
  return times;
}

OrderedJson JsonOf(const std::vector<ComparedBenchmark>& all) {
  OrderedJson list = OrderedJson::array();
  for (const ComparedBenchmark& each : all) {
    list.push_back({{"name", each.name},
                    {"old", each.before},
                    {"new", each.after},
                    {"change", each.change.estimate},
                    {"low", each.change.low},
                    {"high", each.change.high},
                    {"finding", FindingName(Judge(each.change))}});
  }
  return list;
}

}  // namespace

std::vector<ComparedBenchmark> CompareRuns(const Runs& before, const Runs& after) {
  std::vector<ComparedBenchmark> all;
  for (const auto& [name, time] : after.runs.front()) {
    const auto old_times = TimesOf(before, name);
    const auto new_times = TimesOf(after, name);
    if (old_times.size() < 2 || new_times.size() < 2) continue;
    all.push_back(
        {name, TrimmedMean(old_times), TrimmedMean(new_times), Compare(old_times, new_times)});
  }
  return all;
}

int CountDifferent(const std::vector<ComparedBenchmark>& all) {
  return static_cast<int>(std::count_if(all.begin(), all.end(), [](const ComparedBenchmark& each) {
    const Finding finding = Judge(each.change);
    return finding == Finding::kFaster || finding == Finding::kSlower;
  }));
}

void WriteComparison(const Comparison& comparison, const std::filesystem::path& file) {
  const OrderedJson json = {
      {"schema", kComparisonSchema},
      {"tool", comparison.tool},
      {"machine", comparison.machine},
      {"old", comparison.before},
      {"new", comparison.after},
      {"runs", comparison.runs},
      {"benchmarks", JsonOf(comparison.all)},
      {"itself", {{"side", comparison.itself}, {"benchmarks", JsonOf(comparison.noise)}}},
      {"complete", true}};
  std::ofstream stream(file);
  stream << json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) << '\n';
  if (!stream.flush()) throw RunsError(file.string() + " cannot be written");
}

}  // namespace wtsconform
