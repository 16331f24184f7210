// Cases of the embedded tables against libraries in front of the mock (testlibs/) that behave as
// real servers do: none of what they do may be held against them, and what is wrong is called by
// its name.
#include "conformance/tests/weather.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "conformance/platform/temporary_folder.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<std::string> NotPassed(const std::vector<CaseRecord>& records) {
  std::vector<std::string> ids;
  for (const CaseRecord& each : records) {
    if (each.verdict != Verdict::kPass) ids.push_back(each.id + ": " + each.detail);
  }
  return ids;
}

std::string Details(const std::vector<CaseRecord>& records) {
  std::string details;
  for (const CaseRecord& each : records) details += each.detail + "\n";
  return details;
}

// The verdicts of the records by clause.
std::map<std::string, std::map<Verdict, int>> Counts(const std::vector<CaseRecord>& records) {
  std::map<std::string, std::map<Verdict, int>> counts;
  for (const CaseRecord& each : records) ++counts[each.clause][each.verdict];
  return counts;
}

const std::vector<std::string> kUses = {"use/live-handle-works/WTSOpenServerW/*",
                                        "use/after-a-while/*", "siblings/same-server/*A/*",
                                        "open/failed-open-stays-useless/*"};

TEST(WeatherTest, ACallThatFailsNowAndThenIsRepeated) {
  EXPECT_THAT(NotPassed(RunMatching(Weather("busy"), kUses)), IsEmpty());
}

TEST(WeatherTest, AnOpenThatFailsNowAndThenIsRepeatedInOtherProcesses) {
  const auto records =
      RunMatching(Weather("crowded"), {"use/live-handle-works/WTSOpenServer?/*",
                                       "open/again-after-all-is-closed/WTSOpenServer?/*"});
  EXPECT_THAT(Accusations(records), IsEmpty());
  EXPECT_THAT(Details(records), HasSubstr("an open may fail now and then"));
}

// Others each time, one in seven of so many.
TEST(WeatherTest, OpensThatFailNowAndThenAreNotTheSame) {
  const auto records = RunMatching(Weather("crowded"), {"open/each-*/WTSOpenServerA"});
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_THAT(Accusations(records), IsEmpty());
}

TEST(WeatherTest, InvalidHandleValueThatWorksIsNoFailedOpen) {
  EXPECT_THAT(Accusations(RunMatching(
                  Weather("minus"),
                  {"open/first-of-all/WTSOpenServer?", "open/each-in-a-row/WTSOpenServer?",
                   "open/first-used-after-a-close/WTSOpenServer?/reachable"})),
              IsEmpty());
}

TEST(WeatherTest, ACallThatFailsInTurnIsNotSpoiledByAnother) {
  for (const char* const weather : {"busy", "fourth"}) {
    EXPECT_THAT(Accusations(RunMatching(Weather(weather), {"history/works-right-after-*"})),
                IsEmpty())
        << weather;
  }
}

// A machine may change in between, but not with the opener.
TEST(WeatherTest, WhatHangsOnTheOpenerIsADeviationInAChangingWorld) {
  Profile profile = MockWith("ex-user-qualified");
  profile.fixed_world = false;
  const auto records = RunMatching(profile, {"ex/where-only-the-plain-opener-is-named/*.UserName"});
  ASSERT_THAT(records, Not(IsEmpty()));
  EXPECT_THAT(records, Each(Field(&CaseRecord::signature, "another answer")));
}

TEST(WeatherTest, WhatOneHandleLosesAndANewOneTellsIsADeviationInAChangingWorld) {
  Profile profile = MockWith("level-zero-takes-numbers");
  profile.fixed_world = false;
  const auto records = RunMatching(profile, {"use/each-level-after-the-other/*"});
  ASSERT_THAT(records, Not(IsEmpty()));
  EXPECT_THAT(records, Each(Field(&CaseRecord::signature, "another answer")));
  EXPECT_THAT(Details(records), HasSubstr("as it does on a new handle"));
}

TEST(WeatherTest, OneOpenThatFailsInSomeProcessesIsPermitted) {
  EXPECT_THAT(Accusations(RunMatching(Weather("once"), {"open/each-in-a-row/*", "walks/opens/6*"})),
              IsEmpty());
}

TEST(WeatherTest, OpensThatFailOftenAreBusyInEveryProcess) {
  EXPECT_THAT(
      Accusations(RunMatching(Weather("sixth"), {"open/each-*/WTSOpenServer?", "walks/opens/7*",
                                                 "open/one-server-after-another/*", "siblings/*"})),
      IsEmpty());
}

TEST(WeatherTest, OneOpenThatFailsAloneInEveryProcessIsADeviation) {
  const auto records = RunMatching(MockWith("open-fails-alone"), {"open/each-*/WTSOpenServer?"});
  ASSERT_THAT(records, SizeIs(4));
  for (const CaseRecord& each : records) {
    EXPECT_EQ(each.verdict, Verdict::kDeviation) << each.id;
    EXPECT_EQ(each.signature, "an open fails: number 256");
    EXPECT_THAT(each.detail, HasSubstr("an open fails: number 256 in 16 of 16 fresh processes"));
  }
}

// Of the mock with a defect: it fails in every process.
TEST(WeatherTest, AnOpenThatFailsInEveryProcessIsADeviation) {
  const auto records = RunMatching(MockWith("open-fails-after-failure"),
                                   {"open/after-a-failed-open/WTSOpenServerA"});
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].verdict, Verdict::kDeviation);
  EXPECT_EQ(records[0].signature, "live handle refused");
  EXPECT_THAT(records[0].detail, HasSubstr("an open fails in 16 of 16 fresh processes"));
}

// That this computer answers is no evidence of what another one should.
TEST(WeatherTest, WhatAnotherServerDeniesIsNotHeldAgainstIt) {
  const auto records = RunMatching(
      Weather("denied"),
      {"open/answers-for-its-own-server/*ServerA/*", "open/both-forms-ask-one-server/*ServerA/*"});
  EXPECT_THAT(Accusations(records), IsEmpty());
  EXPECT_THAT(Details(records), HasSubstr("last error 5"));
}

TEST(WeatherTest, SessionsThatAnotherServerDeniesAreNotSoughtHere) {
  const auto records =
      RunMatching(Weather("private"), {"open/answers-*/WTSOpenServer?/WTSQuerySession*"});
  EXPECT_THAT(Accusations(records), IsEmpty());
}

// Which of the two servers is this computer, the profile does not say.
TEST(WeatherTest, CurrentMayBeTheOtherServer) {
  Profile profile = FindProfile("mock");
  profile.fixed_world = false;
  std::swap(profile.servers.reachable, profile.servers.other);
  const auto records = RunMatching(profile, {"current/first-used-after-another-server-*"});
  EXPECT_THAT(records, SizeIs(8));
  EXPECT_THAT(Accusations(records), IsEmpty());
}

TEST(WeatherTest, AProcessThatRestartsBetweenTwoListsIsNotMissed) {
  Profile profile = Weather("restarts");
  profile.fixed_world = false;
  EXPECT_THAT(Accusations(RunMatching(
                  profile, {"use/lists-the-processes-of-one-session/*ServerW/*ExW.OneSession/*"})),
              IsEmpty());
}

// A farm's servers may have the same stations; who is logged on tells them apart.
TEST(WeatherTest, TwoServersThatListTheSameSessionsAreTwo) {
  const TemporaryFolder folder;
  const auto world = folder.path() / "farm.toml";
  std::ofstream(world) << R"(this_computer = "MOCKHOST"
server = [
  { name = "MOCKHOST", session = [{ id = 1, station = "Console", user = "alice" }] },
  { name = "FARM2", session = [{ id = 1, station = "Console", user = "bob" }] },
])";
  Profile profile = FindProfile("mock");
  profile.environment["WTSMOCK_WORLD"] = world.string();
  const std::vector<std::string> cases = {"open/names-the-server/WTSOpenServer?/*Sessions*"};
  const auto records = RunMatching(profile, cases);
  EXPECT_THAT(records, SizeIs(4));
  EXPECT_THAT(Accusations(records), IsEmpty());
  profile.environment["WTSMOCK"] = "open-ignores-name";
  EXPECT_THAT(Accusations(RunMatching(profile, cases)), SizeIs(4));
}

TEST(WeatherTest, AStateThatChangesWithEachListIsNoOtherAnswer) {
  Profile profile = Weather("flips");
  profile.fixed_world = false;
  const auto records = RunMatching(profile, {"use/tells-the-state-that-is-listed/*ServerW/*"});
  EXPECT_THAT(Accusations(records), IsEmpty());
}

TEST(WeatherTest, ASessionThatLeavesIsNotMissed) {
  Profile profile = Weather("leaves");
  profile.fixed_world = false;
  EXPECT_THAT(Accusations(RunMatching(profile, kUses)), IsEmpty());
}

// Where this machine is so busy that a wait begins late, its case may stay undecided.
TEST(WeatherTest, AnEventThatEndsAWaitIsWaitedOut) {
  const auto records = RunMatching(Weather("eventful"), {"wait/flush-*", "siblings/pending-*"});
  EXPECT_THAT(Accusations(records), IsEmpty());
  EXPECT_LE(NotPassed(records).size(), records.size() / 4);
}

TEST(WeatherTest, OneWaitAtOnceIsPermitted) {
  EXPECT_THAT(Accusations(RunMatching(Weather("single"), {"wait/*", "walks/waits/39*"})),
              IsEmpty());
}

TEST(WeatherTest, AWaitThatIsRefusedNowAndThenIsBegunAgain) {
  EXPECT_THAT(NotPassed(RunMatching(Weather("weary"), {"wait/taken-*"})), IsEmpty());
}

TEST(WeatherTest, AWaitThatIsRefusedEachTimeIsADeviation) {
  const auto records = RunMatching(MockWith("second-wait-refused"), {"wait/taken-again/*"});
  ASSERT_THAT(records, Not(IsEmpty()));
  EXPECT_THAT(records, Each(Field(&CaseRecord::signature, "live handle refused")));
}

TEST(WeatherTest, AFlushIsRepeatedUntilTheWaitHasArrived) {
  EXPECT_THAT(NotPassed(RunMatching(Weather("late"), {"wait/flush-ends*", "wait/flush-reports*"})),
              IsEmpty());
}

// By as many closes as there is time for: the 300 of each case would take longer than it may.
TEST(WeatherTest, ASlowLibraryIsDecided) {
  RunOptions options{.jobs = 3};
  options.timeout = std::chrono::milliseconds(1000);
  const auto records = RunMatching(
      Weather("slow"),
      {"siblings/many/WTSOpenServerA/300/reverse", "close/after-many-pairs/WTSOpenServerA/300",
       "robustness/resources/WTSOpenServerA"},
      options);
  ASSERT_THAT(records, SizeIs(3));
  EXPECT_THAT(NotPassed(records), IsEmpty());
  EXPECT_THAT(Details(records), AllOf(HasSubstr("of 300: it is slow"), HasSubstr("scaled to ")));
}

TEST(WeatherTest, WhatIsFreedWhenItIsCalledAgainIsNoLeak) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the heap is a sanitizer's";
#endif
  EXPECT_THAT(NotPassed(RunMatching(Weather("lingers"), {"robustness/resources/WTSOpenServerA"})),
              IsEmpty());
}

// It has room for 26, and takes closed ones: that is said once, of 300.
TEST(WeatherTest, WhatFewHandlesShowIsReportedOnce) {
  const auto records = RunMatching(Weather("few"), {"close/many/WTSOpenServerW/300/reverse",
                                                    "close/many/WTSOpenServerW/10000/reverse"});
  ASSERT_THAT(records, SizeIs(2));
  EXPECT_EQ(records[0].verdict, Verdict::kDeviation) << records[0].detail;
  EXPECT_EQ(records[1].verdict, Verdict::kUntestable) << records[1].detail;
  EXPECT_THAT(records[1].detail, HasSubstr("no more than 26 handles could be had at once"));
}

// The W openers return -1 for every name, which other calls rightly refuse; the A openers work. It
// is the openers that are accused, and no other clause.
TEST(WeatherTest, WhatAFailedOpenReturnedIsNoLiveHandle) {
  Profile profile = InFrontOfTheMock("wide_openers_fail");
  profile.environment["WTSMOCK"] = "failed-open-minus-one";
  const auto counts = Counts(RunMatching(
      profile, {"open/failed-open-*", "use/live-handle-works/*", "siblings/same-*",
                "siblings/opened-*", "parity/openers/*", "open/opens-this-computer/*"}));
  for (const char* const clause : {"OPEN-4", "USE-1", "CLOSE-9"}) {
    EXPECT_EQ(counts.at(clause).count(Verdict::kDeviation), 0u) << clause;
    EXPECT_GT(counts.at(clause).at(Verdict::kPass), 0) << clause << ", by the A openers";
  }
  EXPECT_EQ(counts.at("PARITY-1").at(Verdict::kDeviation), 2);
  EXPECT_EQ(counts.at("OPEN-1").at(Verdict::kDeviation), 2);
}

// A list that is not there at all is no list of nothing.
TEST(WeatherTest, SuccessWithoutAListIsADeviation) {
  Profile profile =
      FindProfile((ExecutableFolder().parent_path() / "testlibs" / "true_and_empty.so").string());
  OverrideServers(profile, "x", "");
  for (const CaseRecord& each :
       RunMatching(profile, {"use/live-handle-works/WTSOpenServerA/WTSEnumerate*A",
                             "use/live-handle-works/WTSOpenServerW/WTSEnumerateSessionsW",
                             "use/live-handle-works/WTSOpenServerW/*.SessionId"})) {
    if (each.verdict == Verdict::kUnsupported) continue;
    EXPECT_EQ(each.verdict, Verdict::kDeviation) << each.id << ": " << each.detail;
    EXPECT_EQ(each.signature, "success without a result") << each.id;
  }
}

// Of the mock with a defect: the first open of a process that fails each time is none that may fail
// now and then.
TEST(WeatherTest, AFirstOpenThatFailsInEveryProcessIsADeviation) {
  const auto records =
      RunMatching(MockWith("first-open-fails"), {"open/first-of-all/WTSOpenServerA"});
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].verdict, Verdict::kDeviation);
  EXPECT_THAT(records[0].detail, HasSubstr("the first open fails in 16 of 16 fresh processes"));
}

// Where another form of the same call works, a failed control is evidence; elsewhere it decides
// nothing.
TEST(WeatherTest, AConsumerThatOneFormLacksIsHeldAgainstWhatIsAboutConsumers) {
  const Profile profile = MockWith("wide-processes-refused");
  const auto counts =
      Counts(RunMatching(profile, {"use/live-handle-works/*/WTSEnumerateProcessesExW.Level1",
                                   "parity/openers-and-consumers/*/WTSEnumerateProcessesExW.Level1",
                                   "close/use-after-close/*/WTSEnumerateProcessesExW.Level1"}));
  EXPECT_EQ(counts.at("USE-1").at(Verdict::kDeviation), 4);
  EXPECT_EQ(counts.at("PARITY-1").at(Verdict::kDeviation), 4);
  EXPECT_EQ(counts.at("CLOSE-6").at(Verdict::kUntestable), 4);
}

// What the library does not give back where it is freed is no fault of opens and closes.
TEST(WeatherTest, AFreeThatFreesNothingIsBlamedItself) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "the heap is a sanitizer's";
#endif
  const Profile profile = MockWith("free-keeps-memory");
  const auto counts = Counts(
      RunMatching(profile, {"robustness/resources/WTSOpenServerA",
                            "robustness/freed-memory/WTSQuerySessionInformationW.UserName"}));
  EXPECT_EQ(counts.at("CLOSE-4").at(Verdict::kPass), 1);
  EXPECT_EQ(counts.at("BUFFER-3").at(Verdict::kHarm), 1);
}

}  // namespace
}  // namespace wtsconform
