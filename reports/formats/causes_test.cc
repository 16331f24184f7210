#include "reports/formats/causes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Record;
using testing::ResultsOf;
using ::testing::SizeIs;

CaseRecord With(CaseRecord record, const std::string& detail, const std::string& signature = "") {
  record.detail = detail;
  record.signature = signature;
  return record;
}

TEST(Causes, PutCasesOfOneReasonTogether) {
  const auto crash = [](const std::string& id, const std::string& signature) {
    return With(Record(id, "CLOSE-6", Verdict::kCrash), "", signature);
  };
  const Results results =
      ResultsOf("lib", {crash("a", "SIGSEGV in F"), Record("b", "CLOSE-6", Verdict::kPass),
                        crash("c", "SIGABRT in F"), crash("d", "SIGSEGV in F"),
                        testing::Listed(crash("e", "SIGSEGV in F"))});
  const std::vector<Cause> causes = CausesOf(results);
  ASSERT_THAT(causes, SizeIs(3));
  EXPECT_EQ(causes[0].reason, "SIGSEGV in F");
  EXPECT_EQ(causes[0].kind, VerdictKind::kProblem);
  EXPECT_TRUE(causes[0].is_failure);
  EXPECT_FALSE(causes[2].is_failure) << "it is listed";
  EXPECT_THAT(causes[0].cases, ElementsAre(&results.cases[0], &results.cases[3]));
  EXPECT_EQ(causes[1].reason, "SIGABRT in F");
  EXPECT_EQ(causes[2].First().id, "e") << "listed and not listed are different news";
}

TEST(Causes, OfTheUndecidedDoNotDependOnTheFunctionThatWasTried) {
  const Results results = ResultsOf(
      "lib", {With(Record("t/WTSA.X", "USE-1", Verdict::kUntestable), "WTSA.X on h returned 0"),
              With(Record("t/WTSB", "USE-1", Verdict::kUntestable), "WTSB on h returned 0"),
              With(Record("t/WTSB/2", "USE-2", Verdict::kUntestable), "WTSB on h returned 0")});
  const std::vector<Cause> causes = CausesOf(results);
  ASSERT_THAT(causes, SizeIs(2));
  EXPECT_EQ(causes[0].reason, "… on h returned 0");
  EXPECT_THAT(causes[0].cases, SizeIs(2));
}

TEST(Causes, ThereAreNoneWhereAllPass) {
  EXPECT_THAT(CausesOf(ResultsOf("lib", testing::Records(3, "OPEN-1", Verdict::kPass))), IsEmpty());
}

TEST(CaseIds, TellScenarioAndFunctions) {
  EXPECT_EQ(ScenarioOf("close/a/WTSOpenServerW/300/WTSQuery.UserName"), "close/a/300");
  EXPECT_THAT(FunctionsOf("close/a/WTSOpenServerW/300/WTSQuery.UserName"),
              ElementsAre("WTSOpenServerW", "WTSQuery"));
  EXPECT_EQ(ScenarioOf("WTSOnly"), "");
  EXPECT_THAT(FunctionsOf("//"), IsEmpty());
}

TEST(WithoutParameters, LeavesLongerNamesAlone) {
  EXPECT_EQ(WithoutParameters(With(Record("a/WTSOpen", "OPEN-1", Verdict::kObserved),
                                   "WTSOpenServer, WTSOpen of x, XWTSOpen: died in WTSOpen")),
            "WTSOpenServer, … of x, XWTSOpen: died in …");
}

}  // namespace
}  // namespace wtsconform
