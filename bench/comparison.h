// Two sides of process runs, benchmark by benchmark, and one of them against itself.
#ifndef WTSCONFORM_BENCH_COMPARISON_H_
#define WTSCONFORM_BENCH_COMPARISON_H_

#include <filesystem>
#include <string>
#include <vector>

#include "bench/runs.h"
#include "bench/statistics.h"

namespace wtsconform {

struct ComparedBenchmark {
  std::string name;
  double before = 0;  // both in floor pairs
  double after = 0;
  Change change;
};

// The benchmarks of which both sides have two runs at least.
std::vector<ComparedBenchmark> CompareRuns(const Runs& before, const Runs& after);

// How many are called faster or slower.
int CountDifferent(const std::vector<ComparedBenchmark>& all);

struct Comparison {
  std::string tool;  // version and revision
  std::string machine;
  std::string before;  // as they were given
  std::string after;
  int runs = 0;  // of each side
  std::vector<ComparedBenchmark> all;
  std::string itself;                    // the side that was compared with itself,
  std::vector<ComparedBenchmark> noise;  // and what came of it
};

// Schema "wtsbench-comparison/1". Throws RunsError where the file cannot be written.
void WriteComparison(const Comparison& comparison, const std::filesystem::path& file);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_COMPARISON_H_
