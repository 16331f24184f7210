// The arithmetic of measurements on a machine that is never quite idle.
#ifndef WTSCONFORM_BENCH_STATISTICS_H_
#define WTSCONFORM_BENCH_STATISTICS_H_

#include <vector>

#include "reports/formats/side_by_side.h"
#include "reports/formats/speed_comparison.h"

namespace wtsconform {

// All expect at least one value.
double Minimum(const std::vector<double>& values);
// The mean without the lowest and the highest 5 %.
double TrimmedMean(std::vector<double> values);

// By how much the second of two things is slower: 0.1 is 10 %. The true change lies between low and
// high in 99 of 100 comparisons.
struct Change {
  double estimate = 0;
  double low = 0;
  double high = 0;
};

// From one time a process run of each: slices of one run hang together, and would claim far more
// than they show. Runs are taken for log-normal, of unequal spread (Welch). Expects two of each.
Change Compare(const std::vector<double>& before, const std::vector<double>& after);

// The mean of such times of one thing, and its interval of 99 %. Expects two.
Figure MeanOf(const std::vector<double>& times);

SpeedFinding Judge(const Change& change);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_STATISTICS_H_
