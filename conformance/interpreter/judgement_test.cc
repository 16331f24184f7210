#include "conformance/interpreter/judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>

namespace wtsconform {
namespace {

using ::testing::HasSubstr;

// What `decide` throws.
std::optional<Decision> DecisionOf(const std::function<void()>& decide) {
  try {
    decide();
  } catch (const Decision& decision) {
    return decision;
  }
  return std::nullopt;
}

TEST(Judgement, ABrokenRequirementIsADeviation) {
  const Judgement judgement(Level::kRequired);
  const auto decision = DecisionOf([&] { judgement.Broken("s", "works", "fails"); });
  ASSERT_TRUE(decision);
  EXPECT_EQ(decision->verdict, Verdict::kDeviation);
  EXPECT_EQ(decision->signature, "s");
  EXPECT_EQ(decision->wanted, "works");
  EXPECT_EQ(decision->detail, "fails");
}

TEST(Judgement, InARobustnessCaseItIsHarm) {
  const Judgement judgement(Level::kRobustness);
  EXPECT_EQ(DecisionOf([&] { judgement.Broken("s", "a", "b"); })->verdict, Verdict::kHarm);
}

TEST(Judgement, WhatCannotBeDecidedIsNeverAnAccusation) {
  const auto untestable = DecisionOf([] { Judgement::Untestable("no server"); });
  EXPECT_EQ(untestable->verdict, Verdict::kUntestable);
  EXPECT_EQ(untestable->signature, "");
  EXPECT_EQ(untestable->detail, "no server");
  EXPECT_EQ(untestable->wanted, "");
  EXPECT_EQ(DecisionOf([] { Judgement::Inconclusive("too few"); })->verdict,
            Verdict::kInconclusive);
}

TEST(Judgement, ACaseThatShowedNothingDoesNotPass) {
  for (const Level level : {Level::kRequired, Level::kRobustness, Level::kObserved}) {
    const Decision decision = Judgement(level).AtEnd();
    EXPECT_EQ(decision.verdict, Verdict::kUntestable) << LevelName(level);
  }
  EXPECT_NE(Judgement(Level::kRequired).AtEnd().detail, "");
}

TEST(Judgement, OneDecisiveCallMakesAPass) {
  Judgement judgement(Level::kRequired);
  judgement.NotDecided("not this one");
  judgement.Decisive(false);
  const Decision decision = judgement.AtEnd();
  EXPECT_EQ(decision.verdict, Verdict::kPass);
  EXPECT_EQ(decision.signature, "");
}

// A case about failures is not passed by the successes that it makes besides.
TEST(Judgement, WhereFailuresAreAskedForOnlyFailuresDecide) {
  Judgement judgement(Level::kRequired);
  judgement.WantsFailure();
  judgement.Decisive(false);
  judgement.Decisive(false);
  EXPECT_EQ(judgement.AtEnd().verdict, Verdict::kUntestable);
  judgement.Decisive(true);
  EXPECT_EQ(judgement.AtEnd().verdict, Verdict::kPass);
}

TEST(Judgement, TheFirstReasonCounts) {
  Judgement judgement(Level::kRequired);
  judgement.NotDecided("first");
  judgement.NotDecided("second");
  EXPECT_EQ(judgement.AtEnd().detail, "first");
}

TEST(Judgement, NotesStandBesideEveryVerdictOnce) {
  Judgement judgement(Level::kRobustness);
  judgement.Note("scaled to 300");
  judgement.Note("scaled to 300");
  EXPECT_EQ(DecisionOf([&] { judgement.Broken("s", "a", "b"); })->detail, "b; scaled to 300");
  judgement.Decisive(false);
  EXPECT_EQ(judgement.AtEnd().detail, "scaled to 300");
}

TEST(Judgement, WhatIsObservedIsRecordedAndNeverJudged) {
  Judgement judgement(Level::kObserved);
  judgement.Observe("NULL");
  judgement.Observe("last error 6");
  judgement.WantsFailure();
  const Decision decision = judgement.AtEnd();
  EXPECT_EQ(decision.verdict, Verdict::kObserved);
  EXPECT_EQ(decision.signature, "NULL; last error 6");
  EXPECT_THAT(decision.detail, HasSubstr("NULL; last error 6"));
}

TEST(Judgement, AnObservedCaseThatSawNothingSaysWhy) {
  Judgement judgement(Level::kObserved);
  judgement.NotDecided("the open returned NULL");
  const Decision decision = judgement.AtEnd();
  EXPECT_EQ(decision.verdict, Verdict::kUntestable);
  EXPECT_EQ(decision.detail, "the open returned NULL");
}

}  // namespace
}  // namespace wtsconform
