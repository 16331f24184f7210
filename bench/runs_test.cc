#include "bench/runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "reports/formats/results.h"

namespace wtsconform {
namespace {

using testing::HasSubstr;

class RunsTest : public testing::Test {
 protected:
  RunsTest()
      : file_(std::filesystem::temp_directory_path() /
              ("wtsbench-runs-" + std::to_string(getpid()) + ".json")) {}
  ~RunsTest() override { std::filesystem::remove(file_); }

  void Write(const std::string& text) const { std::ofstream(file_) << text; }
  template <class Read>
  std::string Refusal(Read read, const std::string& text) const {
    Write(text);
    try {
      read(file_);
    } catch (const ResultsError& error) {
      return error.what();
    }
    return "";
  }

  const std::filesystem::path file_;
};

std::string Slice(const std::string& name, double time) {
  return R"({"name": ")" + name + R"(", "run_name": ")" + name +
         R"(", "run_type": "iteration", "op": )" + std::to_string(time) + "}";
}

// Whatever kind of time a system's benchmarks are named after.
TEST_F(RunsTest, TheBestSliceIsComparedWithTheAnchors) {
  for (const std::string kind : {"", "/real_time"}) {
    const std::string pair = "pair/mock/WTSOpenServerA" + kind, anchor = "anchor/floor_pair" + kind;
    Write(R"({"context": {}, "benchmarks": [)" + Slice(pair, 30) + "," + Slice(pair, 20) + "," +
          Slice(anchor, 10) + "," + Slice(anchor, 12) +
          R"(, {"name": "x", "run_name": "x", "run_type": "aggregate"}]})");
    EXPECT_EQ(TimesOf(ReadBenchmarks(file_)), (RunTimes{{"pair/WTSOpenServerA", 2.0}}));
  }
}

TEST_F(RunsTest, WhatIsNoResultIsRefused) {
  const auto read = [](const auto& file) { TimesOf(ReadBenchmarks(file)); };
  EXPECT_THAT(Refusal(read, R"({"context": {}, "benchmarks": [)" +
                                Slice("pair/mock/WTSOpenServerA", 30) + "]}"),
              HasSubstr("lacks the anchor"));
  EXPECT_THAT(Refusal(read, "{"), HasSubstr("no result of Google Benchmark"));
  EXPECT_THAT(Refusal(read, "{}"), HasSubstr("no result of Google Benchmark"));
  EXPECT_THAT(Refusal(read, R"({"context": {}, "benchmarks": []})"), HasSubstr("is refused"));
  EXPECT_THAT(Refusal(read, std::string(1000, '[')), HasSubstr("is refused"));
  EXPECT_THROW(read("/nowhere/at/all.json"), ResultsError);
}

TEST_F(RunsTest, ABaselineComesBackAsItWas) {
  Write(ToJson(Runs{"this one", "mock", {{{"pair", 2.0}}, {{"pair", 2.5}}}}));
  const Runs runs = ReadRuns(file_);
  EXPECT_EQ(runs.machine, "this one");
  EXPECT_EQ(runs.implementation, "mock");
  EXPECT_EQ(runs.runs, (std::vector<RunTimes>{{{"pair", 2.0}}, {{"pair", 2.5}}}));
}

TEST_F(RunsTest, WhatIsNoBaselineIsRefused) {
  const auto read = [](const auto& file) { ReadRuns(file); };
  EXPECT_THAT(Refusal(read, "{}"), HasSubstr("no baseline"));
  EXPECT_THAT(Refusal(read, R"({"schema": "other", "complete": true})"), HasSubstr("no baseline"));
  const std::string start =
      R"({"schema": "wtsbench-runs/1", "complete": true, "machine": "m", "implementation": "i",)";
  EXPECT_THAT(Refusal(read, start + R"("runs": [{"pair": 1}]})"), HasSubstr("fewer than two"));
  EXPECT_THAT(Refusal(read, start + R"("runs": [{"pair": 1}, {"pair": 0}]})"),
              HasSubstr("not above 0"));
}

}  // namespace
}  // namespace wtsconform
