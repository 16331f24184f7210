#include "reports/formats/goal_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "reports/formats/benchmarks.h"
#include "reports/formats/results.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

// As a file has them.
constexpr std::pair<GoalVerdict, std::string_view> kGoalVerdicts[] = {
    {GoalVerdict::kMet, "met"},
    {GoalVerdict::kStretch, "stretch"},
    {GoalVerdict::kMissed, "missed"},
    {GoalVerdict::kInconclusive, "inconclusive"},
    {GoalVerdict::kUnmeasured, "unmeasured"}};

std::string_view WordFor(GoalVerdict verdict) {
  for (const auto& [value, word] : kGoalVerdicts) {
    if (value == verdict) return word;
  }
  return "";
}

GoalVerdict VerdictFrom(const std::string& word) {
  for (const auto& [value, known] : kGoalVerdicts) {
    if (known == word) return value;
  }
  throw ResultsError("there is no verdict \"" + word + "\" on a goal");
}

Json JsonOf(const GoalResult& goal) {
  Json json = {{"name", goal.name},
               {goal.is_least ? "at_least" : "at_most", goal.limit},
               {"stretch", goal.stretch},
               {"verdict", WordFor(goal.verdict)}};
  if (goal.verdict != GoalVerdict::kUnmeasured) {
    json["minimum"] = goal.minimum;
    json["mean"] = goal.mean;
  }
  if (!goal.anchor.empty()) {
    json["anchor"] = goal.anchor;
    json["disturbance"] = goal.disturbance;
  }
  return json;
}

GoalResult GoalFrom(const Json& json) {
  GoalResult goal;
  goal.name = json.at("name");
  goal.is_least = json.contains("at_least");
  goal.limit = json.at(goal.is_least ? "at_least" : "at_most");
  goal.stretch = json.at("stretch");
  goal.verdict = VerdictFrom(json.at("verdict"));
  if (goal.verdict != GoalVerdict::kUnmeasured) {
    goal.minimum = json.at("minimum");
    goal.mean = json.at("mean");
  }
  goal.anchor = json.value("anchor", "");
  goal.disturbance = json.value("disturbance", 0.0);
  return goal;
}

}  // namespace

std::string GoalsJson(const std::vector<GoalResult>& goals) {
  Json list = Json::array();
  for (const GoalResult& goal : goals) list.push_back(JsonOf(goal));
  return list.dump(2);
}

std::vector<GoalResult> GoalsFrom(const Json& json) {
  std::vector<GoalResult> goals;
  for (const Json& goal : json) goals.push_back(GoalFrom(goal));
  return goals;
}

std::string GoalsSentence(const std::vector<GoalResult>& goals) {
  const auto count = [&](GoalVerdict verdict) {
    return std::count_if(goals.begin(), goals.end(),
                         [&](const GoalResult& goal) { return goal.verdict == verdict; });
  };
  std::string sentence =
      fmt::format("{} of {} met", count(GoalVerdict::kMet) + count(GoalVerdict::kStretch),
                  Count(goals.size(), "goal"));
  for (const auto& [verdict, words] : {std::pair(GoalVerdict::kMissed, "missed"),
                                       std::pair(GoalVerdict::kInconclusive, "inconclusive"),
                                       std::pair(GoalVerdict::kUnmeasured, "not measured")}) {
    if (const auto found = count(verdict); found > 0) {
      sentence += fmt::format(", {} {}", found, words);
    }
  }
  return sentence + ".";
}

std::string GoalVerdictText(const GoalResult& goal) {
  if (goal.verdict == GoalVerdict::kStretch) return "met, stretch too";
  if (goal.verdict == GoalVerdict::kUnmeasured) return "not measured";
  if (goal.verdict != GoalVerdict::kInconclusive) return std::string(WordFor(goal.verdict));
  if (goal.disturbance <= kBusyAbove) return "inconclusive: the runs disagree";
  return fmt::format("inconclusive: the machine was busy, {} {:.0f} % above its minimum",
                     goal.anchor, 1e2 * goal.disturbance);
}

std::string GoalLimitText(const GoalResult& goal) {
  return (goal.is_least ? "≥ " : "≤ ") + FigureText(goal.limit);
}

std::string GoalStretchText(const GoalResult& goal) { return FigureText(goal.stretch); }

std::string GoalValueText(const GoalResult& goal, double value) {
  return goal.verdict == GoalVerdict::kUnmeasured ? "–" : FigureText(value);
}

}  // namespace wtsconform
