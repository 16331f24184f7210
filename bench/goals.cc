#include "bench/goals.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>

#include "bench/statistics.h"
#include "cmake/embedded_file.h"
#include "reports/formats/benchmarks.h"
#include "spec/loader/toml/fields.h"

namespace wtsconform {

const std::vector<EmbeddedFile>& EmbeddedGoals();

namespace {

constexpr double kAllowed = 0.10;  // for noise

double Number(Fields& fields, std::string_view key, const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !std::isfinite(number)) {
    fields.Refuse(key, "\"" + text + "\" is no number");
  }
  return number;
}

Goal ReadGoal(const Value& value) {
  Fields fields(value, "a goal");
  Goal goal;
  goal.name = fields.Text("name");
  goal.measure = fields.Texts("measure");
  if (goal.measure.empty()) fields.Refuse("measure", "name the benchmark");
  goal.over = fields.Texts("over");
  goal.counter = fields.OptionalText("counter", "op");
  goal.anchor = fields.OptionalText("anchor", kFloorPair);
  goal.is_least = fields.Has("at_least");
  if (goal.is_least == fields.Has("at_most")) {
    fields.Refuse("at_most", "give one of at_most and at_least");
  }
  const char* const limit = goal.is_least ? "at_least" : "at_most";
  goal.limit = Number(fields, limit, fields.Text(limit));
  goal.stretch = Number(fields, "stretch", fields.Text("stretch"));
  fields.Finish();
  return goal;
}

using Statistic = std::function<double(const std::vector<double>&)>;

// False where a benchmark has no such counter.
bool Multiply(const std::vector<std::string>& benchmarks, const std::string& counter,
              const Slices& slices, const Statistic& statistic, double& product) {
  for (const std::string& name : benchmarks) {
    const auto found = slices.find(name);
    if (found == slices.end() || found->second.count(counter) == 0) return false;
    product *= statistic(found->second.at(counter));
  }
  return true;
}

bool Evaluate(const Goal& goal, const Slices& slices, const Statistic& statistic, double& value) {
  double over = 1;
  value = 1;
  if (!Multiply(goal.measure, goal.counter, slices, statistic, value) ||
      !Multiply(goal.over, goal.counter, slices, statistic, over)) {
    return false;
  }
  value /= over;
  return std::isfinite(value);
}

bool Holds(const Goal& goal, double limit, double value) {
  const double allowed = goal.is_exact() ? 0 : kAllowed;
  return goal.is_least ? value >= limit * (1 - allowed) : value <= limit * (1 + allowed);
}

// Short, a failure in capitals; for reports see GoalVerdictText.
std::string_view VerdictInTable(const GoalResult& goal) {
  switch (goal.verdict) {
    case GoalVerdict::kMet:
      return "met";
    case GoalVerdict::kStretch:
      return "met, stretch too";
    case GoalVerdict::kMissed:
      return "MISSED";
    case GoalVerdict::kInconclusive:
      return goal.disturbance > kBusyAbove ? "inconclusive" : "inconclusive: the runs disagree";
    case GoalVerdict::kUnmeasured:
      break;
  }
  return "not measured";
}

}  // namespace

std::vector<Goal> ReadGoals(std::string_view toml, const std::string& file) {
  const Value root = ParseToml(toml, file);
  Fields fields(root, "the goals");
  std::vector<Goal> goals;
  for (const Value* each : fields.Tables("goal")) goals.push_back(ReadGoal(*each));
  if (goals.empty()) fields.Refuse("goal", "there is no goal");
  fields.Finish();
  return goals;
}

std::vector<Goal> TheGoals() {
  const EmbeddedFile& file = EmbeddedGoals().front();
  return ReadGoals(file.text, std::string(file.name));
}

double Disturbance(const std::string& anchor, const Slices& slices) {
  const auto found = slices.find(anchor);
  if (found == slices.end()) return 0;
  const std::vector<double>& times = found->second.at("op");
  return TrimmedMean(times) / Minimum(times) - 1;
}

GoalResult JudgeGoal(const Goal& goal, const Slices& slices) {
  GoalResult result;
  result.name = goal.name;
  result.is_least = goal.is_least;
  result.limit = goal.limit;
  result.stretch = goal.stretch;
  if (!goal.is_exact()) {
    result.anchor = goal.anchor;
    result.disturbance = Disturbance(goal.anchor, slices);
  }
  double minimum = 0;
  double mean = 0;
  if (!Evaluate(goal, slices, Minimum, minimum) || !Evaluate(goal, slices, TrimmedMean, mean)) {
    return result;
  }
  result.minimum = minimum;
  result.mean = mean;
  const auto both_hold = [&](double limit) {
    return Holds(goal, limit, minimum) && Holds(goal, limit, mean);
  };
  const bool disagree = Holds(goal, goal.limit, minimum) != Holds(goal, goal.limit, mean);
  result.verdict = both_hold(goal.stretch)                       ? GoalVerdict::kStretch
                   : both_hold(goal.limit)                       ? GoalVerdict::kMet
                   : disagree || result.disturbance > kBusyAbove ? GoalVerdict::kInconclusive
                                                                 : GoalVerdict::kMissed;
  return result;
}

std::vector<GoalResult> JudgeGoals(const std::vector<Goal>& goals, const Slices& slices) {
  std::vector<GoalResult> results;
  for (const Goal& goal : goals) results.push_back(JudgeGoal(goal, slices));
  return results;
}

std::string ShowGoals(const std::vector<GoalResult>& goals) {
  std::string table = fmt::format("{:46} {:>9} {:>9} {:>9} {:>9}  {}\n", "goal", "minimum", "mean",
                                  "goal", "stretch", "verdict");
  std::map<std::string, double> busy;  // the disturbance by anchor
  for (const GoalResult& goal : goals) {
    // ÷ and µ take two bytes and one column.
    table += fmt::format("{:46} ", goal.name);
    if (goal.verdict == GoalVerdict::kUnmeasured) {
      table += fmt::format("{:>9} {:>9}", "-", "-");
    } else {
      table += fmt::format("{:9.3f} {:9.3f}", goal.minimum, goal.mean);
    }
    table += fmt::format(" {:>9} {:9}  {}\n",
                         fmt::format("{}{}", goal.is_least ? "≥ " : "≤ ", goal.limit), goal.stretch,
                         VerdictInTable(goal));
    if (goal.disturbance > kBusyAbove) busy[goal.anchor] = goal.disturbance;
  }
  for (const auto& [anchor, disturbance] : busy) {
    table += fmt::format(
        "\nThis machine is busy: the mean of {} is {:.0f} % above its minimum.\nA time that is "
        "measured with it and does not meet its goal is inconclusive.\n",
        anchor, 1e2 * disturbance);
  }
  return table;
}

bool Any(const std::vector<GoalResult>& goals, GoalVerdict verdict) {
  return std::any_of(goals.begin(), goals.end(),
                     [&](const GoalResult& goal) { return goal.verdict == verdict; });
}

}  // namespace wtsconform
