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

std::vector<std::string> Order(const std::vector<CaseRecord>& cases, const ClauseNotes& notes) {
  std::vector<std::string> order;
  for (const ClauseRow& row : CountByClause({ResultsOf("mock", cases)}, notes).rows) {
    order.push_back(row.level.substr(0, 3) + " " + row.clause);
  }
  return order;
}

TEST(CountByClause, SortsByLevelAndThenAsTheTableOfClausesDoes) {
  std::vector<CaseRecord> cases;
  for (const char* clause : {"USE-10", "USE-9", "CLOSE-6", "OPEN-4"}) {
    cases.push_back(Record(clause, clause, Verdict::kPass));
  }
  cases.push_back(Record("o", "OPEN-1", Verdict::kObserved, "observed"));
  cases.push_back(Record("r", "OPEN-1", Verdict::kPass, "robustness"));
  const ClauseNotes notes = {{"OPEN-4", {"", "", 0}}, {"CLOSE-6", {"", "", 7}}};
  EXPECT_THAT(Order(cases, notes), ElementsAre("req OPEN-4", "req CLOSE-6", "req USE-9",
                                               "req USE-10", "rob OPEN-1", "obs OPEN-1"))
      << "those that it does not know at the end";
}

TEST(CountByClause, CountsCasesAndFailures) {
  const ClauseTable table = CountByClause(
      {ResultsOf("wine", Joined({Records(3, "OPEN-4", Verdict::kPass),
                                 Records(2, "OPEN-4", Verdict::kDeviation),
                                 {Listed(Record("x", "OPEN-4", Verdict::kDeviation))}})),
       ResultsOf("mock", Records(1, "EX-1", Verdict::kPass))},
      {{"OPEN-4", {}}});
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
  EXPECT_THAT(CountByClause({ResultsOf("wine", {}), newer, ResultsOf("mock", {})}, {}).names,
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
