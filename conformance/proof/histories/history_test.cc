#include "conformance/proof/histories/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "conformance/platform/platform.h"
#include "conformance/proof/histories/history_search.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::vector<std::string> kOpeners = {"WTSOpenServerA", "WTSOpenServerW"};

std::vector<std::string> All(std::size_t length, std::size_t openers, bool permitted) {
  std::vector<std::string> texts;
  VisitHistories(length, openers, permitted,
                 [&](const History& each) { texts.push_back(HistoryText(each, kOpeners)); });
  return texts;
}

TEST(HistoryTest, LawfulOnesOfLengthTwo) {
  EXPECT_THAT(
      All(2, 1, true),
      ::testing::UnorderedElementsAre(
          "open h1 with WTSOpenServerA; open h2 with WTSOpenServerA",
          "open h1 with WTSOpenServerA; open a server that does not exist with WTSOpenServerA",
          "open h1 with WTSOpenServerA; use h1", "open h1 with WTSOpenServerA; close h1",
          "open a server that does not exist with WTSOpenServerA; open h1 with WTSOpenServerA",
          "open a server that does not exist with WTSOpenServerA; open a server that does not "
          "exist with WTSOpenServerA"));
}

TEST(HistoryTest, EachIsVisitedOnceAndEqualHandlesAreOne) {
  for (const bool permitted : {true, false}) {
    const auto texts = All(4, 2, permitted);
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), texts.size());
  }
  EXPECT_THAT(All(3, 1, true),
              Not(::testing::Contains(
                  "open h1 with WTSOpenServerA; open h2 with WTSOpenServerA; close h2")));
  EXPECT_THAT(
      All(3, 2, true),
      ::testing::Contains("open h1 with WTSOpenServerA; open h2 with WTSOpenServerW; close h2"));
}

TEST(HistoryTest, TheCallersErrorsAreNotLawful) {
  EXPECT_TRUE(IsPermitted({{Act::kOpen}, {Act::kClose}}));
  EXPECT_FALSE(IsPermitted({{Act::kOpen}, {Act::kClose}, {Act::kCloseAgain}}));
  EXPECT_FALSE(IsPermitted({{Act::kCloseNull}}));
}

TEST(HistoryTest, CountsWhatIsOpenAtOneTime) {
  EXPECT_EQ(MostOpenAtOnce({}), 0u);
  EXPECT_EQ(MostOpenAtOnce({{Act::kOpen}, {Act::kClose}, {Act::kOpen}, {Act::kCloseAgain}}), 1u);
  EXPECT_EQ(MostOpenAtOnce({{Act::kOpen}, {Act::kOpenBadName}, {Act::kOpen, 1}}), 2u);
}

TEST(HistoryTest, ContainsWhatAppearsInOrder) {
  const History whole = {{Act::kOpen}, {Act::kUse}, {Act::kClose}};
  EXPECT_TRUE(Contains(whole, {{Act::kOpen}, {Act::kClose}}));
  EXPECT_FALSE(Contains(whole, {{Act::kClose}, {Act::kOpen}}));
  EXPECT_FALSE(Contains(whole, {{Act::kOpen, 1}, {Act::kClose}}));
}

TEST(HistoryTest, RicherOnesHaveAFailingCallABufferOrAnotherServer) {
  const auto richer = [](bool other) {
    std::vector<std::string> texts;
    VisitRicherHistories(
        2, 1, other, [&](const History& each) { texts.push_back(HistoryText(each, kOpeners)); });
    return texts;
  };
  EXPECT_THAT(richer(false), ::testing::UnorderedElementsAre(
                                 "open h1 with WTSOpenServerA; make a call on h1 that fails",
                                 "open h1 with WTSOpenServerA; keep a buffer of h1"));
  EXPECT_THAT(richer(true),
              ::testing::Contains("open h1 to another server with WTSOpenServerA; close h1"));
}

HistoryReport SearchHistories(const std::string& switches, std::size_t depth = 3) {
  Profile profile = FindProfile("mock");
  profile.environment["WTSMOCK"] = switches;
  static const Suite suite = LoadSuite();
  return SearchHistories(suite, profile, {.depth = depth}, [](std::size_t, std::size_t) {});
}

TEST(HistorySearchTest, TheMockDoesWhatTheModelDemands) {
  const HistoryReport report = SearchHistories("");
  EXPECT_THAT(report.findings, IsEmpty());
  EXPECT_EQ(report.openers.size(), 4u);
  EXPECT_EQ(report.run, report.enumerated);
  for (const char* permitted : {"values-reused-at-once", "shared-values", "failed-open-minus-one",
                                "open-fails-at-first-use"}) {
    EXPECT_THAT(SearchHistories(permitted).findings, IsEmpty()) << permitted;
  }
}

TEST(HistorySearchTest, TheShortestFailingHistoryComesFirst) {
  const HistoryReport report = SearchHistories("stale-accepted");
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].clause, "CLOSE-6");
  EXPECT_EQ(report.findings[0].level, "required");
  EXPECT_EQ(report.findings[0].history, "open h1 with WTSOpenServerA");
}

TEST(HistorySearchTest, FindsWhatNoTableTries) {
  const HistoryReport report = SearchHistories("second-failure-stops-current");
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].clause, "USE-1");
  EXPECT_EQ(report.findings[0].before, "");
}

TEST(HistorySearchTest, FindsWhatAFailedCallLeavesBehind) {
  const HistoryReport report = SearchHistories("failed-call-keeps-handle");
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].clause, "CLOSE-6");
  EXPECT_EQ(report.findings[0].history,
            "open h1 with WTSOpenServerA; make a call on h1 that fails");
}

TEST(HistorySearchTest, FindsABufferThatAnotherOneSpoils) {
  const HistoryReport report = SearchHistories("free-spoils-neighbour", 4);
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].clause, "BUFFER-1");
  EXPECT_THAT(report.findings[0].history, HasSubstr("keep a buffer of h1"));
}

// What is complete by then is told; that nothing else was run too.
TEST(HistorySearchTest, EndsWhenItsTimeIsUp) {
  Profile profile = FindProfile("mock");
  const Suite suite = LoadSuite();
  const HistoryReport report =
      SearchHistories(suite, profile, {.depth = 6, .budget = std::chrono::seconds(1)},
                      [](std::size_t, std::size_t) {});
  EXPECT_TRUE(report.out_of_time);
  EXPECT_LT(report.complete[0], 6u);
  EXPECT_THAT(report.findings, IsEmpty());
}

// Of which more histories are run than one process has time for: 100 ms a close.
TEST(HistorySearchTest, ASlowLibraryIsNoHang) {
  const auto file = ExecutableFolder().parent_path() / "testlibs" / "weather.so";
  Profile profile = FindProfile(file.string());
  profile.with_dependencies = true;
  profile.servers = FindProfile("mock").servers;
  profile.environment["WEATHER"] = "slow";
  std::size_t shown = 0;
  const HistoryReport report = SearchHistories(
      LoadSuite(), profile, {.depth = 4, .most_findings = 1, .budget = std::chrono::seconds(3)},
      [&](std::size_t done, std::size_t of) { shown += done > 0 && done < of; });
  EXPECT_TRUE(report.out_of_time);
  EXPECT_GT(shown, 1u);
  EXPECT_THAT(report.findings, IsEmpty());
}

TEST(HistorySearchTest, ADeathIsBisectedAndDoesNotEndTheSearch) {
  const HistoryReport report = SearchHistories("double-close-crashes");
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].level, "robustness");
  EXPECT_EQ(report.findings[0].clause, "CLOSE-7");
  EXPECT_THAT(report.findings[0].what, HasSubstr("crash SIGSEGV in WTSCloseServer"));
  EXPECT_THAT(report.findings[0].history, HasSubstr("close h1 again"));
  EXPECT_GT(report.run, 100u);
}

// It takes what an earlier history of the same process left behind.
TEST(HistorySearchTest, TheCulpritThatRanBeforeIsNamed) {
  const HistoryReport report = SearchHistories("third-close-lost", 1);
  ASSERT_FALSE(report.findings.empty());
  EXPECT_NE(report.findings[0].before, "");
}

}  // namespace
}  // namespace wtsconform
