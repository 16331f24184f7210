// wtsbench from outside: what it refuses, what it writes. No test looks at how long anything took.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "bench/goals.h"
#include "bench/runs.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/run_program.h"
#include "reports/formats/benchmarks.h"
#include "reports/formats/side_by_side.h"
#include "reports/formats/speed_comparison.h"

namespace wtsconform {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

// One short slice.
const std::vector<std::string> kShort = {"--benchmark_repetitions=1",
                                         "--benchmark_min_time=0.0001"};

ProgramEnd Bench(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), kShort.begin(), kShort.end());
  return Program((ExecutableFolder() / "wtsbench").string(), arguments).Wait();
}

std::filesystem::path Temporary(const std::string& name) {
  return std::filesystem::temp_directory_path() /
         ("wtsbench-cli-" + std::to_string(getpid()) + "-" + name);
}

TEST(BenchCli, WhatItCannotMeasureIsRefused) {
  const auto refuses = [](const std::vector<std::string>& arguments, const std::string& why) {
    const ProgramEnd end = Bench(arguments);
    EXPECT_EQ(end.status, 2) << end.out;
    EXPECT_THAT(end.err, HasSubstr(why));
  };
  refuses({"--implementation", "mokc"}, "mock");
  refuses({"--implementation", "/nowhere/lib.so"}, "/nowhere/lib.so");
  refuses({"--implementation", "freerdp"}, "--stress");
  refuses({"--implementation", "winpr", "--implementation", "freerdp", "--stress"}, "one by one");
  refuses({"--benchmark_filter=nothing_like_that"}, "no benchmark matches");
  refuses({"--bench"}, "--bench");
  refuses({"--library", "mock"}, "without --library");
  refuses({"--profile", "x.so"}, ".toml");
  refuses({"compare", "mock"}, "new");
  refuses({"compare", "mock", "mock", "--runs", "1"}, "--runs");
  refuses({"compare", "/nowhere/baseline.json", "mock"}, "is refused");
}

TEST(BenchCli, AVendorsLibraryIsMeasuredByGoogleBenchmarksFlags) {
  const auto mock = ExecutableFolder().parent_path() / "lib/libwtsapi32mock.so";
  const std::vector<std::string> library = {"--library", mock.string(), "--server", "MOCKHOST"};
  const auto bench = [&](std::vector<std::string> words) {
    words.insert(words.begin(), library.begin(), library.end());
    return Bench(words);
  };
  const std::string pair = "pair/libwtsapi32mock.so/WTSOpenServerA";
  const ProgramEnd listed = bench({"--benchmark_list_tests", "--benchmark_filter=" + pair});
  EXPECT_EQ(listed.out, pair + "\n") << listed.err;
  const ProgramEnd refused = bench({"--benchmark_filter=" + pair});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("--stress"));

  const ProgramEnd end =
      bench({"--stress", "--benchmark_filter=" + pair, "--benchmark_format=json",
             "--benchmark_context=who=me", "--benchmark_display_aggregates_only=false"});
  EXPECT_EQ(end.status, 0) << end.err;
  // What compare.py of Google Benchmark reads.
  const auto json = nlohmann::json::parse(end.out);
  EXPECT_EQ(json.at("context").at("who"), "me");
  const auto& first = json.at("benchmarks").at(0);
  EXPECT_EQ(first.at("run_type"), "iteration");
  EXPECT_EQ(first.at("run_name"), pair);
  for (const char* const key : {"name", "repetitions", "real_time", "cpu_time", "time_unit"}) {
    EXPECT_TRUE(first.contains(key)) << key;
  }
}

TEST(BenchCli, AServerThatDoesNotAnswerLeavesOnlyTheCalls) {
  const auto mock = ExecutableFolder().parent_path() / "lib/libwtsapi32mock.so";
  const ProgramEnd end = Bench({"--library", mock.string(), "--server", "NOSUCH",
                                "--benchmark_list_tests", "--benchmark_filter=libwtsapi32mock"});
  EXPECT_THAT(end.out, HasSubstr("dispatch/libwtsapi32mock.so/"));
  EXPECT_THAT(end.out, Not(HasSubstr("pair/libwtsapi32mock.so/")));
}

TEST(BenchCli, HelpIsBothHelps) {
  const ProgramEnd end = Program((ExecutableFolder() / "wtsbench").string(), {"--help"}).Wait();
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out, HasSubstr("--library FILE"));
  EXPECT_THAT(end.out, HasSubstr("--benchmark_filter"));
}

// Its exit status would otherwise be the program's.
TEST(BenchCli, ALibraryThatEndsTheProcessIsNotMeasured) {
  const auto file = ExecutableFolder().parent_path() / "testlibs" / "exits_in_close.so";
  const ProgramEnd end = Bench({"--stress", "--implementation", file.string()});
  EXPECT_EQ(end.status, 1) << end.out;
  EXPECT_THAT(end.err, HasSubstr("NOT MEASURED"));
  EXPECT_THAT(end.err, HasSubstr("exit 0"));
}

TEST(BenchCli, ResultsTellWhatWasMeasuredAndWhere) {
  const auto file = Temporary("out.json");
  const ProgramEnd end = Bench({"--benchmark_filter=^(pair/mock/WTSOpenServerA|anchor/floor_pair)$",
                                "--benchmark_out_format=json", "--benchmark_out=" + file.string()});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_EQ(TimesOf(ReadBenchmarks(file)).count("pair/WTSOpenServerA"), 1u);
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  for (const char* const key :
       {"\"machine\"", "\"clock\"", "\"load\"", "\"compiler\"", "\"flags\"", "\"google_benchmark\"",
        "\"implementation mock\"", "sha256", "\"executable\": \"wtsbench\""}) {
    EXPECT_THAT(text, HasSubstr(key));
  }
  EXPECT_THAT(text, HasSubstr("\n    {\"name\": \"pair/mock/WTSOpenServerA")) << "an entry a line";
  std::filesystem::remove(file);
}

TEST(BenchCli, TheWholeOfTheMockCanBeMeasured) {
  const ProgramEnd end = Bench({"--benchmark_list_tests=true"});
  EXPECT_EQ(end.status, 0) << end.err;
  for (const char* const name :
       {"pair/mock/WTSOpenServerExW", "live/mock/1000000", "batch/mock/shuffled/1000",
        "failed_open/mock/WTSOpenServerA", "query/mock/stale", "validate/mock/live",
        "own_handles/mock/threads:2", "handover/mock", "cold/mock/1000000", "suite/mock"}) {
    EXPECT_THAT(end.out, HasSubstr(name));
  }
}

TEST(BenchCli, GoalsAreMeasured) {
  const auto file = Temporary("goals.json");
  const ProgramEnd end = Bench({"--goals", "--benchmark_filter=^(pair/mock|anchor/floor_pair)",
                                "--benchmark_out=" + file.string()});
  EXPECT_THAT(end.out, HasSubstr("pair ÷ floor pair"));
  EXPECT_THAT(end.out, HasSubstr("not measured")) << "for the others";
  EXPECT_THAT(end.status, AnyOf(0, 1, 4)) << end.err;
  const Benchmarks written = ReadBenchmarks(file);
  EXPECT_EQ(written.goals.size(), TheGoals().size());
  EXPECT_NE(written.goals.front().verdict, GoalVerdict::kUnmeasured);
  EXPECT_EQ(written.all.size(), 5u) << "four openers and the anchor";
  std::filesystem::remove(file);
}

TEST(BenchCli, MoreThanTwoAreSideBySide) {
  const auto json = Temporary("beside.json");
  const auto one = Temporary("one.json");
  ASSERT_EQ(Bench({"--benchmark_filter=^(pair/mock/WTSOpenServerA|anchor/floor_pair)$",
                   "--benchmark_out=" + one.string()})
                .status,
            0);
  const ProgramEnd wrong = Bench({"compare", "mock", "mock", "mokc"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("mokc"));
  const ProgramEnd gate = Bench({"compare", "mock", "mock", "mock", "--fail-if-slower", "5"});
  EXPECT_EQ(gate.status, 2);

  const auto closed = ExecutableFolder().parent_path() / "testlibs" / "exits_in_close.so";
  const ProgramEnd end =
      Bench({"compare", "mock", closed.string(), one.string(), "--stress", "--runs", "2",
             "--benchmark_filter=^pair/[^/]*/WTSOpenServerA$", "--json", json.string()});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out, HasSubstr("measured again: the noise"));
  EXPECT_THAT(end.out, HasSubstr("not measurable here: NOT MEASURED: the process ended"));
  const SideBySide read = ReadSideBySide(json);
  ASSERT_EQ(read.sides.size(), 3u);
  EXPECT_EQ(read.sides[0].processes, 2);
  EXPECT_EQ(read.sides[1].processes, 0);
  EXPECT_EQ(read.sides[2].processes, 1);
  ASSERT_EQ(read.all.size(), 1u);
  EXPECT_EQ(read.all[0].rows.back().kind, SideRowKind::kPeer);
  EXPECT_EQ(read.all[0].rows.size(), 3u + 1 + 3) << "sides, the first again, and three anchors";
  std::filesystem::remove(json);
  std::filesystem::remove(one);
}

TEST(BenchCli, ABaselineOfAnotherMachineIsRefusedUnlessForced) {
  const auto file = Temporary("baseline.json");
  const std::vector<std::string> pair = {"--benchmark_filter=^pair/[^/]*/WTSOpenServerA$", "--runs",
                                         "2"};
  const auto compare = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compare");
    arguments.insert(arguments.end(), pair.begin(), pair.end());
    return Bench(arguments);
  };
  const auto json = Temporary("comparison.json");
  const ProgramEnd saved =
      compare({"mock", "mock", "--save", file.string(), "--json", json.string()});
  EXPECT_EQ(saved.status, 0) << saved.err;
  EXPECT_THAT(saved.out, HasSubstr("mock against itself: "));
  EXPECT_THAT(NoiseSentence(ReadSpeedComparison(json)), HasSubstr("itself, mock was"));
  std::filesystem::remove(json);
  EXPECT_EQ(compare({file.string(), "mock"}).status, 0);

  const ProgramEnd full = compare({"mock", "mock", "--json", "/dev/full"});
  EXPECT_EQ(full.status, 3);
  EXPECT_THAT(full.err, HasSubstr("/dev/full"));
  EXPECT_EQ(compare({"mock", "mock", "--save", "/nowhere/at/all.json"}).status, 3);

  Runs runs = ReadRuns(file);
  runs.machine = "another";
  for (RunTimes& run : runs.runs) run["pair/WTSOpenServerA"] /= 1e3;
  WriteFile(file, ToJson(runs));
  const ProgramEnd refused = compare({file.string(), "mock"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("another machine"));
  const ProgramEnd forced = compare({file.string(), "mock", "--force", "--fail-if-slower", "5"});
  EXPECT_THAT(forced.err, Not(HasSubstr("another machine")));
  EXPECT_THAT(forced.out, HasSubstr("pair/WTSOpenServerA"));
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace wtsconform
