#include "reports/summary/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::Joined;
using ::testing::Not;
using testing::Record;
using testing::Records;
using testing::ResultsOf;
using ::testing::StartsWith;

Results ListedAndDeviating() {
  CaseRecord record = Record("a/WTSOpenServerW", "OPEN-5", Verdict::kDeviation);
  record.detail = "expected: X; observed: 100%, ```NULL```";
  return ResultsOf("l|b", Joined({{record}, Records(2, "EX-1", Verdict::kPass)}));
}

TEST(Markdown, HasTheSentenceTheMatrixAndWhatIsNotListed) {
  const std::string text = ToMarkdown(testing::ReportOn(ListedAndDeviating()));
  EXPECT_THAT(text, AllOf(StartsWith("## "), HasSubstr("* l\\|b: deviates from OPEN-5\\!"),
                          HasSubstr("| OPEN-5 | **DEV 1\\!** |"), HasSubstr("| EX-1 | pass 2 |"),
                          HasSubstr("### Not listed as expected")));
}

TEST(Markdown, SaysWhomTheBehaviourHurts) {
  const DependentsOf dependents = [](const std::vector<CaseRecord>&) {
    return std::vector<DependentNote>{
        {"closes twice", "dies", {{"An editor", "https://e/"}}, "a/b"}};
  };
  EXPECT_THAT(ToMarkdown(Report({ListedAndDeviating()}, {"a.json"}, {}, {}, dependents)),
              HasSubstr("* l\\|b: one that closes twice dies (An editor)\n"));
  EXPECT_THAT(ToMarkdown(testing::ReportOn(ListedAndDeviating())), Not(HasSubstr("would hurt")));
}

TEST(Markdown, LeavesOutWhatIsListed) {
  Results results = ListedAndDeviating();
  results.cases[0].expected = true;
  EXPECT_THAT(ToMarkdown(testing::ReportOn(results)), Not(HasSubstr("Not listed")));
}

TEST(Markdown, SaysWhyCasesWereNotJudged) {
  CaseRecord record = Record("a", "OPEN-5", Verdict::kUnsupported);
  record.detail = "WTSOpenServerW is not exported";
  EXPECT_THAT(
      ToMarkdown(testing::ReportOn(ResultsOf("x", {record}))),
      HasSubstr("### Not judged\n\nx, 1 case:\n\n* 1 case: not exported: WTSOpenServerW\n"));
  EXPECT_THAT(ToMarkdown(testing::ReportOn(ListedAndDeviating())), Not(HasSubstr("Not judged")));
}

TEST(Markdown, TextStandsForItself) {
  EXPECT_EQ(MarkdownText("a|b\n<i> *c* `d` &"), "a\\|b &lt;i&gt; \\*c\\* \\`d\\` &amp;");
  EXPECT_EQ(MarkdownCode("a`b\nc"), "a'b c");
  EXPECT_EQ(MarkdownBlock("a\n```\nb"), "````text\na\n```\nb\n````\n");
}

}  // namespace
}  // namespace wtsconform
