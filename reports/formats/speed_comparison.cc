#include "reports/formats/speed_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "reports/formats/benchmarks.h"
#include "reports/formats/read_json.h"
#include "reports/formats/results.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kComparisonSchema[] = "wtsbench-comparison/1";
constexpr std::pair<SpeedFinding, std::string_view> kFindings[] = {
    {SpeedFinding::kSame, "same"},
    {SpeedFinding::kFaster, "faster"},
    {SpeedFinding::kSlower, "slower"},
    {SpeedFinding::kInconclusive, "inconclusive"}};

SpeedFinding FindingFrom(const std::string& word) {
  for (const auto& [value, name] : kFindings) {
    if (name == word) return value;
  }
  throw ResultsError("there is no finding \"" + word + "\"");
}

SpeedChange ChangeFrom(const Json& json) {
  SpeedChange change{json.at("name"),
                     json.at("old"),
                     json.at("new"),
                     json.at("change"),
                     json.at("low"),
                     json.at("high"),
                     FindingFrom(json.at("finding"))};
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

Json JsonOf(const std::vector<SpeedChange>& changes) {
  Json list = Json::array();
  for (const SpeedChange& each : changes) {
    list.push_back({{"name", each.name},
                    {"old", each.before},
                    {"new", each.after},
                    {"change", each.estimate},
                    {"low", each.low},
                    {"high", each.high},
                    {"finding", SpeedFindingName(each.finding)}});
  }
  return list;
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

std::string_view SpeedFindingName(SpeedFinding finding) {
  for (const auto& [value, name] : kFindings) {
    if (value == finding) return name;
  }
  return "";
}

std::string ToJson(const SpeedComparison& comparison) {
  const Json json = {
      {"schema", kComparisonSchema},
      {"tool", comparison.tool},
      {"machine", comparison.machine},
      {"old", comparison.before},
      {"new", comparison.after},
      {"runs", comparison.runs},
      {"benchmarks", JsonOf(comparison.all)},
      {"itself", {{"side", comparison.itself}, {"benchmarks", JsonOf(comparison.noise)}}},
      {"complete", true}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

SpeedComparison ReadSpeedComparison(const std::filesystem::path& path) {
  return ReadJson(path, "comparison of wtsbench", ComparisonFrom);
}

int CountDifferent(const std::vector<SpeedChange>& changes) {
  return static_cast<int>(
      std::count_if(changes.begin(), changes.end(), [](const SpeedChange& each) {
        return each.finding == SpeedFinding::kFaster || each.finding == SpeedFinding::kSlower;
      }));
}

std::string NoiseSentence(const SpeedComparison& comparison) {
  std::vector<double> reach;
  for (const SpeedChange& each : comparison.noise) {
    reach.push_back(std::max(-each.low, each.high));
  }
  return fmt::format(
      "Compared with itself, {} was called different in {} of {}. Differences below "
      "{:.1f} % are noise here, for half of the benchmarks those below {:.1f} %.",
      comparison.itself, CountDifferent(comparison.noise),
      Count(comparison.noise.size(), "benchmark"), 1e2 * Quantile(reach, 1),
      1e2 * Quantile(reach, 0.5));
}

std::string ChangeText(double change) { return fmt::format("{:+.1f} %", 1e2 * change); }

}  // namespace wtsconform
