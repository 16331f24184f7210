#include "conformance/runner/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/tests/test_cases.h"
#include "spec/loader/tables/embedded.h"

namespace wtsconform {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Reasons() {
  for (const EmbeddedFile& file : EmbeddedLists()) {
    if (file.name == "coverage.toml") return std::string(file.text);
  }
  return "";
}

const CoverageCell& Cell(const Coverage& coverage, const std::string& clause,
                         const std::string& opener, const std::string& consumer) {
  for (const CoverageCell& each : coverage.cells) {
    if (each.clause->id == clause && each.opener == opener && each.consumer == consumer)
      return each;
  }
  throw std::logic_error("no such cell");
}

TEST(CoverageTest, EachCellIsACaseOrAReason) {
  const auto reasons = ReadCoverageReasons(Reasons(), "coverage.toml");
  const Coverage coverage = CoverageOf(TheSuite(), reasons);
  EXPECT_THAT(coverage.problems, IsEmpty());
  const auto& tried = Cell(coverage, "CLOSE-6", "WTSOpenServerExW", "WTSEnumerateSessionsA");
  EXPECT_GT(tried.cases, 0);
  EXPECT_EQ(tried.reason, nullptr);
  const auto& not_tried = Cell(coverage, "OPEN-5", "WTSOpenServerA", "WTSEnumerateSessionsA");
  EXPECT_EQ(not_tried.cases, 0);
  ASSERT_NE(not_tried.reason, nullptr);
  EXPECT_THAT(not_tried.reason->why, HasSubstr("value alone"));
}

TEST(CoverageTest, AHoleIsAProblem) {
  const std::vector<CoverageReason> none;
  EXPECT_THAT(CoverageOf(TheSuite(), none).problems,
              Contains(HasSubstr("OPEN-5: no case and no reason for WTSOpenServerA with ")));
}

TEST(CoverageTest, AReasonThatNoCellNeedsIsAProblem) {
  const std::string stale = Reasons() + "\n[[reason]]\nclause = \"OPEN-5\"\nwhy = \"it rains\"\n";
  const auto reasons = ReadCoverageReasons(stale, "coverage.toml");
  EXPECT_THAT(CoverageOf(TheSuite(), reasons).problems,
              ::testing::ElementsAre(HasSubstr("no cell needs this reason: it rains")));
}

TEST(CoverageTest, RefusesWhatItDoesNotKnow) {
  EXPECT_THROW(ReadCoverageReasons("[[reason]]\nclause = \"A\"\nwhy = \"b\"\nbecause = 1\n", "f"),
               InputError);
  EXPECT_THROW(ReadCoverageReasons("[[reason]]\nwhy = \"b\"\n", "f"), InputError);
}

}  // namespace
}  // namespace wtsconform
