#include "bench/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace wtsconform {
namespace {

TEST(Statistics, TheTrimmedMeanForgetsTheExtremes) {
  std::vector<double> values(18, 2.0);
  values.push_back(0.001);
  values.push_back(1000);
  EXPECT_DOUBLE_EQ(TrimmedMean(values), 2);
  EXPECT_DOUBLE_EQ(Minimum(values), 0.001);
  EXPECT_DOUBLE_EQ(TrimmedMean({4}), 4);
}

TEST(Statistics, WhatIsClearIsCalledSo) {
  const std::vector<double> before = {10, 10.1, 9.9, 10, 10.05};
  EXPECT_EQ(Judge(Compare(before, {12, 12.1, 11.9, 12, 12.05})), SpeedFinding::kSlower);
  EXPECT_EQ(Judge(Compare(before, {8, 8.1, 7.9, 8, 8.05})), SpeedFinding::kFaster);
  EXPECT_EQ(Judge(Compare(before, {10, 10.1, 9.9, 10, 10.04})), SpeedFinding::kSame);
  EXPECT_NEAR(Compare(before, {20, 20.2, 19.8, 20, 20.1}).estimate, 1, 1e-9);
}

TEST(Statistics, WhatIsNotClearIsInconclusive) {
  EXPECT_EQ(Judge(Compare({10, 14, 9, 11, 13}, {11, 15, 9, 12, 13})), SpeedFinding::kInconclusive);
  EXPECT_EQ(Judge(Compare({10, 10}, {14, 11})), SpeedFinding::kInconclusive);
}

TEST(Statistics, ValuesWithoutAnySpreadAreCompared) {
  EXPECT_EQ(Judge(Compare({10, 10, 10}, {10, 10, 10})), SpeedFinding::kSame);
  EXPECT_EQ(Judge(Compare({10, 10, 10}, {12, 12, 12})), SpeedFinding::kSlower);
}

// Noise as on a shared machine: some runs are slow as a whole.
std::vector<double> Runs(std::mt19937& random, double spread) {
  std::normal_distribution<double> noise(0, spread);
  std::bernoulli_distribution is_slow(0.1);
  std::vector<double> runs;
  for (int i = 0; i < 7; ++i) runs.push_back(10 * std::exp(noise(random) + 0.2 * is_slow(random)));
  return runs;
}

TEST(Statistics, OfComparisonsWithItselfFewAreCalledDifferent) {
  std::mt19937 random(1);
  for (const double spread : {0.01, 0.05, 0.2}) {
    int different = 0;
    constexpr int kComparisons = 2000;
    for (int i = 0; i < kComparisons; ++i) {
      const SpeedFinding finding = Judge(Compare(Runs(random, spread), Runs(random, spread)));
      if (finding == SpeedFinding::kFaster || finding == SpeedFinding::kSlower) ++different;
    }
    EXPECT_LE(different, kComparisons * 2 / 100) << "spread " << spread;
  }
}

TEST(MeanOf, HasAnIntervalThatMoreRunsNarrow) {
  const Figure two = MeanOf({1, 1.1});
  EXPECT_NEAR(two.estimate, 1.0488, 1e-4) << "the geometric mean";
  const Figure many = MeanOf({1, 1.1, 1, 1.1, 1, 1.1, 1, 1.1});
  EXPECT_LT(many.high - many.low, two.high - two.low);
  EXPECT_TRUE(many.low < many.estimate && many.estimate < many.high);
  EXPECT_EQ(MeanOf({3, 3}).low, MeanOf({3, 3}).high);
}

}  // namespace
}  // namespace wtsconform
