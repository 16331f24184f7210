#include "reports/formats/speed_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/formats/benchmarks.h"
#include "reports/formats/read_json.h"
#include "reports/formats/results.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kComparisonSchema[] = "wtsbench-comparison/1";
constexpr std::string_view kFindings[] = {"same", "faster", "slower", "inconclusive"};

SpeedChange ChangeFrom(const Json& json) {
  SpeedChange change{json.at("name"), json.at("old"),  json.at("new"),    json.at("change"),
                     json.at("low"),  json.at("high"), json.at("finding")};
  if (std::find(std::begin(kFindings), std::end(kFindings), change.finding) ==
      std::end(kFindings)) {
    throw ResultsError("there is no finding \"" + change.finding + "\"");
  }
  if (!(change.low > -1 && change.low <= change.estimate && change.estimate <= change.high)) {
    throw ResultsError("the change of " + change.name + " does not lie in its interval");
  }
  return change;
}

std::vector<SpeedChange> ChangesFrom(const Json& json) {
  std::vector<SpeedChange> changes;
  for (const Json& each : json) changes.push_back(ChangeFrom(each));
  if (changes.empty()) throw ResultsError("it compares nothing");
  return changes;
}

SpeedComparison ComparisonFrom(const Json& json) {
  if (json.at("schema") != kComparisonSchema) {
    throw ResultsError("its schema is not \"" + std::string(kComparisonSchema) + "\"");
  }
  if (!json.value("complete", false)) throw ResultsError("the run that wrote it did not finish");
  SpeedComparison comparison;
  comparison.tool = json.at("tool");
  comparison.machine = json.at("machine");
  comparison.before = json.at("old");
  comparison.after = json.at("new");
  comparison.runs = json.at("runs");
  comparison.all = ChangesFrom(json.at("benchmarks"));
  comparison.itself = json.at("itself").at("side");
  comparison.noise = ChangesFrom(json.at("itself").at("benchmarks"));
  return comparison;
}

}  // namespace

SpeedComparison ReadSpeedComparison(const std::filesystem::path& path) {
  return ReadJson(path, "comparison of wtsbench", ComparisonFrom);
}

std::string NoiseSentence(const SpeedComparison& comparison) {
  std::vector<double> reach;
  for (const SpeedChange& each : comparison.noise) {
    reach.push_back(std::max(-each.low, each.high));
  }
  const auto different = std::count_if(
      comparison.noise.begin(), comparison.noise.end(),
      [](const SpeedChange& each) { return each.finding == "faster" || each.finding == "slower"; });
  return fmt::format(
      "Compared with itself, {} was called different in {} of {}. Differences below "
      "{:.1f} % are noise here, for half of the benchmarks those below {:.1f} %.",
      comparison.itself, different, Count(comparison.noise.size(), "benchmark"),
      1e2 * Quantile(reach, 1), 1e2 * Quantile(reach, 0.5));
}

std::string ChangeText(double change) { return fmt::format("{:+.1f} %", 1e2 * change); }

}  // namespace wtsconform
