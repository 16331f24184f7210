#include "reports/formats/undecided.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Record;
using testing::ResultsOf;

CaseRecord RecordWith(const std::string& id, Verdict verdict, const std::string& detail) {
  CaseRecord record = Record(id, "USE-1", verdict);
  record.detail = detail;
  return record;
}

TEST(UndecidedOf, NamesEachReasonOnceThatOfMostCasesFirst) {
  const Results results = ResultsOf(
      "x", {RecordWith("a", Verdict::kUntestable, "the control failed: F on h returned 0"),
            RecordWith("b", Verdict::kUntestable, "the server does not answer"),
            RecordWith("c", Verdict::kUntestable, "the control failed: F on g returned 0"),
            RecordWith("d", Verdict::kUnsupported, "G is not exported"),
            RecordWith("e", Verdict::kInconclusive, "slow"), RecordWith("f", Verdict::kPass, "")});
  const UndecidedCases undecided = UndecidedOf(results);
  EXPECT_EQ(undecided.Cases(), 5u);
  EXPECT_THAT(UndecidedLines(undecided, 9),
              ElementsAre("1 case: not exported: G", "2 cases: the control failed: F",
                          "1 case: the server does not answer", "inconclusive: e: slow"));
  EXPECT_THAT(
      UndecidedLines(undecided, 0),
      ElementsAre("1 case: not exported: G", "3 cases: 2 other reasons", "inconclusive: e: slow"));
}

TEST(UndecidedOf, IsNothingWhereAllIsDecided) {
  const Results results = ResultsOf("x", {RecordWith("f", Verdict::kPass, "")});
  EXPECT_EQ(UndecidedOf(results).Cases(), 0u);
  EXPECT_THAT(UndecidedLines(UndecidedOf(results), 9), IsEmpty());
}

}  // namespace
}  // namespace wtsconform
