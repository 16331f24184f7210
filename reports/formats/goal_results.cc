#include "reports/formats/goal_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "reports/formats/benchmarks.h"
#include "reports/formats/text.h"

namespace wtsconform {
std::string GoalsSentence(const std::vector<GoalResult>& goals) {
  const auto count = [&](std::string_view verdict) {
    return std::count_if(goals.begin(), goals.end(),
                         [&](const GoalResult& goal) { return goal.verdict == verdict; });
  };
  std::string sentence =
      fmt::format("{} of {} met", count("met") + count("stretch"), Count(goals.size(), "goal"));
  for (const auto& [verdict, words] :
       {std::pair("missed", "missed"), std::pair("inconclusive", "inconclusive"),
        std::pair("unmeasured", "not measured")}) {
    if (const auto found = count(verdict); found > 0) {
      sentence += fmt::format(", {} {}", found, words);
    }
  }
  return sentence + ".";
}

std::string GoalVerdictText(const GoalResult& goal) {
  if (goal.verdict == "stretch") return "met, stretch too";
  if (goal.verdict == "unmeasured") return "not measured";
  if (goal.verdict != "inconclusive") return goal.verdict;
  return fmt::format("inconclusive: the machine was busy, {} {:.0f} % above its minimum",
                     goal.anchor, 1e2 * goal.disturbance);
}

std::string GoalLimitText(const GoalResult& goal) {
  return (goal.is_least ? "≥ " : "≤ ") + FigureText(goal.limit);
}

std::string GoalStretchText(const GoalResult& goal) { return FigureText(goal.stretch); }

std::string GoalValueText(const GoalResult& goal, double value) {
  return goal.verdict == "unmeasured" ? "–" : FigureText(value);
}

}  // namespace wtsconform
