#include "reports/formats/benchmarks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "reports/formats/input_kind.h"
#include "reports/formats/results.h"
#include "reports/page/html_benchmarks.h"
#include "reports/speed/benchmark_charts.h"
#include "reports/speed/markdown_benchmarks.h"
#include "reports/tests/test_file.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using BenchmarksTest = testing::FileTest<Benchmarks, ReadBenchmarks>;

std::string Slice(const std::string& name, const std::string& op, const std::string& more = "") {
  return "{\"name\": \"" + name + "/repeats:3\", \"run_name\": \"" + name +
         "\", \"run_type\": \"iteration\", \"real_time\": 5, \"time_unit\": \"us\"" +
         (op.empty() ? "" : ", \"op\": " + op) + more + "}";
}

std::string File(const std::string& slices) {
  return "{\"context\": {\"machine\": \"a <b>\", \"num_cpus\": 2}, \"benchmarks\": [" + slices +
         "]}";
}

const std::string kSlices =
    Slice("anchor/floor_pair", "2e-9") + "," + Slice("anchor/floor_pair", "2e-9") + "," +
    Slice("live/mock/1000", "8e-9") + "," + Slice("live/mock/1000000", "9e-9") + "," +
    Slice("own/mock/threads:1", "8e-9") + "," + Slice("own/mock/threads:2", "5e-9") + "," +
    Slice("real", "");

TEST_F(BenchmarksTest, ReadsEveryRepetition) {
  const Benchmarks read = Read(File(kSlices));
  ASSERT_THAT(read.all, SizeIs(6));
  EXPECT_EQ(read.all[0].name, "anchor/floor_pair");
  EXPECT_THAT(read.all[0].seconds, ElementsAre(2e-9, 2e-9));
  EXPECT_THAT(read.all[5].seconds, ElementsAre(DoubleEq(5e-6)))
      << "no counter: Google Benchmark's own time";
  EXPECT_THAT(read.context, ElementsAre(std::pair("machine", "a <b>"), std::pair("num_cpus", "2")));
  EXPECT_EQ(AnchorOf(read)->name, "anchor/floor_pair");
}

TEST_F(BenchmarksTest, LeavesOutAggregatesAndFailures) {
  std::string aggregate = Slice("a", "1e-9");
  aggregate.replace(aggregate.find("iteration"), 9, "aggregate");
  const Benchmarks read = Read(File(aggregate + "," + Slice("a", "3e-9") + "," +
                                    Slice("a", "1e-9", ", \"error_occurred\": true")));
  ASSERT_THAT(read.all, SizeIs(1));
  EXPECT_THAT(read.all[0].seconds, ElementsAre(3e-9));
  EXPECT_EQ(AnchorOf(read), nullptr);
}

TEST_F(BenchmarksTest, RefusesWhatIsNone) {
  for (const char* text :
       {"", "{", "[]", "{\"context\": {}}", "{\"context\": {}, \"benchmarks\": 1}",
        "{\"context\": {}, \"benchmarks\": []}",
        "{\"context\": {}, \"benchmarks\": [{\"name\": \"a\"}]}",
        "{\"context\": {}, \"benchmarks\": [{\"name\": \"a\", \"op\": \"x\"}]}"}) {
    EXPECT_THAT(Refusal(text), HasSubstr("is refused")) << text;
  }
  EXPECT_THROW(ReadBenchmarks("no-such-file.json"), ResultsError);
}

TEST_F(BenchmarksTest, IsToldFromOtherInputsByItsBeginning) {
  Read(File(kSlices));
  EXPECT_EQ(InputKindOf(file_), InputKind::kBenchmarks);
  std::ofstream(file_) << "{\n\"schema\": \"wtsconform-results/1\"";
  EXPECT_EQ(InputKindOf(file_), InputKind::kResults);
  std::ofstream(file_) << "{ \"schema\": \"wtsconform-selftest/1\"";
  EXPECT_EQ(InputKindOf(file_), InputKind::kSelftest);
  std::ofstream(file_) << "{\"schema\": \"wtsbench-comparison/1\"";
  EXPECT_EQ(InputKindOf(file_), InputKind::kComparison);
  EXPECT_EQ(InputKindOf("no-such-file.json"), InputKind::kResults);
}

std::string FileWithGoals(const std::string& goals) {
  std::string file = File(kSlices + R"(, {"name": "count/mock/pair", "instructions": 112,
                                          "locked": 1.001})");
  return file.insert(file.rfind('}'), ", \"goals\": [" + goals + "]");
}

constexpr char kGoals[] =
    R"({"name": "pair ÷ <floor>", "at_most": 2, "stretch": 1.5, "verdict": "missed",
        "minimum": 2.51, "mean": 2.62, "anchor": "anchor/floor_pair", "disturbance": 0.02},
       {"name": "threads", "at_least": 0.9, "stretch": 0.97, "verdict": "inconclusive",
        "minimum": 0.5, "mean": 0.4, "anchor": "anchor/arithmetic", "disturbance": 0.61},
       {"name": "instructions", "at_most": 200, "stretch": 110, "verdict": "met", "minimum": 112,
        "mean": 112},
       {"name": "suite", "at_most": 2, "stretch": 1, "verdict": "unmeasured"})";

TEST_F(BenchmarksTest, GoalsAndCountsAreShownWithTheTimes) {
  const Benchmarks read = Read(FileWithGoals(kGoals));
  EXPECT_THAT(read.all, SizeIs(6)) << "a count is no time";
  const std::string markup = HtmlBenchmarks({.benchmarks = {read}}).markup;
  EXPECT_THAT(markup, AllOf(HasSubstr("1 of 4 goals met, 1 missed, 1 inconclusive, 1 not measured"),
                            HasSubstr("pair ÷ &lt;floor&gt;"), HasSubstr("≥ 0.9"),
                            HasSubstr("anchor/arithmetic 61 % above its minimum"),
                            HasSubstr(">112<"), HasSubstr("count/mock/pair")));
  EXPECT_THAT(MarkdownBenchmarks({.benchmarks = {read}}),
              AllOf(HasSubstr("| pair ÷ &lt;floor&gt; | **missed** | 2.51 | 2.62 | ≤ 2 | 1.5 |"),
                    HasSubstr("| suite | not measured | – | – | ≤ 2 | 1 |")));
  EXPECT_THAT(MarkdownBenchmarks({.benchmarks = {Read(File(kSlices))}}), IsEmpty());
}

TEST(GoalResults, AreReadAsTheyWereWritten) {
  const std::string text = std::string("[") + kGoals + "]";
  const std::vector<GoalResult> goals = GoalsFrom(nlohmann::ordered_json::parse(text));
  ASSERT_THAT(goals, SizeIs(4));
  EXPECT_EQ(goals[0].verdict, GoalVerdict::kMissed);
  EXPECT_EQ(goals[1].disturbance, 0.61);
  EXPECT_TRUE(goals[1].is_least);
  EXPECT_EQ(nlohmann::ordered_json::parse(GoalsJson(goals)), nlohmann::ordered_json::parse(text));
}

TEST_F(BenchmarksTest, AGoalThatIsNotUnderstoodIsRefused) {
  std::string text = kGoals;
  text.replace(text.find("missed"), 6, "failed");
  EXPECT_THAT(Refusal(FileWithGoals(text)), HasSubstr("no verdict \"failed\""));
  EXPECT_THAT(Refusal(FileWithGoals(R"({"name": "a", "verdict": "met"})")),
              HasSubstr("is refused"));
}

TEST(Quantiles, LieBetweenTheValues) {
  EXPECT_DOUBLE_EQ(Quantile({3, 1, 2}, 0.5), 2);
  EXPECT_DOUBLE_EQ(Quantile({1, 2}, 0.5), 1.5);
  EXPECT_DOUBLE_EQ(Quantile({7}, 0.9), 7);
}

TEST(Noise, IsWhatTwoHalvesOfTheSameDifferBy) {
  Benchmarks benchmarks;
  benchmarks.all = {{"a", {1, 1, 1, 1}}, {"b", {1, 1.1, 1, 1.1}}, {"once", {5}}};
  EXPECT_THAT(NoiseOf(benchmarks), ElementsAre(DoubleNear(0, 1e-9), DoubleNear(0.1, 1e-9)));
  benchmarks.all = {{"once", {5}}};
  EXPECT_THAT(NoiseOf(benchmarks), IsEmpty());
}

TEST_F(BenchmarksTest, ARatioHasItsAnchorsUnit) {
  const Benchmarks read =
      Read(File(Slice("anchor/floor_pair", "2e-9") + "," + Slice("pair/mock/A", "5e-9") + "," +
                Slice("suite/mock", "2", ", \"in_forks\": 2.1") + "," + Slice("suite/winpr", "2") +
                "," + Slice("load_world/mock/sessions:200", "1e-3", ", \"in_forks\": 0.5") + "," +
                Slice("cold/mock/1000", "1e-6", ", \"in_touches\": 1.25")));
  std::vector<std::string> texts;
  for (const Benchmark& each : read.all) texts.push_back(RatioText(each, AnchorOf(read)));
  EXPECT_THAT(texts, ElementsAre("1 floor pairs", "1.25 first touches", "0.5 forks",
                                 "2.5 floor pairs", "2.1 forks a case", ""))
      << "a whole suite is no multiple of a copy of nine bytes";
  Benchmark other = read.all.front();
  other.name = "anchor/cas";
  EXPECT_EQ(RatioText(read.all[3], &other), "2.5 × anchor/cas");
  EXPECT_EQ(RatioText(read.all[3], nullptr), "");
}

TEST(FigureTexts, HaveNoPowersOfTen) {
  EXPECT_EQ(FigureText(8976.4), "8976");
  EXPECT_EQ(FigureText(1.001), "1");
  EXPECT_EQ(FigureText(1.254), "1.25");
}

TEST(TimeTexts, HaveAUnitThatFits) {
  EXPECT_EQ(TimeText(7.62e-9), "7.62 ns");
  EXPECT_EQ(TimeText(1.5e-6), "1.5 µs");
  EXPECT_EQ(TimeText(0.25), "250 ms");
  EXPECT_EQ(TimeText(2), "2 s");
  EXPECT_EQ(TimeText(5e-10), "0.5 ns");
}

TEST_F(BenchmarksTest, ChartsShowEveryRepetitionAndBothScalings) {
  const Benchmarks read = Read(File(kSlices));
  const std::string strips = StripPlot(read);
  EXPECT_THAT(strips, AllOf(HasSubstr("live/mock/1000000"), HasSubstr("4.5 floor pairs"),
                            HasSubstr("10 ns")));
  std::size_t dots = 0;
  for (std::size_t at = 0; (at = strips.find("h0", at)) != std::string::npos; ++at) ++dots;
  EXPECT_EQ(dots, 7u);
  EXPECT_THAT(ScalingChart(read, Scaling::kThreads),
              AllOf(HasSubstr("own/mock at 2: 5 ns"), Not(HasSubstr("live/mock"))));
  EXPECT_THAT(ScalingChart(read, Scaling::kHandles),
              AllOf(HasSubstr("live/mock at 1000000: 9 ns"), Not(HasSubstr("own/mock"))));
  EXPECT_THAT(ScalingChart(Read(File(Slice("cold/a/1", "1e-9") + "," + Slice("cold/a/2", "1e-9"))),
                           Scaling::kHandles),
              IsEmpty());
}

TEST_F(BenchmarksTest, TheSectionShowsTextAsText) {
  const std::string markup =
      HtmlBenchmarks({.benchmarks = {Read(File(Slice("<i>", "1e-9")))}}).markup;
  EXPECT_THAT(markup,
              AllOf(HasSubstr("&lt;i&gt;"), Not(HasSubstr("<i>")), HasSubstr("a &lt;b&gt;")));
  EXPECT_THAT(markup, HasSubstr("Nothing was measured twice"));
}

}  // namespace
}  // namespace wtsconform
