#include "bench/runs.h"

#include <nlohmann/json.hpp>

#include "reports/formats/json_depth.h"
#include "reports/formats/results.h"
#include "spec/loader/toml/file_text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::json;

constexpr char kRunsSchema[] = "wtsbench-runs/1";
constexpr char kAnchor[] = "anchor/floor_pair";

Json ReadJson(const std::filesystem::path& file) {
  const FileText read = ReadFileText(file, kLargestJson);
  if (!read.problem.empty()) throw RunsError(file.string() + " cannot be read: " + read.problem);
  try {
    CheckDepth(read.text);
  } catch (const ResultsError& error) {
    throw RunsError(file.string() + " cannot be read: " + error.what());
  }
  Json json = Json::parse(read.text, nullptr, false);
  if (json.is_discarded()) throw RunsError(file.string() + " is no JSON");
  return json;
}

// "pair/mock/WTSOpenServerA" is "pair/WTSOpenServerA" of the mock; an anchor belongs to none.
std::string WithoutImplementation(const std::string& name) {
  const auto first = name.find('/');
  if (first == std::string::npos || name.starts_with("anchor/")) return name;
  const auto second = name.find('/', first + 1);
  return name.substr(0, first) + (second == std::string::npos ? "" : name.substr(second));
}

}  // namespace

RunTimes ReadRun(const std::filesystem::path& file) {
  const Json json = ReadJson(file);
  RunTimes best;
  try {
    for (const Json& slice : json.at("benchmarks")) {
      if (slice.at("run_type") != "iteration" || !slice.contains("op")) continue;
      const std::string name = WithoutImplementation(slice.at("run_name"));
      const double time = slice.at("op");
      const auto [found, is_new] = best.emplace(name, time);
      if (!is_new && time < found->second) found->second = time;
    }
  } catch (const Json::exception& error) {
    throw RunsError(file.string() + " is no result of wtsbench: " + error.what());
  }
  const auto anchor = best.find(kAnchor);
  if (anchor == best.end()) throw RunsError(file.string() + " lacks the anchor " + kAnchor);
  const double unit = anchor->second;
  best.erase(anchor);
  for (auto& [name, time] : best) time /= unit;
  return best;
}

std::string ToJson(const Runs& runs) {
  const Json json = {{"schema", kRunsSchema},
                     {"machine", runs.machine},
                     {"implementation", runs.implementation},
                     {"runs", runs.runs},
                     {"complete", true}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Runs ReadRuns(const std::filesystem::path& file) {
  const Json json = ReadJson(file);
  try {
    if (json.at("schema") != kRunsSchema || !json.at("complete").get<bool>()) {
      throw RunsError(file.string() + " is no baseline of wtsbench compare");
    }
    Runs runs{json.at("machine"), json.at("implementation"), json.at("runs")};
    if (runs.runs.size() < 2) throw RunsError(file.string() + " has fewer than two runs");
    for (const RunTimes& run : runs.runs) {
      for (const auto& [name, time] : run) {
        if (!(time > 0))
          throw RunsError(file.string() + ": the time of " + name + " is not above 0");
      }
    }
    return runs;
  } catch (const Json::exception& error) {
    throw RunsError(file.string() + " is no baseline of wtsbench compare: " + error.what());
  }
}

}  // namespace wtsconform
