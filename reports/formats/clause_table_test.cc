#include "reports/formats/clause_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using testing::Joined;
using testing::Listed;
using testing::Record;
using testing::Records;
using testing::ResultsOf;

TEST(CountByClause, SortsAsTheDocumentationDoes) {
  std::vector<CaseRecord> cases;
  for (const char* clause : {"GUIDE-1", "GAP-05", "PARITY-1", "BUFFER-1", "ZULU-1", "WAIT-1",
                             "USE-2", "CLOSE-10", "CLOSE-6", "EX-1", "OPEN-4", "ALPHA"}) {
    cases.push_back(Record(clause, clause, Verdict::kPass));
  }
  cases.push_back(Record("o", "OPEN-1", Verdict::kObserved, "observed"));
  cases.push_back(Record("r", "OPEN-1", Verdict::kPass, "robustness"));
  std::vector<std::string> order;
  for (const ClauseRow& row : CountByClause({ResultsOf("mock", cases)}).rows) {
    order.push_back(row.level.substr(0, 3) + " " + row.clause);
  }
  EXPECT_THAT(order,
              ElementsAre("req OPEN-4", "req EX-1", "req CLOSE-6", "req CLOSE-10", "req USE-2",
                          "req WAIT-1", "req BUFFER-1", "req PARITY-1", "req GAP-05", "req GUIDE-1",
                          "req ALPHA", "req ZULU-1", "rob OPEN-1", "obs OPEN-1"));
}

TEST(CountByClause, CountsCasesAndFailures) {
  const ClauseTable table = CountByClause(
      {ResultsOf("wine", Joined({Records(3, "OPEN-4", Verdict::kPass),
                                 Records(2, "OPEN-4", Verdict::kDeviation),
                                 {Listed(Record("x", "OPEN-4", Verdict::kDeviation))}})),
       ResultsOf("mock", Records(1, "EX-1", Verdict::kPass))});
  ASSERT_EQ(table.rows.size(), 2u);
  const ClauseCell& open = table.rows[0].cells[0];
  EXPECT_EQ(open.Cases(), 6);
  EXPECT_EQ(open.Failures(), 2);
  EXPECT_EQ(open.tallies.at(Verdict::kDeviation).cases, 3);
  EXPECT_TRUE(table.rows[0].cells[1].tallies.empty());
}

TEST(CountByClause, TellsNamesakesApartByVersion) {
  Results newer = ResultsOf("wine", {});
  newer.implementation.version = "9.0";
  EXPECT_THAT(CountByClause({ResultsOf("wine", {}), newer, ResultsOf("mock", {})}).names,
              ElementsAre("wine 1.0", "wine 9.0", "mock"));
}

TEST(ClauseCell, ShowsTheWorstProblemFirstAndADecisionBeforeNone) {
  const auto worst = [](std::vector<Verdict> verdicts) {
    ClauseCell cell;
    for (const Verdict verdict : verdicts) cell.tallies[verdict].cases = 1;
    return cell.Worst();
  };
  EXPECT_EQ(worst(AllVerdicts()), Verdict::kHarnessError);
  EXPECT_EQ(worst({Verdict::kDeviation, Verdict::kCrash, Verdict::kHang}), Verdict::kCrash);
  EXPECT_EQ(worst({Verdict::kPass, Verdict::kDeviation}), Verdict::kDeviation);
  EXPECT_EQ(worst({Verdict::kPass, Verdict::kUntestable}), Verdict::kPass);
  EXPECT_EQ(worst({Verdict::kUnsupported, Verdict::kUntestable}), Verdict::kUntestable);
}

}  // namespace
}  // namespace wtsconform
