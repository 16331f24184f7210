#include "reports/summary/matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using testing::Joined;
using testing::Listed;
using ::testing::Not;
using testing::Record;
using testing::Records;
using testing::ResultsOf;

// Rows come in the order of the table, not of the alphabet.
const ClauseNotes kNotes = {
    {"OPEN-4", {"", "", 0}}, {"EX-2", {"", "", 1}}, {"CLOSE-6", {"", "", 2}}};

std::vector<Results> Three() {
  return {ResultsOf("mock", Joined({Records(40, "OPEN-4", Verdict::kPass),
                                    Records(12, "CLOSE-6", Verdict::kPass),
                                    Records(2, "GAP-01", Verdict::kPass, "robustness"),
                                    Records(1, "GAP-05", Verdict::kObserved, "observed")})),
          ResultsOf("winpr", Joined({Records(36, "OPEN-4", Verdict::kPass),
                                     Records(4, "OPEN-4", Verdict::kDeviation),
                                     Records(12, "CLOSE-6", Verdict::kUntestable),
                                     Records(2, "EX-2", Verdict::kUntestable)})),
          ResultsOf("wine", Joined({Listed(Records(40, "OPEN-4", Verdict::kDeviation)),
                                    Listed(Records(2, "CLOSE-6", Verdict::kCrash)),
                                    Records(10, "CLOSE-6", Verdict::kPass),
                                    Records(2, "EX-2", Verdict::kUntestable),
                                    Records(1, "GAP-01", Verdict::kHarm, "robustness"),
                                    Records(1, "GAP-01", Verdict::kPass, "robustness"),
                                    Records(1, "GAP-05", Verdict::kObserved, "observed")}))};
}

TEST(ToMatrix, ShowsClausesByImplementations) {
  EXPECT_EQ(ToMatrix(Three(), kNotes, {}), R"(clause     mock     winpr          wine
required
  OPEN-4   pass 40  DEV 4/40!      DEV 40
  EX-2     -        untestable 2   untestable 2
  CLOSE-6  pass 12  untestable 12  CRASH 2/12
robustness (never counted against conformance)
  GAP-01   pass 2   -              HARM 1/2

! not listed as expected: the run fails

mock: conforms: 2 of 2 clauses pass.
winpr: deviates from OPEN-4!; no clause passes; 2 clauses could not be tested.
wine: crashes in CLOSE-6; deviates from OPEN-4; no clause passes; 1 clause could not be tested; robustness: does harm in GAP-01.
No implementation could be tested in EX-2.
)");
}

TEST(ToMatrix, ContinuesBelowWhatIsTooWide) {
  EXPECT_EQ(ToMatrix(Three(), kNotes, {.colour = false, .width = 40}), R"(clause     mock     winpr
required
  OPEN-4   pass 40  DEV 4/40!
  EX-2     -        untestable 2
  CLOSE-6  pass 12  untestable 12
robustness (never counted against conformance)
  GAP-01   pass 2   -

clause     wine
required
  OPEN-4   DEV 40
  EX-2     untestable 2
  CLOSE-6  CRASH 2/12
robustness (never counted against conformance)
  GAP-01   HARM 1/2

! not listed as expected: the run fails

mock: conforms: 2 of 2 clauses pass.
winpr: deviates from OPEN-4!; no
  clause passes; 2 clauses could not be
  tested.
wine: crashes in CLOSE-6; deviates
  from OPEN-4; no clause passes; 1
  clause could not be tested;
  robustness: does harm in GAP-01.
No implementation could be tested in
  EX-2.
)");
}

TEST(ToMatrix, ShowsAnObservedClauseOnlyWhereSomethingWentWrong) {
  const auto text = [](Verdict verdict) {
    return ToMatrix({ResultsOf("mock", Records(1, "GAP-05", verdict, "observed"))}, {}, {});
  };
  EXPECT_THAT(text(Verdict::kObserved), Not(HasSubstr("GAP-05")));
  EXPECT_THAT(text(Verdict::kCrash), HasSubstr("  GAP-05  CRASH 1\n"));
}

TEST(ToMatrix, ColoursOnlyWhenAsked) {
  const std::string text = ToMatrix(Three(), kNotes, {.colour = true, .width = 0});
  EXPECT_THAT(ToMatrix(Three(), kNotes, {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("\x1b[1;31mDEV 4/40!    \x1b[0m")) << "a failure is red";
  EXPECT_THAT(text, HasSubstr("\x1b[33mDEV 40\x1b[0m\n")) << "a listed deviation is not";
  EXPECT_THAT(text, HasSubstr("\x1b[32mpass 40\x1b[0m"));
}

TEST(ToMatrix, SaysThatNothingRan) {
  EXPECT_EQ(ToMatrix({}, {}, {}), "no case ran\n");
  EXPECT_EQ(ToMatrix({ResultsOf("mock", {})}, {}, {}), "no case ran\n");
}

TEST(ToMatrix, PassesNoEscapeSequenceOn) {
  EXPECT_THAT(ToMatrix({ResultsOf(testing::kHostile,
                                  {Record(testing::kHostile, testing::kHostile, Verdict::kPass)})},
                       {}, {}),
              Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace wtsconform
