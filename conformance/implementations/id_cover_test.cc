#include "conformance/implementations/id_cover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kIds = {"c/a/X/1", "c/a/X/2", "c/a/Y/1", "c/a/Y/2",
                                       "c/b/X",   "c/b/Y",   "d/only"};

TEST(PatternsFor, AFolderThatIsMeantAsAWholeIsOnePattern) {
  EXPECT_THAT(PatternsFor({"c/a/X/1", "c/a/X/2", "c/a/Y/1", "c/a/Y/2"}, kIds),
              ElementsAre("c/a/*"));
  EXPECT_THAT(PatternsFor({"c/a/X/1", "c/a/X/2", "c/b/X"}, kIds), ElementsAre("c/a/X/*", "c/b/X"));
}

TEST(PatternsFor, APartInTheMiddleCanStayOpen) {
  EXPECT_THAT(PatternsFor({"c/a/X/2", "c/a/Y/2"}, kIds), ElementsAre("c/a/*/2"));
}

TEST(PatternsFor, OneCaseIsItsId) {
  EXPECT_THAT(PatternsFor({"d/only"}, kIds), ElementsAre("d/only"));
  EXPECT_THAT(PatternsFor({"c/a/X/1", "c/b/Y"}, kIds), ElementsAre("c/a/X/1", "c/b/Y"));
}

TEST(PatternsFor, NothingNeedsNone) { EXPECT_THAT(PatternsFor({}, kIds), IsEmpty()); }

}  // namespace
}  // namespace wtsconform
