#include "bench/statistics.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace wtsconform {
namespace {

constexpr double kTrimmed = 0.05;
constexpr double kSameWithin = 0.03;

struct Spread {
  double mean;
  double variance_of_mean;
  double freedom;
};

Spread SpreadOfLogs(const std::vector<double>& values) {
  const auto count = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += std::log(value) / count;
  double squares = 0;
  for (const double value : values) squares += std::pow(std::log(value) - mean, 2);
  return {mean, squares / (count - 1) / count, count - 1};
}

// Student's t for 99 %, both sides. Between the rows of the table the wider one is taken.
double Quantile(double freedom) {
  constexpr double kTable[] = {63.66, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499,
                               3.355, 3.250, 3.169, 3.106, 3.055, 3.012, 2.977,
                               2.947, 2.921, 2.898, 2.878, 2.861, 2.845};
  const auto row = static_cast<std::size_t>(std::max(1.0, freedom)) - 1;
  return kTable[std::min(row, std::size(kTable) - 1)];
}

}  // namespace

double Minimum(const std::vector<double>& values) {
  return *std::min_element(values.begin(), values.end());
}

double TrimmedMean(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto cut = static_cast<std::ptrdiff_t>(kTrimmed * static_cast<double>(values.size()));
  const auto first = values.begin() + cut;
  const auto last = values.end() - cut;
  return std::accumulate(first, last, 0.0) / static_cast<double>(last - first);
}

Change Compare(const std::vector<double>& before, const std::vector<double>& after) {
  const Spread a = SpreadOfLogs(before);
  const Spread b = SpreadOfLogs(after);
  const double variance = a.variance_of_mean + b.variance_of_mean;
  const double freedom = variance == 0 ? 1
                                       : variance * variance /
                                             (std::pow(a.variance_of_mean, 2) / a.freedom +
                                              std::pow(b.variance_of_mean, 2) / b.freedom);
  const double half = Quantile(freedom) * std::sqrt(variance);
  const double difference = b.mean - a.mean;
  return {std::expm1(difference), std::expm1(difference - half), std::expm1(difference + half)};
}

Figure MeanOf(const std::vector<double>& times) {
  const Spread spread = SpreadOfLogs(times);
  const double half = Quantile(spread.freedom) * std::sqrt(spread.variance_of_mean);
  return {std::exp(spread.mean), std::exp(spread.mean - half), std::exp(spread.mean + half)};
}

SpeedFinding Judge(const Change& change) {
  if (change.low > -kSameWithin && change.high < kSameWithin) return SpeedFinding::kSame;
  if (change.high < 0) return SpeedFinding::kFaster;
  if (change.low > 0) return SpeedFinding::kSlower;
  return SpeedFinding::kInconclusive;
}

}  // namespace wtsconform
