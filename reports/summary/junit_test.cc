#include "reports/summary/junit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/formats/verdict_kind.h"
#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::Listed;
using ::testing::Not;
using testing::Record;
using testing::ResultsOf;

std::size_t Occurrences(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

TEST(IsFailure, IsAnUnlistedProblemOfARequiredCaseOrAFaultOfTheHarness) {
  EXPECT_TRUE(IsFailure(Record("a", "OPEN-4", Verdict::kDeviation)));
  EXPECT_TRUE(IsFailure(Record("a", "OPEN-4", Verdict::kCrash)));
  EXPECT_TRUE(IsFailure(Record("a", "OPEN-4", Verdict::kHang)));
  EXPECT_FALSE(IsFailure(Listed(Record("a", "OPEN-4", Verdict::kHang))));
  EXPECT_FALSE(IsFailure(Record("a", "OPEN-4", Verdict::kUntestable)));
  EXPECT_FALSE(IsFailure(Record("a", "GAP-01", Verdict::kCrash, "robustness")));
  EXPECT_TRUE(IsFailure(Listed(Record("a", "GAP-01", Verdict::kHarnessError, "observed"))));
}

TEST(ToJunit, WritesEachOutcome) {
  Results results =
      ResultsOf("wine", {Record("open/value", "OPEN-4", Verdict::kPass),
                         Record("close/use", "CLOSE-6", Verdict::kDeviation),
                         Listed(Record("close/crash", "CLOSE-6", Verdict::kCrash)),
                         Record("ex/host", "EX-2", Verdict::kUntestable),
                         Record("robustness/twice", "GAP-01", Verdict::kHarm, "robustness"),
                         Record("observed/null", "GAP-05", Verdict::kObserved, "observed")});
  results.cases[0].seconds = 0.25;
  results.cases[1].detail = "expected: failure; observed: returned 1";
  results.cases[1].trace = {"WTSOpenServerW(\"X\") -> 0x1", "WTSCloseServer(0x1)"};
  results.cases[2].signature = "SIGSEGV in WTSCloseServer";
  results.cases[3].detail = "no virtualization host";
  results.cases[5].detail = "0x0";
  EXPECT_EQ(
      ToJunit(results),
      R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="6" failures="1" errors="0" time="0.250">
<testsuite name="wine" tests="6" failures="1" errors="0" time="0.250" skipped="2">
<properties>
<property name="tool.version" value="0.1.0"/>
<property name="tool.revision" value="abc"/>
<property name="implementation.version" value="1.0"/>
<property name="implementation.library" value="lib.so"/>
<property name="implementation.sha256" value="00ff"/>
<property name="implementation.loader" value="plain"/>
<property name="host.system" value="Linux"/>
<property name="not judged" value="1 case: no virtualization host"/>
</properties>
<testcase classname="required.OPEN-4" name="open/value" time="0.250"></testcase>
<testcase classname="required.CLOSE-6" name="close/use" time="0.000"><failure type="deviation" )"
      R"(message="expected: failure; observed: returned 1">expected: failure; observed: returned 1
WTSOpenServerW(&quot;X&quot;) -&gt; 0x1
WTSCloseServer(0x1)</failure></testcase>
<testcase classname="required.CLOSE-6" name="close/crash" time="0.000"><skipped )"
      R"(message="expected: crash: SIGSEGV in WTSCloseServer"></skipped></testcase>
<testcase classname="required.EX-2" name="ex/host" time="0.000"><skipped )"
      R"(message="untestable: no virtualization host">no virtualization host</skipped></testcase>
<testcase classname="robustness.GAP-01" name="robustness/twice" time="0.000"><system-out>)"
      R"(level: robustness
verdict: harm
</system-out></testcase>
<testcase classname="observed.GAP-05" name="observed/null" time="0.000"><system-out>)"
      R"(level: observed
verdict: observed
0x0</system-out></testcase>
</testsuite>
</testsuites>
)");
}

TEST(ToJunit, NamesEachReasonOfASkipOnce) {
  CaseRecord record = Record("a", "OPEN-5", Verdict::kUnsupported);
  record.detail = "WTSOpenServerW is not exported";
  EXPECT_THAT(
      ToJunit(ResultsOf("x", {record})),
      HasSubstr("<property name=\"not judged\" value=\"1 case: not exported: WTSOpenServerW\"/>"));
}

TEST(ToJunit, CountsWhatItWrites) {
  const Results results = testing::EveryVerdict();
  const std::string xml = ToJunit(results);
  std::size_t failures = 0;
  for (const CaseRecord& record : results.cases) failures += IsFailure(record);
  EXPECT_EQ(Occurrences(xml, "<testcase "), results.cases.size());
  EXPECT_EQ(Occurrences(xml, "<failure "), failures);
  EXPECT_EQ(failures, 4u + 1 + 1);  // every problem of required; the harness's at other levels
  EXPECT_EQ(Occurrences(xml, "failures=\"6\""), 2u);
  EXPECT_EQ(Occurrences(xml, "<skipped "), 9u);
  EXPECT_THAT(xml, HasSubstr("skipped=\"9\""));
}

TEST(ToJunit, EscapesWhateverALibraryHandsOut) {
  Results results = ResultsOf(testing::kHostile, {});
  CaseRecord record = Record(testing::kHostile, testing::kHostile, Verdict::kCrash);
  record.detail = record.signature = testing::kHostile;
  record.trace = {testing::kHostile};
  results.host = {{testing::kHostile, testing::kHostile}};
  results.cases = {record, Listed(record)};
  const std::string xml = ToJunit(results);
  EXPECT_THAT(xml, AllOf(HasSubstr("&quot;\\&lt;&amp;&gt;'"), Not(HasSubstr("\x1b")),
                         Not(HasSubstr("\xff")), Not(HasSubstr("\r")), Not(HasSubstr("]]>"))));
  EXPECT_EQ(xml.find('\0'), std::string::npos);
}

}  // namespace
}  // namespace wtsconform
