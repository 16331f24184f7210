// The results files of runs, and what they are held against.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "conformance/tests/cli_fixture.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(CliTest, ResultsCanBeReadAgain) {
  const fs::path json = folder_ / "mock.json";
  const ProgramEnd end = RunFew({"--json", json.string()}, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(end.status, 1);
  const Results results = ReadResults(json);
  EXPECT_EQ(results.implementation.name, "mock");
  EXPECT_THAT(results.implementation.version, HasSubstr("stale-accepted"));
  EXPECT_EQ(results.implementation.library, "libwtsapi32mock.so");
  EXPECT_EQ(results.implementation.sha256.size(), 64u);
  EXPECT_EQ(results.implementation.loader, "plain");
  EXPECT_FALSE(results.tool.version.empty());
  EXPECT_GT(results.cases.size(), 5u);
  const int deviations = results.Summary().at("required").at("deviation");
  EXPECT_EQ(deviations, static_cast<int>(results.cases.size()));
  for (const CaseRecord& record : results.cases) {
    EXPECT_EQ(record.clause, "CLOSE-6");
    EXPECT_THAT(record.trace, Contains(HasSubstr("WTSCloseServer(h 0x")));
  }
}

TEST_F(CliTest, NoPathAndNoNameOfThisMachineIsInAResultsFile) {
  const fs::path json = folder_ / "mock.json";
  RunFew({"--json", json.string()}, {{"WTSMOCK", "stale-crashes"}});
  const std::string text = Text(json);
  EXPECT_THAT(text, HasSubstr("SIGSEGV"));
  EXPECT_THAT(text, Not(HasSubstr(ExecutableFolder().string())));
  EXPECT_THAT(text, Not(HasSubstr(folder_.string())));
}

TEST_F(CliTest, SeveralImplementationsWriteAFileEachIntoAFolder) {
  const fs::path library = fs::path(TestLibrary("noisy"));
  const ProgramEnd end =
      Call({"run", "mock", library.string(), "--filter", kOne, "--json",
            (folder_ / "results").string() + "/", "--junit", (folder_ / "results").string() + "/"});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_EQ(ReadResults(folder_ / "results" / "mock.json").implementation.name, "mock");
  EXPECT_EQ(ReadResults(folder_ / "results" / "noisy.so.json").implementation.name, "noisy.so");
  EXPECT_THAT(Text(folder_ / "results" / "mock.xml"), HasSubstr("<testsuite"));
}

TEST_F(CliTest, ShardsTogetherAreTheWhole) {
  std::size_t cases = 0;
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const fs::path json = folder_ / "shard.json";
    EXPECT_EQ(RunFew({"--shard", shard, "--json", json.string()}).status, 0);
    cases += ReadResults(json).cases.size();
  }
  const fs::path json = folder_ / "whole.json";
  RunFew({"--json", json.string()});
  EXPECT_EQ(cases, ReadResults(json).cases.size());
}

// Everything but whether it was expected, and how long it took.
std::vector<std::string> WithoutExpectations(const fs::path& json) {
  std::vector<std::string> rows;
  for (const CaseRecord& record : ReadResults(json).cases) {
    std::string row = record.id + "|" + std::string(VerdictName(record.verdict)) + "|" +
                      record.signature + "|" + record.clause + "|" + record.level;
    rows.push_back(row);
  }
  return rows;
}

TEST_F(CliTest, AListChangesNothingButWhatWasExpected) {
  const fs::path list = Put("list.toml", std::string("[[expect]]\ncase = \"") + kOne +
                                             "\"\nverdict = \"deviation\"\nreason = \"known\"\n");
  const Environment defect = {{"WTSMOCK", "stale-accepted"}};
  const fs::path with = folder_ / "with.json", without = folder_ / "without.json";
  EXPECT_EQ(
      Call({"run", "mock", "--filter", kOne, "--expect", list.string(), "--json", with.string()},
           defect)
          .status,
      0);
  EXPECT_EQ(
      Call({"run", "mock", "--filter", kOne, "--no-expect", "--json", without.string()}, defect)
          .status,
      1);
  EXPECT_EQ(WithoutExpectations(with), WithoutExpectations(without));
  EXPECT_TRUE(ReadResults(with).cases.at(0).expected);
  EXPECT_FALSE(ReadResults(without).cases.at(0).expected);
}

TEST_F(CliTest, AListChangesNothingButWhatWasExpectedOfFreerdpToo) {
  const Words run = {"run", "freerdp", "--filter", "close/use-after-close/*/WTSQuery*"};
  const fs::path with = folder_ / "with.json", without = folder_ / "without.json";
  const auto call = [&](const char* option, const fs::path& json) {
    Words words = run;
    if (*option) words.push_back(option);
    words.insert(words.end(), {"--json", json.string()});
    return Call(words);
  };
  const ProgramEnd end = call("", with);
  if (end.status == 2 && end.err.find("libfreerdp2") != std::string::npos) {
    GTEST_SKIP() << "NOT TESTED: FreeRDP is not installed: " << end.err;
  }
  EXPECT_EQ(call("--no-expect", without).status, 1);
  EXPECT_EQ(WithoutExpectations(with), WithoutExpectations(without));
}

TEST_F(CliTest, AListedEntryThatDidNotHappenIsAFinding) {
  const fs::path list = Put("list.toml", std::string("[[expect]]\ncase = \"") + kOne +
                                             "\"\nverdict = \"deviation\"\nreason = \"known\"\n");
  const ProgramEnd end = Call({"run", "mock", "--filter", kOne, "--expect", list.string()});
  EXPECT_EQ(end.status, 1);
  EXPECT_THAT(end.err, AllOf(HasSubstr(list.string() + ":1:1: "), HasSubstr("is listed as"),
                             HasSubstr("came out as pass")));
}

}  // namespace
}  // namespace wtsconform
