// The goals of goals.toml, and what measurements say to them.
#ifndef WTSCONFORM_BENCH_GOALS_H_
#define WTSCONFORM_BENCH_GOALS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wtsconform {

struct Goal {
  std::string name;
  std::vector<std::string> measure;  // benchmarks
  std::vector<std::string> over;
  std::string counter;
  double scale = 1;
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

// Of a busy machine nothing follows but what the best slices show.
//   kInconclusive  not met, but the anchor was disturbed as well
//   kUnmeasured    a benchmark is missing
enum class Outcome { kMet, kStretch, kMissed, kInconclusive, kUnmeasured };

struct Assessment {
  Outcome outcome = Outcome::kUnmeasured;
  double by_minimum = 0;
  double by_mean = 0;
};

// How much the mean of a benchmark is above its minimum: 0.1 is 10 %. 0 where it was not measured.
double Disturbance(const std::string& anchor, const Slices& slices);

Assessment JudgeGoal(const Goal& goal, const Slices& slices);

// The table of all goals, a line each, and what it means.
std::string ShowGoals(const std::vector<Goal>& goals, const Slices& slices);

// The same as a JSON array, for Google Benchmark's file of results.
std::string GoalsJson(const std::vector<Goal>& goals, const Slices& slices);

bool AnyMissed(const std::vector<Goal>& goals, const Slices& slices);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_GOALS_H_
