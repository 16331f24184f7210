// Bad input: libraries, tables, lists and options that are refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "conformance/tests/cli_fixture.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

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

}  // namespace
}  // namespace wtsconform
