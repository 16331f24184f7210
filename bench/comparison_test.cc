#include "bench/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using testing::SizeIs;

TEST(Comparison, IsOfWhatBothSidesRanTwice) {
  const Runs before{"", "old", {{{"pair", 2}, {"only", 1}}, {{"pair", 2}, {"only", 1}}}};
  const Runs after{"", "new", {{{"pair", 4}, {"once", 1}}, {{"pair", 4}}}};
  const auto all = CompareRuns(before, after);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].name, "pair");
  EXPECT_DOUBLE_EQ(all[0].estimate, 1);
  EXPECT_EQ(CountDifferent(all), 1);
  EXPECT_EQ(CountDifferent(CompareRuns(before, before)), 0);
}

TEST(Figures, AreOfWhatRanTwice) {
  const auto figures = FiguresOf({"", "x", {{{"pair", 2}, {"once", 1}}, {{"pair", 2}}}});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_NEAR(figures.at("pair").estimate, 2, 1e-9);
}

}  // namespace
}  // namespace wtsconform
