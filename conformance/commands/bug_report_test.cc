#include "conformance/commands/bug_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kTwice[] = "robustness/double-close/WTSOpenServerA";

CaseRecord Found(const std::string& id, const std::string& clause, Verdict verdict,
                 const std::string& signature) {
  CaseRecord record;
  record.id = id;
  record.clause = clause;
  record.level = "robustness";
  record.verdict = verdict;
  record.signature = signature;
  return record;
}

TEST(CasesOfOneCause, AreThoseOfTheSameVerdictAndSignature) {
  const CaseRecord subject = Found("b", "CLOSE-7", Verdict::kCrash, "SIGSEGV in F");
  const std::vector<CaseRecord> cases =
      CasesOfOneCause(subject, {Found("a", "CLOSE-2", Verdict::kCrash, "SIGSEGV in F"), subject,
                                Found("c", "CLOSE-7", Verdict::kHang, "SIGSEGV in F"),
                                Found("d", "CLOSE-7", Verdict::kCrash, "SIGABRT in F")});
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_EQ(cases[0].id, "b");
  EXPECT_EQ(cases[1].id, "a");
}

TEST(CasesOfOneCause, WithoutASignatureTheReasonAndTheClauseDecide) {
  CaseRecord subject = Found("x/F", "CLOSE-7", Verdict::kCrash, "");
  subject.detail = "F fails";
  CaseRecord same = Found("x/G", "CLOSE-7", Verdict::kCrash, "");
  same.detail = "G fails";
  CaseRecord elsewhere = same;
  elsewhere.clause = "CLOSE-2";
  CaseRecord other = same;
  other.detail = "G hangs";
  EXPECT_EQ(CasesOfOneCause(subject, {same, elsewhere, other}).size(), 2u);
}

TEST(BugReport, SaysAllThatAMaintainerAsks) {
  CaseRecord first = Found(kTwice, "CLOSE-7", Verdict::kCrash, "SIGSEGV in WTSCloseServer");
  first.Judge("the call returns", "the process died of SIGSEGV in WTSCloseServer");
  first.trace = {"WTSCloseServer(h 0x10)", "WTSCloseServer(h 0x10) did not return",
                 "    #0 libvendor.so!Free+0x4"};
  const BugReport report = {"Vendor's",
                            {"vendor", "1.2", "libvendor.so", "00ff", "plain"},
                            {"9.9", "abc"},
                            {{"system", "Linux"}},
                            {first, Found("robustness/other", "CLOSE-2", Verdict::kCrash, "")},
                            "int main(void);\n",
                            "wtsconform repro CASE"};
  const Suite suite = LoadSuite();
  const std::string text = BugReportText(report, suite);
  EXPECT_THAT(text, AllOf(HasSubstr("# Vendor's: crash: SIGSEGV in WTSCloseServer\n"),
                          HasSubstr("In Vendor's (1.2) it does not hold that "),
                          HasSubstr(suite.clauses().Find("CLOSE-7")->address),
                          HasSubstr("* expected: the call returns\n")));
  EXPECT_THAT(text,
              AllOf(HasSubstr("## Backtrace\n\n```text\n#0 libvendor.so!Free+0x4\n```"),
                    HasSubstr("```c\nint main(void);\n```"),
                    HasSubstr("* `robustness/other` (CLOSE-2)"), HasSubstr("| SHA-256 | 00ff |")));
  EXPECT_THAT(text, AllOf(HasSubstr("pywin32"), HasSubstr("wtsconform 9.9 (abc)"))) << text;
}

TEST(BugReport, LeavesOutWhatThereIsNot) {
  CaseRecord first = Found(kTwice, "CLOSE-7", Verdict::kHarm, "");
  const BugReport report = {"V", {}, {}, {}, {first}, "", ""};
  const std::string text = BugReportText(report, LoadSuite());
  EXPECT_THAT(text, AllOf(Not(HasSubstr("Backtrace")), Not(HasSubstr("Other cases")),
                          HasSubstr("cannot be written as a C program")));
}

}  // namespace
}  // namespace wtsconform
