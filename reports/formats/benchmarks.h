// Measurements from Google Benchmark's JSON.
#ifndef WTSCONFORM_REPORTS_FORMATS_BENCHMARKS_H_
#define WTSCONFORM_REPORTS_FORMATS_BENCHMARKS_H_

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/formats/goal_results.h"

namespace wtsconform {

// The benchmark that all are compared with: the copy of a name and a compare-and-swap, the least
// that an open and a close can do.
inline constexpr char kFloorPair[] = "anchor/floor_pair";

struct Benchmark {
  std::string name;             // "pair/mock/WTSOpenServerA"
  std::vector<double> seconds;  // of one operation, a value for each repetition; never empty
  // The ratio to an anchor that was measured with it, where the file has one, and that anchor:
  // "forks", "first touches". Empty where it is compared with the floor pair.
  std::vector<double> ratios = {};
  std::string unit = {};
};

// Of one operation; the same at each run.
struct InstructionCount {
  std::string name;
  double instructions = 0;
  double locked = 0;
};

struct Benchmarks {
  std::string file;
  std::vector<std::pair<std::string, std::string>> context;  // as the file has it
  std::vector<Benchmark> all;                                // anchors first, then by name
  std::vector<InstructionCount> counts;
  std::vector<GoalResult> goals;  // where the file has the key "goals"
};

// The time is the counter `op`, which wtsbench writes in seconds, else Google Benchmark's real
// time. Aggregates and repetitions that failed are left out. Throws ResultsError where the file
// cannot be read, is no result of Google Benchmark, holds no time, or a goal whose verdict is
// not known.
Benchmarks ReadBenchmarks(const std::filesystem::path& path);

// The value below which a part of the sorted values lies; 0.5 is the median.
double Quantile(std::vector<double> values, double part);
double Median(const Benchmark& benchmark);

// The benchmark that all are compared with: the floor pair; without it the first benchmark whose
// name begins with "anchor/".
const Benchmark* AnchorOf(const Benchmarks& benchmarks);

// The median in that anchor, or in the one that was measured with it: "1.27 floor pairs", "2.1
// forks a case". "" where neither is of its kind, as for a whole suite and a copy of nine bytes.
std::string RatioText(const Benchmark& benchmark, const Benchmark* anchor);

// For each benchmark of more than one repetition, how far apart the medians of every other
// repetition and of the rest are: 0.02 is 2 %. Smaller differences mean nothing.
std::vector<double> NoiseOf(const Benchmarks& benchmarks);

// "7.6 ns", "1.20 µs".
std::string TimeText(double seconds);
// "1.25", "8980": three digits at least, and no power of ten.
std::string FigureText(double figure);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_BENCHMARKS_H_
