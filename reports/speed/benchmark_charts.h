// Measurements as pictures. Times are on logarithmic axes; series differ in shape and dashes, not
// in colour alone.
#ifndef WTSCONFORM_REPORTS_SPEED_BENCHMARK_CHARTS_H_
#define WTSCONFORM_REPORTS_SPEED_BENCHMARK_CHARTS_H_

#include <string>

#include "reports/formats/benchmarks.h"

namespace wtsconform {

// A line for each benchmark: every repetition a dot, the median a bar, the middle 80 % a band; the
// anchor's median across all.
std::string StripPlot(const Benchmarks& benchmarks);

enum class Scaling { kThreads, kHandles };

// Median time of an operation over the number of threads ("threads:2" at the end of a name) or of
// handles (a number at the end). "" where no benchmark was measured for two numbers.
std::string ScalingChart(const Benchmarks& benchmarks, Scaling scaling);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_BENCHMARK_CHARTS_H_
