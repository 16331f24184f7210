// The random walks of the embedded tables against libraries in front of the mock (testlibs/).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/tests/weather.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A world that stands still may be compared with itself.
Profile InAChangingWorld(const std::string& weather) {
  Profile profile = Weather(weather);
  profile.fixed_world = false;
  return profile;
}

// The numbers of steps that the first failed walk says are enough: "" where none does.
std::string EnoughOf(const std::vector<CaseRecord>& records) {
  for (const CaseRecord& each : records) {
    const std::size_t at = each.detail.find("wtsconform explain '" + each.id + "=");
    if (at == each.detail.npos) continue;
    const std::size_t from = each.detail.find('=', at);
    return each.id + each.detail.substr(from, each.detail.find('\'', from) - from);
  }
  return "";
}

TEST(WalksTest, ALimitIsPermitted) {
  EXPECT_THAT(Accusations(RunMatching(Weather("two"), {"walks/*/?0*", "walks/*/?5*"})), IsEmpty());
}

TEST(WalksTest, AnOpenThatFailsSoonAfterACloseIsPermitted) {
  EXPECT_THAT(Accusations(RunMatching(Weather("rests"), {"walks/opens/6*", "walks/forms/28*"})),
              IsEmpty());
}

TEST(WalksTest, OpensThatFailNowAndThenAreNotTheSame) {
  EXPECT_THAT(Accusations(RunMatching(Weather("crowded"), {"walks/opens/7*", "walks/closed/1*"})),
              IsEmpty());
}

TEST(WalksTest, WhatChangesByItselfIsNotHeldAgainstIt) {
  EXPECT_THAT(Accusations(RunMatching(InAChangingWorld("flips"),
                                      {"walks/open/13*", "walks/forms/29*", "parity/texts/*",
                                       "ex/like-the-plain-opener/*", "walks/current*"})),
              IsEmpty());
}

// Of the mock with a defect: more worked at once before, so it is no limit, and it is so each time.
TEST(WalksTest, AnOpenThatFailsAmongFewIsADeviation) {
  const auto records = RunMatching(MockWith("ex-fails-among-plain"), {"walks/opens/*"});
  EXPECT_THAT(records, Contains(AllOf(
                           Field(&CaseRecord::verdict, Verdict::kDeviation),
                           Field(&CaseRecord::detail, HasSubstr("in 16 of 16 fresh processes")))));
}

TEST(WalksTest, AHandleThatKeepsShowingLessIsADeviation) {
  const auto records =
      RunMatching(InAChangingWorld("narrow"), {"ex/like-the-plain-opener/*/WTSEnumerateSessions?"});
  ASSERT_THAT(records, Not(IsEmpty()));
  EXPECT_THAT(records, Each(Field(&CaseRecord::signature, "another answer")));
}

TEST(WalksTest, AnotherServersAnswerOnCurrentIsADeviation) {
  const auto records =
      RunMatching(InAChangingWorld("mistaken"), {"walks/current-among-two-servers/*"});
  EXPECT_THAT(records, Contains(Field(&CaseRecord::signature, "the answer of another server")));
}

// The steps that a failed walk names are a case that fails in the same way, and none is too many.
TEST(WalksTest, AFailedWalkNamesTheStepsThatItTakes) {
  const auto records = RunMatching(MockWith("full-table-takes-first"), {"walks/servers/*"});
  const std::string enough = EnoughOf(records);
  ASSERT_THAT(enough, HasSubstr("=")) << Accusations(records).size();
  const std::size_t mark = enough.find('=');
  const Case part = TheSuite().Find(enough.substr(0, mark))->Part(enough.substr(mark + 1));
  // The other server's answer, 16 handles, and the one that is judged with its call.
  EXPECT_LE(part.steps().size(), 19u);
  const RunOptions options;
  const Profile profile = MockWith("full-table-takes-first");
  const auto again =
      RunCases(TheSuite(), {&part}, profile, ProbeLibrary(TheSuite(), profile, options), options,
               [](std::size_t, const CaseRecord&) {});
  EXPECT_EQ(again.at(0).verdict, Verdict::kDeviation) << again.at(0).detail;
}

}  // namespace
}  // namespace wtsconform
