// Implementations that another process loads (`runner` in a profile).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "conformance/tests/cli_fixture.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr char kMockElsewhere[] = R"(
name = "elsewhere"
like = "mock"
runner = ["/usr/bin/env", "$ORIGIN/wtsconform"]
)";

TEST_F(CliTest, ARunnersResultsAreThoseOfTheSuite) {
  const fs::path profile = Put("p.toml", kMockElsewhere);
  const ProgramEnd end = Call({"run", profile.string(), "--filter", kFew, "--clause", "CLOSE-6",
                               "--json", (folder_ / "e.json").string()});
  EXPECT_EQ(end.status, 0) << end.out << end.err;
  RunFew({"--clause", "CLOSE-6", "--json", (folder_ / "m.json").string()});
  const Results elsewhere = ReadResults(folder_ / "e.json");
  const Results here = ReadResults(folder_ / "m.json");
  EXPECT_EQ(elsewhere.implementation.name, "elsewhere");
  EXPECT_EQ(elsewhere.implementation.sha256, here.implementation.sha256);
  ASSERT_EQ(elsewhere.cases.size(), here.cases.size());
  for (std::size_t i = 0; i < here.cases.size(); ++i) {
    EXPECT_EQ(elsewhere.cases[i].id, here.cases[i].id);
    EXPECT_EQ(elsewhere.cases[i].verdict, here.cases[i].verdict);
  }
}

TEST_F(CliTest, ARunnersFindingsAreComparedWithTheListHere) {
  const fs::path profile = Put("p.toml", std::string(kMockElsewhere) + R"(
[[expect]]
case = "close/use-after-close/WTSOpenServerW/WTSEnumerateSessionsW"
verdict = "deviation"
reason = "a defect is switched on"
)");
  const Words words = {"run", profile.string(), "--filter", kOne};
  EXPECT_EQ(Call(words).status, 1) << "what is listed does not happen";
  const ProgramEnd end = Call(words, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(end.status, 0) << end.out << end.err;
}

// Whatever selects the cases here selects them there.
TEST_F(CliTest, ARunnerSelectsTheSameCases) {
  const std::string profile = Put("p.toml", kMockElsewhere).string();
  const ProgramEnd frozen =
      Call({"run", profile, "--requirements", "2026.1", "--clause", "OPEN-5"});
  EXPECT_EQ(frozen.status, 0) << frozen.err;
  EXPECT_THAT(frozen.out, HasSubstr("4 cases"));
  const ProgramEnd several = Call({"run", profile, "--filter", kOne, "--filter", kFew, "--level",
                                   "required", "--shard", "1/2"});
  EXPECT_EQ(several.status, 0) << several.err;
}

// It is not this program that refuses, but the message is this program's.
TEST_F(CliTest, WhatARunnersProgramRefusesIsRefused) {
  const std::string runner = R"("/bin/sh", "-c", "[ $0 = --version ] || { echo no >&2; exit 2; }")";
  const std::string profile =
      Put("p.toml", "name = \"e\"\nlike = \"mock\"\nrunner = [" + runner + "]\n").string();
  ExpectRefused({"run", profile, "--filter", kOne},
                "wtsconform: e: refused by the program that the runner starts: no\n");
}

TEST_F(CliTest, ARunnerThatFailsIsReportedAndNeverSuccess) {
  const auto with = [&](const std::string& runner) {
    return Put("p.toml", "name = \"e\"\nlike = \"mock\"\nrunner = [" + runner + "]\n").string();
  };
  ExpectRefused({"run", with("\"/nonexistent/wine\"")},
                "e: cannot start the runner: there is no /nonexistent/wine");
  ExpectRefused({"run", with("\"/bin/false\"")}, "cannot start the runner: exit status 1");
  ExpectRefused({"run", with("\"/bin/sh\", \"-c\", \"echo gone >&2; exit 1\"")}, "gone");
  for (const char* runner : {"\"/bin/true\"", R"("/bin/sh", "-c", "[ $0 = --version ]")"}) {
    const ProgramEnd end = Call({"run", with(runner), "--filter", kOne});
    EXPECT_NE(end.status, 0) << runner;
    EXPECT_THAT(end.err, HasSubstr("results.json")) << "it wrote none";
  }
}

}  // namespace
}  // namespace wtsconform
