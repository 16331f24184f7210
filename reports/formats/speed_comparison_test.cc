#include "reports/formats/speed_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/formats/results.h"
#include "reports/page/html_benchmarks.h"
#include "reports/speed/changes_chart.h"
#include "reports/speed/markdown_benchmarks.h"
#include "reports/tests/test_file.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using SpeedComparisonTest = testing::FileTest<SpeedComparison, ReadSpeedComparison>;

constexpr char kComparison[] = R"({"schema": "wtsbench-comparison/1", "tool": "0.1.0 abc",
  "machine": "a machine", "old": "mock", "new": "lib<i>.so", "runs": 7, "benchmarks": [
    {"name": "pair", "old": 1.5, "new": 1.8, "change": 0.2, "low": 0.15, "high": 0.25,
     "finding": "slower"},
    {"name": "query", "old": 9, "new": 9.1, "change": 0.01, "low": -0.02, "high": 0.04,
     "finding": "inconclusive"}],
  "itself": {"side": "mock", "benchmarks": [
    {"name": "pair", "old": 1.5, "new": 1.5, "change": 0, "low": -0.01, "high": 0.012,
     "finding": "same"},
    {"name": "query", "old": 9, "new": 9, "change": 0, "low": -0.05, "high": 0.048,
     "finding": "inconclusive"}]},
  "complete": true})";

TEST_F(SpeedComparisonTest, SaysWhatIsNoise) {
  EXPECT_EQ(NoiseSentence(Read(kComparison)),
            "Compared with itself, mock was called different in 0 of 2 benchmarks. Differences "
            "below 5.0 % are noise here, for half of the benchmarks those below 3.1 %.");
}

TEST_F(SpeedComparisonTest, IsShownOverTheNoise) {
  const SpeedComparison read = Read(kComparison);
  const std::string chart = ChangesChart(read);
  EXPECT_THAT(chart, AllOf(HasSubstr("pair: +20.0 %, slower"), HasSubstr("÷1.5"),
                           HasSubstr("class=\"noise\"")));
  EXPECT_THAT(HtmlBenchmarks({.comparisons = {read}}).markup,
              AllOf(HasSubstr("lib&lt;i&gt;.so"), Not(HasSubstr("<i>")), HasSubstr("+15.0 %"),
                    HasSubstr("below 5.0 % are noise")));
  EXPECT_THAT(MarkdownBenchmarks({.comparisons = {read}}),
              HasSubstr("| pair | +20.0 % | +15.0 % – +25.0 % | **slower** |"));
}

TEST_F(SpeedComparisonTest, IsReadAsItWasWritten) {
  const SpeedComparison written = Read(kComparison);
  const SpeedComparison read = Read(ToJson(written));
  EXPECT_EQ(read.tool, written.tool);
  EXPECT_EQ(read.after, "lib<i>.so");
  EXPECT_EQ(read.runs, 7);
  ASSERT_EQ(read.all.size(), 2u);
  EXPECT_EQ(read.all[0].low, 0.15);
  EXPECT_EQ(read.all[0].finding, SpeedFinding::kSlower);
  EXPECT_EQ(read.itself, "mock");
  EXPECT_EQ(CountDifferent(read.noise), 0);
}

TEST_F(SpeedComparisonTest, WhatIsNoneIsRefused) {
  const auto without = [](const std::string& old, const std::string& now) {
    std::string text = kComparison;
    return text.replace(text.find(old), old.size(), now);
  };
  EXPECT_THAT(Refusal(without("\"complete\": true", "\"complete\": false")),
              HasSubstr("did not finish"));
  EXPECT_THAT(Refusal(without("comparison/1", "comparison/2")), HasSubstr("schema"));
  EXPECT_THAT(Refusal(without("\"finding\": \"same\"", "\"finding\": \"best\"")),
              HasSubstr("no finding \"best\""));
  EXPECT_THAT(Refusal(without("\"low\": 0.15", "\"low\": 0.5")), HasSubstr("interval"));
  EXPECT_THAT(Refusal(without("\"runs\": 7,", "")), HasSubstr("runs"));
  EXPECT_THAT(Refusal("{"), HasSubstr("no comparison of wtsbench"));
  EXPECT_THROW(ReadSpeedComparison("no-such-file.json"), ResultsError);
}

}  // namespace
}  // namespace wtsconform
