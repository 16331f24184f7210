// The built program as people call it: what it says, and its exit status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class CliTest : public ProgramTest {
 protected:
  // `words` after "run mock --filter kFew".
  static ProgramEnd RunFew(const Words& words, const Environment& environment = {}) {
    Words all = {"run", "mock", "--filter", kFew};
    all.insert(all.end(), words.begin(), words.end());
    return Call(all, environment);
  }

  // What the shell makes of the first line of `text` that starts, after spaces, with `start`.
  static ProgramEnd CallPrinted(const std::string& text, const std::string& start,
                                Environment environment = {}) {
    const auto from = text.find(start);
    if (from == std::string::npos) return {-1, "", "no \"" + start + "\" in: " + text};
    const std::string line = text.substr(from, text.find('\n', from) - from);
    environment["PATH"] = ExecutableFolder().string() + ":/usr/bin";
    return Program("/bin/sh", {"-c", line}, environment).Wait();
  }

  // Refused: status 2, a complaint that has all of `parts`, nothing that looks like a result.
  template <typename... Parts>
  static void ExpectRefused(const Words& words, const Parts&... parts) {
    const std::vector<std::string> expected = {parts...};
    const ProgramEnd end = Call(words);
    EXPECT_EQ(end.status, 2) << ::testing::PrintToString(words) << end.out << end.err;
    EXPECT_THAT(end.err, StartsWith("wtsconform: "));
    for (const std::string& part : expected) EXPECT_THAT(end.err, HasSubstr(part));
    EXPECT_THAT(end.out, Not(HasSubstr("cases in")));
  }
};

// A sequence that is known to no C++ file.
constexpr char kMine[] = R"([[case]]
id     = "mine/open-close-use"
clause = "CLOSE-6"
title  = "closed handles to two servers are refused, each from its own close on"
steps  = [
  { open = "first", by = "WTSOpenServerW", server = "reachable" },
  { open = "second", by = "WTSOpenServerExA", server = "other" },
  { control = "WTSEnumerateProcessesA", on = "second" },
  { control = "WTSEnumerateProcessesA", on = "first" },
  { close = "second" },
  { call = "WTSEnumerateProcessesA", on = "second", expect = "failure" },
  { call = "WTSEnumerateProcessesA", on = "first", expect = "success" },
  { close = "first" },
  { sleep = 1 },
  { call = "WTSEnumerateProcessesA", on = "first", expect = "failure" },
]
)";

// --- implementations that another process loads

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

// --- what goes well

TEST_F(CliTest, TheMockConforms) {
  const ProgramEnd end = RunFew({});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out, AllOf(HasSubstr("mock"), HasSubstr("pass")));
  EXPECT_THAT(end.err, IsEmpty());
}

TEST_F(CliTest, TheHelpNamesWhatThereIs) {
  const ProgramEnd end = Call({"--help"});
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out, AllOf(HasSubstr("run"), HasSubstr("list"), HasSubstr("explain")));
  const ProgramEnd run = Call({"run", "--help"});
  EXPECT_EQ(run.status, 0);
  for (const char* option :
       {"--server", "--unreachable", "--filter", "--clause", "--level", "--shard", "--jobs",
        "--timeout", "--expect", "--no-expect", "--json", "--junit", "--mutating",
        "--this-machine-may-be-lost", "--spec", "Exit status", "freerdp"}) {
    EXPECT_THAT(run.out, HasSubstr(option));
  }
}

TEST_F(CliTest, TheVersionNamesTheProgram) {
  const ProgramEnd end = Call({"--version"});
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out, StartsWith("wtsconform "));
}

TEST_F(CliTest, ListShowsLevelClauseAndCase) {
  const ProgramEnd end = Call({"list", "--filter", kOne});
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out, AllOf(StartsWith("required"), HasSubstr("CLOSE-6"), HasSubstr(kOne)));
  EXPECT_EQ(std::count(end.out.begin(), end.out.end(), '\n'), 1);
}

TEST_F(CliTest, ExplainShowsTheStepsOfACase) {
  const ProgramEnd end = Call({"explain", kOne});
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out, AllOf(HasSubstr("CLOSE-6"), HasSubstr("1. "), HasSubstr("close h"),
                             HasSubstr("expect failure"), HasSubstr("--filter")));
}

TEST_F(CliTest, ExplainShowsAClauseAndItsPage) {
  const ProgramEnd end = Call({"explain", "CLOSE-6"});
  EXPECT_EQ(end.status, 0);
  EXPECT_THAT(end.out,
              AllOf(StartsWith("CLOSE-6 (required"), HasSubstr("page: "), HasSubstr("cases: ")));
}

TEST_F(CliTest, AFindingIsShownInFull) {
  const ProgramEnd end = RunFew({}, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(end.status, 1);
  EXPECT_THAT(end.out, AllOf(HasSubstr("deviation"), HasSubstr("CLOSE-6"), HasSubstr("expected"),
                             HasSubstr("observed"), HasSubstr("WTSCloseServer(h 0x"),
                             HasSubstr("wtsconform run mock --filter")));
}

// The command under a finding repeats it.
TEST_F(CliTest, TheCommandUnderAFindingRepeatsIt) {
  const Environment defect = {{"WTSMOCK", "stale-accepted"}};
  const ProgramEnd again =
      CallPrinted(RunFew({}, defect).out, "wtsconform run mock --filter", defect);
  EXPECT_EQ(again.status, 1) << again.err;
}

// Each of these options is one without which the finding is another, or none.
TEST_F(CliTest, TheCommandUnderAFindingCarriesTheOptionsThatMatter) {
  const Environment defect = {{"WTSMOCK", "stale-accepted"}};
  const fs::path tables = Put("it's mine/cases/mine.toml", kMine).parent_path().parent_path();
  const ProgramEnd end =
      Call({"run", "mock", "--spec", tables.string(), "--timeout", "7.5", "--stress",
            "--memory-checker", "allocator", "--no-expect", "--unreachable", "no one", "--jobs",
            "3", "--level", "required", "--json", Path("a.json")},
           defect);
  EXPECT_EQ(end.status, 1) << end.err;
  const std::string spec = "--spec '" + folder_.string() + "/it'\\''s mine'";
  EXPECT_THAT(end.out, HasSubstr("wtsconform run mock " + spec +
                                 " --unreachable 'no one' --timeout 7.5 --no-expect --stress "
                                 "--memory-checker allocator --filter 'mine/open-close-use'\n"));
  EXPECT_THAT(end.out, HasSubstr("wtsconform repro 'mine/open-close-use' " + spec +
                                 " --implementation mock -o"));
  const ProgramEnd again = CallPrinted(end.out, "wtsconform run mock --spec", defect);
  EXPECT_EQ(again.status, 1) << again.err;
  EXPECT_THAT(again.out, HasSubstr("1 case in"));
}

TEST_F(CliTest, TheCommandUnderAFindingConfirmsThatThisMachineMayBeLost) {
  if (IsElevated()) GTEST_SKIP() << "NOT TESTED: refused to root";
  const ProgramEnd end =
      Call({"run", "mock", "--filter", kOne, "--mutating", "--this-machine-may-be-lost"},
           {{"WTSMOCK", "stale-accepted"}});
  EXPECT_THAT(end.out, HasSubstr("run mock --mutating --this-machine-may-be-lost --filter"));
}

// They are about the tables that they were printed from.
TEST_F(CliTest, TheCommandsThatExplainPrintsNameTheTables) {
  Put("spec/cases/mine.toml", kMine);
  const std::string spec = Path("spec");
  const ProgramEnd subject = Call({"explain", "mine/open-close-use", "--spec", spec});
  EXPECT_THAT(subject.out, HasSubstr("wtsconform run IMPLEMENTATION --spec " + spec +
                                     " --filter 'mine/open-close-use'"));
  const ProgramEnd clause = Call({"explain", "CLOSE-6", "--spec", spec});
  const auto from = clause.out.find("(wtsconform list ");
  ASSERT_NE(from, std::string::npos) << clause.out;
  const std::string command = clause.out.substr(from + 1, clause.out.find(')', from) - from - 1);
  EXPECT_THAT(CallPrinted(command, "wtsconform list").out, HasSubstr("mine/open-close-use"));
}

TEST_F(CliTest, SeveralFiltersAddUp) {
  const ProgramEnd end =
      Call({"list", "--filter", kOne, "--filter", "open/failed-open-is-not-null/WTSOpenServerA"});
  EXPECT_EQ(std::count(end.out.begin(), end.out.end(), '\n'), 2);
}

TEST_F(CliTest, RobustnessAndObservationsNeverFailARun) {
  EXPECT_EQ(Call({"run", "mock", "--filter", "robustness/double-close/*"},
                 {{"WTSMOCK", "double-close-crashes"}})
                .status,
            0);
  EXPECT_EQ(Call({"run", "mock", "--filter", "observed/value-of-a-failed-open/*"}).status, 0);
}

// --- results files

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

// --- bad input: libraries

TEST_F(CliTest, AMissingFileIsRefused) {
  ExpectRefused({"run", "/nonexistent/libx.so"}, "there is no file /nonexistent/libx.so");
  ExpectRefused({"run", "/nonexistent/x.toml"}, "there is no file /nonexistent/x.toml");
  ExpectRefused({"run", folder_.string()}, folder_.string());
}

TEST_F(CliTest, AFileThatIsNoLibraryIsRefused) {
  const std::string file = Put("text.so", "no library\n").string();
  ExpectRefused({"run", file}, file);
  ExpectRefused({"run", Put("empty.so", "").string()}, "empty.so");
  ExpectRefused({"histories", file}, file);
  ExpectRefused({"concurrent", file}, file);
}

TEST_F(CliTest, UnusableLibrariesAreRefused) {
  ExpectRefused({"run", TestLibrary("exports_nothing")}, "exports none of the functions");
  ExpectRefused({"run", TestLibrary("crashes_at_load")}, "crashes while it is being loaded",
                "SIGSEGV");
  ExpectRefused({"run", TestLibrary("hangs_at_load"), "--timeout", "0.2"},
                "hangs while it is being loaded");
  ExpectRefused({"run", TestLibrary("exits_at_load")}, "ends the process while it is being loaded",
                "no licence found");
  ExpectRefused({"run", TestLibrary("throws_at_load")}, "crashes while it is being loaded",
                "SIGABRT");
}

// Another library would be judged under this one's name.
TEST_F(CliTest, ALibraryWithTheFunctionsOfAnotherIsRefusedUnlessBothAreMeant) {
  const std::string library = TestLibrary("through_another");
  ExpectRefused({"run", library}, "libwtsapi32mock.so, so that would be judged",
                "--with-dependencies");
  ExpectRefused({"run", library}, "through_another.so has ", "loader = \"winpr-provider\"");
  ExpectRefused({"run", TestLibrary("provider")}, "exports none of the functions",
                "loader = \"winpr-provider\"");
  EXPECT_EQ(Call({"run", library, "--with-dependencies", "--server", "MOCKHOST", "--filter", kOne})
                .status,
            0);
  const fs::path profile = Put("both.toml", "name = \"both\"\nlibrary = [\"" + library +
                                                "\"]\nsymbols = \"with-dependencies\"\n");
  EXPECT_EQ(Call({"run", profile.string(), "--server", "MOCKHOST", "--filter", kOne}).status, 0);
}

// Whoever starts the runner may have ignored the signal of a child's end.
TEST_F(CliTest, AnIgnoredSignalOfChildrenIsNotInherited) {
  const std::string words = "trap '' CHLD; exec \"$0\" run mock --filter " + std::string(kOne);
  const ProgramEnd end = Program("/bin/sh", {"-c", words, ProgramFile()}).Wait();
  EXPECT_EQ(end.status, 0) << end.out << end.err;
}

// Out of memory, say: it is tried once more, and then nothing is known of the case.
TEST_F(CliTest, ACaseThatIsKilledFromOutsideTwiceIsInconclusive) {
  const std::string json = Path("r.json");
  Call({"run", TestLibrary("misbehaves"), "--filter", kOne, "--json", json},
       {{"MISBEHAVES", "killed"}});
  const Results results = ReadResults(json);
  ASSERT_EQ(results.cases.size(), 1u);
  EXPECT_EQ(results.cases[0].verdict, Verdict::kInconclusive);
  EXPECT_THAT(results.cases[0].detail, HasSubstr("killed from outside"));
}

TEST_F(CliTest, ACaseThatIsKilledFromOutsideOnceIsTriedAgain) {
  const std::string json = Path("r.json");
  Call({"run", TestLibrary("misbehaves"), "--filter", kOne, "--json", json},
       {{"MISBEHAVES", "killed once"}, {"KILLED_ONCE", Path("killed")}});
  EXPECT_TRUE(fs::exists(Path("killed")));
  ASSERT_EQ(ReadResults(json).cases.size(), 1u);
  EXPECT_EQ(ReadResults(json).cases[0].verdict, Verdict::kPass);
}

// A control in one branch of a parallel step must not excuse a crash in another.
constexpr char kControlInABranch[] = R"(
[[case]]
id = "mine/control-in-a-branch"
clause = "CLOSE-6"
title = "a closed handle is used while another one is"
steps = [
  { open = "h", by = "WTSOpenServerW", server = "reachable" },
  { control = "WTSEnumerateSessionsW", on = "h" },
  { open = "g", by = "WTSOpenServerW", server = "reachable", unlike = "h" },
  { close = "h" },
  { parallel = [
    [{ control = "WTSEnumerateSessionsW", on = "g" }],
    [{ call = "WTSEnumerateSessionsW", on = "h", expect = "failure" }],
  ], times = 50 },
]
)";

TEST_F(CliTest, AControlInABranchExcusesNoOtherBranch) {
  Put("spec/cases/mine.toml", kControlInABranch);
  const std::string json = Path("r.json");
  for (int round = 0; round < 5; ++round) {
    const ProgramEnd end = Call({"run", "mock", "--spec", Path("spec"), "--json", json},
                                {{"WTSMOCK", "stale-crashes"}});
    ASSERT_EQ(end.status, 1) << end.out << end.err;
    EXPECT_EQ(ReadResults(json).cases.at(0).verdict, Verdict::kCrash);
  }
}

TEST_F(CliTest, OneUnusableLibraryKeepsTheOthersFromStarting) {
  ExpectRefused({"run", "mock", TestLibrary("exports_nothing"), "--filter", kOne},
                "exports none of the functions");
}

// Everything else in it is unsupported, which decides nothing.
TEST_F(CliTest, ALibraryWithNextToNothingDecidesNothing) {
  const ProgramEnd end = Call({"run", TestLibrary("only_close_server"), "--filter", kFew});
  EXPECT_EQ(end.status, 4);
  EXPECT_THAT(end.out, HasSubstr("unsupported"));
  EXPECT_THAT(end.err, HasSubstr("no case that needs an opened handle could be decided"));
}

TEST_F(CliTest, AProfileIsHeldToTheIdentityItClaims) {
  const fs::path profile = Put(
      "p.toml", "name = \"p\"\nmarker = \"WtsMockIdentity\"\nmarker_text = \"x\"\nlibrary = \"" +
                    TestLibrary("noisy") + "\"\n");
  ExpectRefused({"run", profile.string()}, "noisy.so is not p");
}

// --- bad input: tables and lists

TEST_F(CliTest, MistypedProfilesAreRefusedWithFileAndLine) {
  const std::string path = Put("p.toml", "name = \"p\"\nlibary = \"x\"\n").string();
  ExpectRefused({"run", path}, path + ":2:", "\"libary\"", "did you mean \"library\"?");
}

TEST_F(CliTest, MistypedListsAreRefusedWithFileAndLine) {
  const std::string typo =
      Put("typo.toml", "[[expect]]\ncase = \"*\"\nverdict = \"crush\"\nreason = \"r\"\n").string();
  ExpectRefused({"run", "mock", "--expect", typo}, typo + ":3:", "\"crush\" cannot be listed");
  const std::string nothing =
      Put("nothing.toml", "\n[[expect]]\ncase = \"no/such\"\nverdict = \"crash\"\nreason = \"r\"\n")
          .string();
  ExpectRefused({"run", "mock", "--expect", nothing},
                nothing + ":2:", "\"no/such\" matches no case");
  ExpectRefused({"run", "mock", "--expect", "/nonexistent/list.toml"},
                "the list of expected deviations /nonexistent/list.toml: there is no such file");
}

// The sequence is known to no C++ file: the tables drive everything.
TEST_F(CliTest, ATableOfOnesOwnIsRun) {
  Put("spec/cases/mine.toml", kMine);
  const std::string spec = (folder_ / "spec").string();
  EXPECT_EQ(Call({"list", "--spec", spec}).out, "required    CLOSE-6  mine/open-close-use\n");
  const fs::path json = folder_ / "mine.json";
  const ProgramEnd well = Call({"run", "mock", "--spec", spec, "--json", json.string()});
  EXPECT_EQ(well.status, 0) << well.err;
  ASSERT_EQ(ReadResults(json).cases.size(), 1u);
  EXPECT_EQ(ReadResults(json).cases[0].verdict, Verdict::kPass);
  const ProgramEnd defect = Call({"run", "mock", "--spec", spec, "--json", json.string()},
                                 {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(defect.status, 1);
  EXPECT_EQ(ReadResults(json).cases[0].verdict, Verdict::kDeviation);
  EXPECT_THAT(defect.out, HasSubstr("mine/open-close-use"));
  EXPECT_THAT(Call({"explain", "--spec", spec, "mine/open-close-use"}).out,
              HasSubstr("open second with WTSOpenServerExA for the other server"));
}

TEST_F(CliTest, ABrokenTableIsRefusedWithFileAndLine) {
  const std::string spec = (folder_ / "spec").string();
  const auto refused = [&](const std::string& wrong, const std::string& right, const char* where,
                           const char* what) {
    std::string table = kMine;
    table.replace(table.find(right), right.size(), wrong);
    Put("spec/cases/mine.toml", table);
    ExpectRefused({"run", "mock", "--spec", spec}, where, what);
  };
  refused("cloze = \"second\"", "close = \"second\"", "cases/mine.toml:10:", "verb");
  refused("\"CLOSE-66\"", "\"CLOSE-6\"", "cases/mine.toml:3:", "did you mean \"CLOSE-6\"?");
  refused("WTSOpenSrverExA", "WTSOpenServerExA",
          "cases/mine.toml:7:", "did you mean \"WTSOpenServerExA\"?");
  refused("{ close = \"frist\" }", "{ close = \"first\" }",
          "cases/mine.toml:13:", "did you mean \"first\"?");
  refused("\n]\n[[case", "\n]\n", "cases/mine.toml:17:", "");
  refused("[case]]", "[[case]]", "cases/mine.toml:1:", "");
  // What the life of a handle does not give.
  refused("on = \"first\", expect = \"failure\"", "on = \"first\", expect = \"success\"",
          "cases/mine.toml:12:", "expects failure of \"first\"");
}

TEST_F(CliTest, AFolderWithoutTablesIsRefused) {
  ExpectRefused({"run", "mock", "--spec", folder_.string()}, "hold no case");
  ExpectRefused({"list", "--spec", "/nonexistent"}, "--spec /nonexistent", "is no folder");
}

// --- bad input: options

TEST_F(CliTest, WhatCannotBeWrittenIsRefused) {
  for (const char* option : {"--json", "--junit"}) {
    ExpectRefused({"run", "mock", "--filter", kOne, option, "/nonexistent/x"}, "/nonexistent/x");
    ExpectRefused({"run", "mock", "--filter", kOne, option, "/dev/null/folder/"},
                  "/dev/null/folder");
    const ProgramEnd full = Call({"run", "mock", "--filter", kOne, option, "/dev/full"});
    EXPECT_EQ(full.status, 3) << option;
    EXPECT_THAT(full.err, HasSubstr("/dev/full"));
  }
}

TEST_F(CliTest, OneFileForSeveralImplementationsIsRefused) {
  for (const char* option : {"--json", "--junit"}) {
    ExpectRefused(
        {"run", "mock", TestLibrary("noisy"), "--filter", kOne, option, (folder_ / "x").string()},
        "several implementations", option);
    EXPECT_FALSE(fs::exists(folder_ / "x"));
  }
}

// Both would write one file, and a matrix could not tell them apart.
TEST_F(CliTest, OneImplementationTwiceIsRefused) {
  ExpectRefused({"run", "mock", "mock", "--filter", kOne}, "\"mock\" is given twice");
}

TEST_F(CliTest, UnknownWordsAreRefusedWithASuggestion) {
  ExpectRefused({"runn", "mock"}, "\"runn\" is no command", "did you mean \"run\"?");
  ExpectRefused({"run", "mok"}, "\"mok\" is no known implementation", "did you mean \"mock\"?",
                "known are:");
  ExpectRefused({"run", "mock", "--jsn", "x"}, "--jsn", "did you mean \"--json\"?");
  ExpectRefused({"list", "--fliter", "x"}, "--fliter", "did you mean \"--filter\"?");
  ExpectRefused({"explain", "CLOSE-66"}, "\"CLOSE-66\" is no case and no clause",
                "did you mean \"CLOSE-6\"?");
  ExpectRefused({"explain", "close/use-after-close-x"}, "is no case and no clause");
  ExpectRefused({"--verison"}, "\"--verison\" is no option", "did you mean \"--version\"?");
  ExpectRefused({"list", "mock"}, "\"mock\"", "wtsconform list --help");
  ExpectRefused({"explain"}, "what");
}

TEST_F(CliTest, NoCommandAtAllShowsTheHelpAndIsWrongUsage) {
  const ProgramEnd end = Call({});
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.out + end.err, HasSubstr("run"));
}

TEST_F(CliTest, CommandsThatDoNotExistYetAreNotNamed) {
  for (const char* command : {"report", "diff", "merge", "repro"}) {
    if (Call({command, "--help"}).status != 0) {
      ExpectRefused({command, "x"}, std::string("\"") + command + "\" is no command");
      EXPECT_THAT(Call({"--help"}).out, Not(HasSubstr("\n  " + std::string(command) + " ")));
    }
  }
}

TEST_F(CliTest, SelectionsOfNothingAreRefused) {
  ExpectRefused({"run", "mock", "--filter", "no/such"}, "--filter no/such matches no case");
  ExpectRefused({"run", "mock", "--filter", kOne, "--filter", "no/such"}, "no/such");
  ExpectRefused({"run", "mock", "--filter", kOne, "--level", "observed"}, "no case is left");
  ExpectRefused({"run", "mock", "--clause", "CLOSE-5"}, "judged by the cases of CLOSE-6");
  ExpectRefused({"run", "mock", "--clause", "CLOSE-66"}, "did you mean \"CLOSE-6\"?");
  ExpectRefused({"run", "mock", "--level", "must"}, "--level must");
  ExpectRefused({"list", "--filter", "no/such"}, "--filter no/such matches no case");
  ExpectRefused({"list", "--level", "must"}, "--level must");
}

TEST_F(CliTest, NonsenseNumbersAreRefused) {
  for (const char* shard : {"0/3", "4/3", "x/y", "1", ""}) {
    ExpectRefused({"run", "mock", "--filter", kOne, "--shard", shard}, "--shard");
  }
  for (const char* jobs : {"0", "-1", "two", "1.5"}) {
    ExpectRefused({"run", "mock", "--filter", kOne, "--jobs", jobs}, "--jobs");
  }
  for (const char* timeout : {"0", "-1", "soon", "nan"}) {
    ExpectRefused({"run", "mock", "--filter", kOne, "--timeout", timeout}, "--timeout");
  }
}

TEST_F(CliTest, EmptyWordsAreRefused) {
  for (const char* option : {"--server", "--filter", "--clause", "--level", "--shard", "--expect",
                             "--json", "--junit", "--spec"}) {
    ExpectRefused({"run", "mock", option, ""}, option);
  }
}

TEST_F(CliTest, ListsExcludeEachOther) {
  ExpectRefused({"run", "mock", "--expect", "x", "--no-expect"}, "--expect");
}

TEST_F(CliTest, MutatingAloneIsRefused) {
  ExpectRefused({"run", "mock", "--filter", kOne, "--mutating"}, "--this-machine-may-be-lost");
  ExpectRefused({"run", "mock", "--filter", kOne, "--this-machine-may-be-lost"}, "--mutating");
  if (IsElevated()) {
    ExpectRefused({"run", "mock", "--filter", kOne, "--mutating", "--this-machine-may-be-lost"},
                  "root");
  }
}

// --- what nothing could be decided of, and our own faults

TEST_F(CliTest, AServerThatDoesNotAnswerDecidesNothing) {
  const ProgramEnd end = RunFew({"--server", "NOSUCHHOST"});
  EXPECT_EQ(end.status, 4);
  EXPECT_THAT(end.out, AllOf(HasSubstr("untestable"), Not(HasSubstr("pass"))));
  EXPECT_THAT(end.err, AllOf(HasSubstr("\"NOSUCHHOST\""), HasSubstr("--server")));
}

// A case that outlives its budget of so many timeouts runs once more, alone and with a longer one.
TEST_F(CliTest, ACaseThatStaysUndecidedIsNoSuccess) {
#if defined(WTSCONFORM_SANITIZED)
  GTEST_SKIP() << "a library takes longer to load than the timeouts that this needs";
#endif
  std::string table = kMine;
  table.replace(table.find("sleep = 1 "), 10, "sleep = 1500 ");
  Put("spec/cases/mine.toml", table);
  std::string quick = kMine;
  quick.replace(quick.find("mine/"), 5, "quick/");
  Put("spec/cases/quick.toml", quick);
  const Words run = {"run", "mock", "--spec", Path("spec"), "--timeout"};
  const auto with = [&](Words words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return Call(words);
  };
  const ProgramEnd patient = with(run, {"0.06"});
  EXPECT_EQ(patient.status, 0) << patient.err;
  EXPECT_THAT(patient.out, HasSubstr("2 cases in"));
  const ProgramEnd undecided = with(run, {"0.02"});
  EXPECT_EQ(undecided.status, 4) << undecided.out;
  EXPECT_THAT(undecided.err,
              HasSubstr("mine/open-close-use stayed inconclusive when it ran again"));
  Put("list.toml",
      "[[expect]]\ncase = \"mine/*\"\nverdict = \"inconclusive\"\nreason = \"it sleeps\"\n");
  const ProgramEnd listed = with(run, {"0.02", "--expect", Path("list.toml")});
  EXPECT_EQ(listed.status, 0) << listed.err;
}

TEST_F(CliTest, AFaultThatIsNotTheLibrarysIsTheHarnesss) {
  fs::copy_file(TestLibrary("deletes_itself"), folder_ / "once.so");
  const ProgramEnd end = Call({"run", (folder_ / "once.so").string(), "--filter",
                               "open/failed-open-is-not-null/WTSOpenServerW"});
  EXPECT_EQ(end.status, 3);
  EXPECT_THAT(end.out, HasSubstr("harness-error"));
}

// --- colours

bool HasColour(const std::string& text) { return text.find("\033[") != std::string::npos; }

TEST_F(CliTest, NoColourInAPipe) {
  const ProgramEnd end = RunFew({}, {{"WTSMOCK", "stale-accepted"}, {"TERM", "xterm-256color"}});
  EXPECT_FALSE(HasColour(end.out));
  EXPECT_FALSE(HasColour(end.err));
}

TEST_F(CliTest, ColourOnATerminalUnlessItIsNotWanted) {
  const auto shown = [](const std::string& no_colour) {
    return Program(ProgramFile(), {"run", "mock", "--filter", kFew},
                   {{"WTSMOCK", "stale-accepted"}, {"NO_COLOR", no_colour}}, true)
        .Wait()
        .out;
  };
  EXPECT_TRUE(HasColour(shown("")));
  EXPECT_FALSE(HasColour(shown("1")));
}

}  // namespace
}  // namespace wtsconform
