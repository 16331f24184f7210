#include "reports/summary/diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Listed;
using ::testing::Not;
using testing::Record;
using testing::ResultsOf;
using ::testing::SizeIs;

struct Step {
  Verdict before;
  Verdict after;
  Change change;
  bool is_regression;
};

TEST(Diff, TellsBetterFromWorse) {
  for (const Step& step : {Step{Verdict::kPass, Verdict::kDeviation, Change::kWorse, true},
                           Step{Verdict::kPass, Verdict::kUntestable, Change::kWorse, true},
                           Step{Verdict::kUntestable, Verdict::kCrash, Change::kWorse, true},
                           Step{Verdict::kDeviation, Verdict::kPass, Change::kBetter, false},
                           Step{Verdict::kInconclusive, Verdict::kPass, Change::kBetter, false},
                           Step{Verdict::kDeviation, Verdict::kUntestable, Change::kChanged, false},
                           Step{Verdict::kDeviation, Verdict::kCrash, Change::kChanged, false}}) {
    const Results before = ResultsOf("a", {Record("x", "OPEN-1", step.before)});
    const Results after = ResultsOf("a", {Record("x", "OPEN-1", step.after)});
    const std::vector<CaseChange> changes = Compare(before, after);
    ASSERT_THAT(changes, SizeIs(1)) << VerdictName(step.before) << VerdictName(step.after);
    EXPECT_EQ(changes[0].change, step.change)
        << VerdictName(step.before) << VerdictName(step.after);
    EXPECT_EQ(IsRegression(changes[0]), step.is_regression)
        << VerdictName(step.before) << VerdictName(step.after);
  }
}

TEST(Diff, SaysNothingOfWhatIsTheSame) {
  Results before = testing::EveryVerdict();
  Results after = before;
  for (CaseRecord& record : after.cases) {
    record.seconds = 7;
    record.trace = {"another address"};
  }
  EXPECT_THAT(Compare(before, after), IsEmpty());
  EXPECT_THAT(ToMarkdown({}, before, after), HasSubstr("No case changed."));
}

TEST(Diff, FindsWhatIsNewAndGone) {
  const Results before = ResultsOf(
      "a", {Record("x", "OPEN-1", Verdict::kPass), Record("y", "OPEN-1", Verdict::kDeviation)});
  const Results after = ResultsOf(
      "a", {Record("z", "OPEN-1", Verdict::kPass), Record("v", "OPEN-1", Verdict::kDeviation)});
  const std::vector<CaseChange> changes = Compare(before, after);
  ASSERT_THAT(changes, SizeIs(4));
  EXPECT_EQ(changes[0].change, Change::kNew);
  EXPECT_FALSE(IsRegression(changes[0]));
  EXPECT_TRUE(IsRegression(changes[1])) << "a new deviation";
  EXPECT_EQ(changes[2].change, Change::kGone);
  EXPECT_TRUE(IsRegression(changes[2])) << "a case that passed is gone";
  EXPECT_FALSE(IsRegression(changes[3]));
}

TEST(Diff, OfTheOtherLevelsIsNoRegression) {
  const Results before = ResultsOf("a", {Record("x", "GAP-1", Verdict::kPass, "robustness")});
  for (const Verdict verdict : {Verdict::kCrash, Verdict::kUntestable}) {
    const Results after = ResultsOf("a", {Record("x", "GAP-1", verdict, "robustness")});
    EXPECT_FALSE(IsRegression(Compare(before, after).at(0)));
  }
  const Results failed =
      ResultsOf("a", {Record("x", "GAP-1", Verdict::kHarnessError, "robustness")});
  EXPECT_TRUE(IsRegression(Compare(before, failed).at(0)));
}

TEST(Diff, WhatIsListedIsWorseButNoRegression) {
  const Results before = ResultsOf("a", {Record("x", "OPEN-1", Verdict::kPass)});
  const Results after = ResultsOf("a", {Listed(Record("x", "OPEN-1", Verdict::kDeviation))});
  const std::vector<CaseChange> changes = Compare(before, after);
  EXPECT_EQ(changes.at(0).change, Change::kWorse);
  EXPECT_FALSE(IsRegression(changes.at(0)));
}

TEST(Diff, GroupsWhatChangedInTheSameWay) {
  const Results before =
      ResultsOf("a", testing::Joined({testing::Records(2, "OPEN-1", Verdict::kPass),
                                      testing::Records(2, "OPEN-2", Verdict::kCrash)}));
  Results after = before;
  after.cases[0].verdict = Verdict::kCrash;
  after.cases[1].verdict = Verdict::kDeviation;
  after.cases[2].verdict = Verdict::kPass;
  after.cases[3].verdict = Verdict::kPass;
  const std::vector<CaseChange> changes = Compare(before, after);
  std::vector<std::string> groups;
  for (const ChangeGroup& each : GroupsOf(changes)) {
    groups.push_back(TitleOf(each.First().change) + (" " + std::to_string(each.cases.size())));
  }
  EXPECT_THAT(groups, ElementsAre("Worse 1", "Worse 1", "Better 2"));
}

TEST(Diff, ReadsAsMarkdown) {
  Results before = ResultsOf("a|b", testing::Records(5, "OPEN-1", Verdict::kPass));
  Results after = before;
  for (CaseRecord& record : after.cases) {
    record.verdict = Verdict::kCrash;
    record.signature = "SIGSEGV in <F>";
  }
  const std::string text = ToMarkdown(Compare(before, after), before, after);
  EXPECT_THAT(text, AllOf(HasSubstr("### Worse: 5"), HasSubstr("a\\|b 1.0"),
                          HasSubstr("**pass** → **crash!** (SIGSEGV in &lt;F&gt;), 5 cases"),
                          HasSubstr("and 2 more"), Not(HasSubstr("### Better"))));
}

}  // namespace
}  // namespace wtsconform
