// A finding as a report for its maintainer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/tests/test_program.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class BugReportTest : public ProgramTest {
 protected:
  const Environment defect_ = {{"WTSMOCK", "stale-accepted"}};
};

TEST_F(BugReportTest, AFindingOfARunIsWritten) {
  const Words run = {"run", "mock", "--filter", kFew, "--json", Path("r.json")};
  ASSERT_EQ(Call(run, defect_).status, 1);
  const Words words = {"bug-report", kOne,           "--implementation", "mock",
                       "-o",         Path("bug.md"), "--results",        Path("r.json")};
  const ProgramEnd end = Call(words);
  EXPECT_EQ(end.status, 0) << end.err;
  const std::string text = Text(Path("bug.md"));
  EXPECT_THAT(text, AllOf(HasSubstr("deviation: WTSEnumerateSessionsW succeeded"),
                          HasSubstr("## What is documented"), HasSubstr("<https://"),
                          HasSubstr("* observed: WTSEnumerateSessionsW"), HasSubstr("```c\n"),
                          HasSubstr("| SHA-256 | ")));
}

TEST_F(BugReportTest, WithoutResultsTheCasesOfItsClauseAreRun) {
  const std::string subject = "open/failed-open-is-not-null/WTSOpenServerW";
  const ProgramEnd end = Call({"bug-report", subject, "--implementation", MockLibrary(), "--server",
                               "MOCKHOST", "--unreachable", "NOSUCHHOST"},
                              {{"WTSMOCK", "failed-open-null"}});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out,
              AllOf(HasSubstr("deviation"), HasSubstr("## Other cases of the same cause"),
                    HasSubstr("* `open/failed-open-is-not-null/WTSOpenServerA` (OPEN-5)")));
}

TEST_F(BugReportTest, WhatIsNoFindingIsRefused) {
  const ProgramEnd end = Call({"bug-report", "open/failed-open-is-not-null/WTSOpenServerW",
                               "--implementation", "mock", "-o", Path("bug.md")});
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err, HasSubstr("is no finding: it came out as pass"));
  EXPECT_EQ(Text(Path("bug.md")), "");
  EXPECT_THAT(Call({"bug-report", "open/failed", "--implementation", "mock"}).err,
              HasSubstr("is no case"));
}

TEST_F(BugReportTest, ACrashHasABacktrace) {
  const ProgramEnd end =
      Call({"bug-report", "robustness/double-close/WTSOpenServerA", "--implementation", "freerdp"});
  if (end.status == 2 && end.err.find("libfreerdp2") != std::string::npos) {
    GTEST_SKIP() << "NOT TESTED: FreeRDP is not installed: " << end.err;
  }
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out,
              AllOf(HasSubstr("FreeRDP 2 behind WinPR 2: crash: SIG"),
                    HasSubstr("## Backtrace\n\n```text\n#0 "), HasSubstr("libfreerdp2.so.2"),
                    HasSubstr("## Programs that it hurts"), HasSubstr("WLOG_LEVEL=OFF ./repro"),
                    Not(HasSubstr("0000000000000000"))));
}

}  // namespace
}  // namespace wtsconform
