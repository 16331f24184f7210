// Two sides of process runs, benchmark by benchmark.
#ifndef WTSCONFORM_BENCH_COMPARISON_H_
#define WTSCONFORM_BENCH_COMPARISON_H_

#include <map>
#include <string>
#include <vector>

#include "bench/runs.h"
#include "reports/formats/side_by_side.h"
#include "reports/formats/speed_comparison.h"

namespace wtsconform {

// For each benchmark of at least two runs the mean, with its interval.
std::map<std::string, Figure> FiguresOf(const Runs& side);

// The benchmarks that have at least two runs on both sides.
std::vector<SpeedChange> CompareRuns(const Runs& before, const Runs& after);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_COMPARISON_H_
