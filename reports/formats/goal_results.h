// The verdicts on the goals of wtsbench: the key "goals" of its files, which wtsbench writes and
// reports read.
#ifndef WTSCONFORM_REPORTS_FORMATS_GOAL_RESULTS_H_
#define WTSCONFORM_REPORTS_FORMATS_GOAL_RESULTS_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace wtsconform {

enum class GoalVerdict {
  kMet,
  kStretch,       // met, and the stretch too
  kMissed,        // on a machine that was idle enough to say so
  kInconclusive,  // not met, but the anchor was disturbed as well, or the runs disagree
  kUnmeasured,    // a benchmark is missing
};

// So much above its minimum lies the mean of an anchor on no idle machine.
inline constexpr double kBusyAbove = 0.25;

// A goal holds by the minimum and by the mean of the slices; where only one of them meets it, the
// runs disagree.
struct GoalResult {
  std::string name;
  bool is_least = false;  // the limit is the least that is wanted; otherwise the most
  double limit = 0;
  double stretch = 0;
  GoalVerdict verdict = GoalVerdict::kUnmeasured;
  double minimum = 0;  // both 0 where it was not measured
  double mean = 0;
  std::string anchor;      // "" for counts, which no machine disturbs
  double disturbance = 0;  // by how much the anchor's mean lies above its minimum: 0.1 is 10 %
};

// The JSON array that Google Benchmark's file gets under the key "goals".
std::string GoalsJson(const std::vector<GoalResult>& goals);

// The results in such an array. Throws ResultsError for an unknown verdict, and the library's
// exception for a key that is missing or of the wrong type.
std::vector<GoalResult> GoalsFrom(const nlohmann::ordered_json& json);

// "15 of 19 goals met, 3 missed, 1 inconclusive."
std::string GoalsSentence(const std::vector<GoalResult>& goals);
// With the reason where it is inconclusive.
std::string GoalVerdictText(const GoalResult& goal);
// "≤ 1.25".
std::string GoalLimitText(const GoalResult& goal);
std::string GoalStretchText(const GoalResult& goal);
// "–" where it was not measured.
std::string GoalValueText(const GoalResult& goal, double value);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_GOAL_RESULTS_H_
