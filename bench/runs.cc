#include "bench/runs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/formats/read_json.h"
#include "reports/formats/results.h"
#include "reports/formats/side_figures.h"

namespace wtsconform {
namespace {

using Json = nlohmann::json;

constexpr char kRunsSchema[] = "wtsbench-runs/1";

Runs RunsFrom(const Json& json) {
  if (json.at("schema") != kRunsSchema || !json.at("complete").get<bool>()) {
    throw ResultsError("it is no baseline of wtsbench compare");
  }
  Runs runs{json.at("machine"), json.at("implementation"), json.at("runs")};
  if (runs.runs.size() < 2) throw ResultsError("it has fewer than two runs");
  for (const RunTimes& run : runs.runs) {
    for (const auto& [name, time] : run) {
      if (!(time > 0)) throw ResultsError("the time of " + name + " is not above 0");
    }
  }
  return runs;
}

}  // namespace

RunTimes TimesOf(const Benchmarks& file) {
  RunTimes best;
  for (const Benchmark& each : file.all) {
    best[WithoutImplementation(each.name)] =
        *std::min_element(each.seconds.begin(), each.seconds.end());
  }
  const auto anchor = best.find(kFloorPair);
  if (anchor == best.end()) throw ResultsError(std::string("it lacks the anchor ") + kFloorPair);
  const double unit = anchor->second;
  best.erase(anchor);
  for (auto& [name, time] : best) time /= unit;
  return best;
}

Runs ReadRuns(const std::filesystem::path& file) {
  return ReadUnnamedJson(file, "baseline of wtsbench compare", RunsFrom);
}

std::string ToJson(const Runs& runs) {
  const Json json = {{"schema", kRunsSchema},
                     {"machine", runs.machine},
                     {"implementation", runs.implementation},
                     {"runs", runs.runs},
                     {"complete", true}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace wtsconform
