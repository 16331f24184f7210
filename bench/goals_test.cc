#include "bench/goals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "reports/formats/benchmarks.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Goal AtMost(double limit, double stretch, std::string counter = "op") {
  Goal goal;
  goal.name = "a goal";
  goal.measure = {"pair"};
  goal.over = {kFloorPair};
  goal.counter = std::move(counter);
  goal.anchor = kFloorPair;
  goal.limit = limit;
  goal.stretch = stretch;
  return goal;
}

Slices Measured(std::vector<double> pair, std::vector<double> floor) {
  return {{"pair", {{"op", std::move(pair)}}}, {kFloorPair, {{"op", std::move(floor)}}}};
}

TEST(Goals, AreMetByMinimumAndMean) {
  const Goal goal = AtMost(2, 1.5);
  EXPECT_EQ(JudgeGoal(goal, Measured({7, 7}, {5, 5})).verdict, GoalVerdict::kStretch);
  EXPECT_EQ(JudgeGoal(goal, Measured({9, 9}, {5, 5})).verdict, GoalVerdict::kMet);
  EXPECT_EQ(JudgeGoal(goal, Measured({10.9, 10.9}, {5, 5})).verdict, GoalVerdict::kMet)
      << "10 % are allowed for noise";
  EXPECT_EQ(JudgeGoal(goal, Measured({12, 12}, {5, 5})).verdict, GoalVerdict::kMissed);
  EXPECT_EQ(JudgeGoal(goal, Measured({12, 30}, {5, 5})).verdict, GoalVerdict::kMissed);
}

TEST(Goals, RunsThatDisagreeDecideNothing) {
  const GoalResult result = JudgeGoal(AtMost(2, 1.5), Measured({9, 30}, {5, 5}));
  EXPECT_EQ(result.verdict, GoalVerdict::kInconclusive) << "the minimum alone does not do";
  EXPECT_EQ(GoalVerdictText(result), "inconclusive: the runs disagree");
  Goal least = AtMost(0.9, 0.97);
  least.is_least = true;
  EXPECT_EQ(JudgeGoal(least, Measured({5, 4}, {5, 5})).verdict, GoalVerdict::kInconclusive);
}

TEST(Goals, OfABusyMachineNothingFollows) {
  const Goal goal = AtMost(2, 1.5);
  EXPECT_EQ(JudgeGoal(goal, Measured({12, 40}, {5, 10})).verdict, GoalVerdict::kInconclusive);
  EXPECT_EQ(JudgeGoal(goal, Measured({7, 14}, {5, 10})).verdict, GoalVerdict::kStretch);
}

TEST(Goals, CountsAreExact) {
  Goal goal = AtMost(1.02, 1.01, "locked");
  goal.over.clear();
  const auto counted = [](double count) {
    return Slices{{"pair", {{"locked", {count}}}}, {kFloorPair, {{"op", {5, 50}}}}};
  };
  EXPECT_EQ(JudgeGoal(goal, counted(1)).verdict, GoalVerdict::kStretch);
  EXPECT_EQ(JudgeGoal(goal, counted(1.05)).verdict, GoalVerdict::kMissed)
      << "even on a busy machine";
}

TEST(Goals, AnEfficiencyIsAtLeast) {
  Goal goal = AtMost(0.9, 0.97);
  goal.is_least = true;
  EXPECT_EQ(JudgeGoal(goal, Measured({5, 5}, {5, 5})).verdict, GoalVerdict::kStretch);
  EXPECT_EQ(JudgeGoal(goal, Measured({2, 2}, {5, 5})).verdict, GoalVerdict::kMissed);
}

TEST(Goals, WhatWasNotMeasuredIsNotMet) {
  const Goal goal = AtMost(2, 1.5);
  EXPECT_EQ(JudgeGoal(goal, {}).verdict, GoalVerdict::kUnmeasured);
  EXPECT_EQ(JudgeGoal(goal, Measured({7}, {0})).verdict, GoalVerdict::kUnmeasured);
  EXPECT_THAT(ShowGoals(JudgeGoals({goal}, {})), HasSubstr("not measured"));
  EXPECT_FALSE(Any(JudgeGoals({goal}, {}), GoalVerdict::kMissed));
  EXPECT_TRUE(Any(JudgeGoals({goal}, Measured({70}, {5})), GoalVerdict::kMissed));
}

TEST(Goals, GoIntoTheFileOfResults) {
  Goal count = AtMost(1.02, 1.01, "locked");
  count.name = "a \"count\"";
  const std::string json =
      GoalsJson(JudgeGoals({AtMost(2, 1.5), count}, Measured({12, 40}, {5, 10})));
  EXPECT_THAT(json,
              AllOf(HasSubstr(R"("at_most": 2.0)"), HasSubstr(R"("minimum": 2.4)"),
                    HasSubstr(R"("verdict": "inconclusive")"), HasSubstr(R"("disturbance": 0.5)")));
  EXPECT_THAT(json, AllOf(HasSubstr(R"("a \"count\"")"), HasSubstr(R"("verdict": "unmeasured")")));
}

TEST(Goals, TheTableOfTheProgramIsWellFormed) {
  std::set<std::string> names;
  for (const Goal& goal : TheGoals()) {
    EXPECT_TRUE(names.insert(goal.name).second) << goal.name << " is there twice";
    const bool is_harder = goal.is_least ? goal.stretch >= goal.limit : goal.stretch <= goal.limit;
    EXPECT_TRUE(is_harder) << goal.name;
  }
}

std::string Refusal(const std::string& toml) {
  try {
    ReadGoals(toml, "goals.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Goals, ABadTableIsRefused) {
  EXPECT_THAT(Refusal(""), HasSubstr("no goal"));
  const std::string start = "[[goal]]\nname = \"x\"\nmeasure = [\"p\"]\nstretch = \"1\"\n";
  EXPECT_EQ(Refusal(start + "at_most = \"2\"\n"), "");
  EXPECT_THAT(Refusal(start), HasSubstr("at_least"));
  EXPECT_THAT(Refusal(start + "at_most = \"2\"\nat_least = \"2\"\n"), HasSubstr("one of"));
  EXPECT_THAT(Refusal(start + "at_most = \"fast\"\n"), HasSubstr("goals.toml:5"));
  EXPECT_THAT(Refusal(start + "at_most = \"2\"\nunit = \"s\"\n"), HasSubstr("unit"));
}

}  // namespace
}  // namespace wtsconform
