// The goals of goals.toml, and the verdicts that measurements give on them.
#ifndef WTSCONFORM_BENCH_GOALS_H_
#define WTSCONFORM_BENCH_GOALS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/goal_results.h"

namespace wtsconform {

struct Goal {
  std::string name;
  std::vector<std::string> measure;  // benchmarks
  std::vector<std::string> over;
  std::string counter;
  double limit = 0;
  double stretch = 0;
  bool is_least = false;  // at_least; otherwise at_most
  std::string anchor;     // the benchmark whose slices show whether the machine was idle

  // Counts are the same at every run.
  bool is_exact() const { return counter == "instructions" || counter == "locked"; }
};

// Throws InputError with file, line and key.
std::vector<Goal> ReadGoals(std::string_view toml, const std::string& file);
// Those that are part of the program.
std::vector<Goal> TheGoals();

// By benchmark and counter, a value for each slice.
using Slices = std::map<std::string, std::map<std::string, std::vector<double>>>;

// How much the mean of a benchmark is above its minimum: 0.1 is 10 %. 0 where it was not measured.
double Disturbance(const std::string& anchor, const Slices& slices);

// A goal that is not met on a busy machine, or that the runs disagree about (the minimum meets it
// and the mean does not), is inconclusive, not missed.
GoalResult JudgeGoal(const Goal& goal, const Slices& slices);
std::vector<GoalResult> JudgeGoals(const std::vector<Goal>& goals, const Slices& slices);

// The table of all goals for a terminal, one line each, and a sentence for each busy anchor.
std::string ShowGoals(const std::vector<GoalResult>& goals);

// Whether any has this verdict.
bool Any(const std::vector<GoalResult>& goals, GoalVerdict verdict);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_GOALS_H_
