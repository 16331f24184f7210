#include "conformance/interpreter/slope.h"

#include <gtest/gtest.h>

#include <random>

namespace wtsconform {
namespace {

std::vector<double> UpTo(int count) {
  std::vector<double> x;
  for (int i = 0; i < count; ++i) x.push_back(i);
  return x;
}

TEST(Slope, AStraightLineHasNoMargin) {
  const std::vector<double> x = UpTo(10);
  std::vector<double> y;
  for (const double each : x) y.push_back(7 + 2.5 * each);
  const Slope slope = FitSlope(x, y);
  EXPECT_NEAR(slope.value, 2.5, 1e-12);
  EXPECT_NEAR(slope.low, 2.5, 1e-9);
  EXPECT_NEAR(slope.high, 2.5, 1e-9);
}

TEST(Slope, AConstantDoesNotGrow) {
  const Slope slope = FitSlope(UpTo(10), std::vector<double>(10, 42));
  EXPECT_EQ(slope.value, 0);
  EXPECT_EQ(slope.low, 0);
  EXPECT_EQ(slope.high, 0);
}

TEST(Slope, FallingIsNegative) { EXPECT_LT(FitSlope({0, 1, 2}, {5, 4, 3}).high, 0); }

// Worked by hand: the mean of y is 3, slope 1, residuals 0.5, -1, 0.5 over two degrees less.
TEST(Slope, TheMarginFollowsTheResiduals) {
  const Slope slope = FitSlope({0, 1, 2}, {2.5, 2, 4.5});
  EXPECT_DOUBLE_EQ(slope.value, 1);
  EXPECT_DOUBLE_EQ(slope.high - slope.value, 2.1 * std::sqrt(1.5 / 1 / 2));
  EXPECT_DOUBLE_EQ(slope.value - slope.low, slope.high - slope.value);
}

// A cache that fills once, before or early in the measurement, is no growth per pair.
TEST(Slope, AStepAtTheBeginningDoesNotCountAsGrowth) {
  std::vector<double> y(21, 1000);
  y[0] = 0;
  EXPECT_LT(FitSlope(UpTo(21), y).low, 50 * 0.5);
}

TEST(Slope, NoiseWithoutTrendHoldsZero) {
  std::mt19937 random(1);
  std::vector<double> y;
  for (int i = 0; i < 21; ++i) y.push_back(static_cast<double>(random() % 1000));
  const Slope slope = FitSlope(UpTo(21), y);
  EXPECT_LT(slope.low, 0);
  EXPECT_GT(slope.high, 0);
}

TEST(Slope, ATrendUnderNoiseIsSeen) {
  std::mt19937 random(2);
  std::vector<double> y;
  for (int i = 0; i < 21; ++i) y.push_back(100.0 * i + static_cast<double>(random() % 100));
  const Slope slope = FitSlope(UpTo(21), y);
  EXPECT_GT(slope.low, 90);
  EXPECT_LT(slope.high, 110);
}

}  // namespace
}  // namespace wtsconform
