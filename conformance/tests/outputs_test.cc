// Outputs that cannot be written, and outputs that are inputs or other outputs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>

#include "conformance/tests/interrupted_fixture.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// --- outputs that cannot be written

TEST_F(InterruptedRunTest, AReaderThatReadsNoFurtherCostsNoResults) {
  for (const char* behind : {" | true", " | head -1", " > /dev/full", " >&-"}) {
    const ProgramEnd end = InShell(
        {"run", "mock", "--filter", kFew, "--json", Path("a.json"), "--html", Path("a.html")},
        behind, "set -o pipefail; ");
    // What fits into a pipe that somebody reads may be written before it is closed.
    EXPECT_THAT(end.status, AnyOf(3, 0)) << behind;
    if (std::string(behind).find('>') != std::string::npos) {
      EXPECT_EQ(end.status, 3) << behind;
      EXPECT_THAT(end.err, HasSubstr("could not write all of its output to stdout"));
    }
    EXPECT_FALSE(ReadResults(Path("a.json")).cases.empty()) << behind;
    EXPECT_THAT(Text(Path("a.html")), HasSubstr("</html>")) << behind;
    fs::remove(Path("a.json"));
  }
}

TEST_F(InterruptedRunTest, APipeThatNobodyReadsIsAnError) {
  const ProgramEnd end =
      InShell({"run", "mock", "--filter", kFew, "--json", Path("a.json")},
              " 2>" + ShellQuoted(Path("err")) + " | { exec <&-; sleep 2; }", "set -o pipefail; ");
  EXPECT_EQ(end.status, 3) << Text(Path("err"));
  EXPECT_FALSE(ReadResults(Path("a.json")).cases.empty());
}

TEST_F(InterruptedRunTest, StdoutThatIsFullOrClosedIsAnErrorInEveryCommand) {
  Call({"run", "mock", "--filter", kOne, "--json", Path("a.json")});
  const std::string json = Path("a.json");
  const std::vector<Words> all = {{"--help"},
                                  {"--version"},
                                  {"list"},
                                  {"explain", kOne},
                                  {"run", "mock", "--filter", kOne},
                                  {"report", json, "-o", Path("r")},
                                  {"diff", json, json},
                                  {"merge", json, "-o", Path("m.json")},
                                  {"verify", json, "--sample", "1"},
                                  {"repro", kOne},
                                  {"coverage"},
                                  {"histories", "mock", "--depth", "1"},
                                  {"concurrent", "mock", "--rounds", "1"},
                                  {"selftest", "--defect", "failed-open-null"}};
  for (const Words& words : all) {
    for (const char* behind : {" > /dev/full", " >&-"}) {
      const ProgramEnd end = InShell(words, behind);
      EXPECT_EQ(end.status, 3) << words[0] << behind << end.err;
      EXPECT_THAT(end.err, HasSubstr("output to stdout: it is closed or full")) << words[0];
    }
  }
}

TEST_F(InterruptedRunTest, AFullDiskIsAnErrorOfTheOutputAndNothingElseIsLost) {
  for (const char* option : {"--json", "--junit", "--html", "--markdown"}) {
    const std::string other = option == std::string("--json") ? "--junit" : "--json";
    const ProgramEnd end =
        Call({"run", "mock", "--filter", kOne, option, "/dev/full", other, Path("other")});
    EXPECT_EQ(end.status, 3) << option;
    EXPECT_THAT(end.err, HasSubstr("cannot write /dev/full: No space left on device")) << option;
    EXPECT_THAT(Text(Path("other")), HasSubstr(kOne)) << option;
  }
  EXPECT_EQ(Call({"repro", kOne, "-o", "/dev/full"}).status, 3);
  EXPECT_EQ(Call({"selftest", "--defect", "failed-open-null", "--json", "/dev/full"}).status, 3);
}

// On a disk of that size, whose files are copied here in the end; nothing where there can be none.
TEST_F(InterruptedRunTest, ADiskThatFillsUpKeepsWhatHasEnded) {
  const std::string whole = Whole();
  const std::string small = Path("small");
  fs::create_directory(small);
  Put("small/a.html", "the page before");
  const std::string copy = Path("a.json");
  const std::string script =
      "mount -t tmpfs -o size=128k none " + small + " || exit 77; echo before > " + small +
      "/a.html; " + ShellQuoted(ProgramFile()) +
      ShellWords(RunWords(small + "/a.json", {"--html", small + "/a.html"})) + "; status=$?; cp " +
      small + "/a.json " + copy + "; cp " + small + "/a.html " + Path("a.html") + "; ls -A " +
      small + " >" + Path("ls") + "; exit $status";
  const ProgramEnd end = Program("/usr/bin/env", {"unshare", "-rm", "bash", "-c", script}).Wait();
  if (end.status == 77 || end.status == 127 || end.err.starts_with("unshare")) {
    GTEST_SKIP() << "NOT TESTED: no disk can be mounted here: " << end.err;
  }
  EXPECT_EQ(end.status, 3) << end.err;
  EXPECT_THAT(end.err,
              AllOf(HasSubstr("a.json: No space left on device"), HasSubstr("go on with")));
  EXPECT_GT(ReadUnfinishedResults(copy).results.cases.size(), 10u);
  EXPECT_TRUE(Text(copy).ends_with("\n")) << "what was cut is taken back";
  EXPECT_EQ(Text(Path("a.html")), "before\n");
  EXPECT_EQ(Text(Path("ls")), "a.html\na.json\n") << "nothing is left next to them";
  EXPECT_EQ(Call(RunWords(copy, {"--resume", copy})).status, 0);
  EXPECT_EQ(Essence(copy), whole);
}
TEST_F(InterruptedRunTest, AnOutputThroughALinkReplacesWhatTheLinkLeadsTo) {
  fs::create_directory(Path("there"));
  fs::create_symlink("there/a.json", Path("link.json"));
  EXPECT_EQ(Call({"run", "mock", "--filter", kOne, "--json", Path("link.json")}).status, 0);
  EXPECT_TRUE(fs::is_symlink(Path("link.json")));
  EXPECT_EQ(ReadResults(Path("there/a.json")).cases.size(), 1u);
}

TEST_F(InterruptedRunTest, AnOutputToStdoutComesAfterWhatIsThere) {
  const std::string file = Path("out");
  const ProgramEnd end =
      InShell({"run", "mock", "--filter", kOne, "--json", "/dev/stdout"}, " >>" + ShellQuoted(file),
              "echo before >" + ShellQuoted(file) + "; ");
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(Text(file), AllOf(StartsWith("before\n"), HasSubstr("\"complete\": true"),
                                HasSubstr("1 case in")));
  EXPECT_EQ(InShell({"run", "mock", "--filter", kOne, "--json", "/dev/stdout"}, " | cat").status,
            0);
  EXPECT_EQ(
      Call({"run", "mock", "--filter", kOne, "--json", "/dev/null", "--junit", "/dev/null"}).status,
      0);
}

// --- outputs that are inputs, or other outputs

TEST_F(InterruptedRunTest, AnOutputThatIsAnInputOrAnotherOutputIsRefused) {
  const std::string library = Path("lib.so");
  fs::copy(MockLibrary(), library);
  fs::create_symlink("lib.so", Path("link"));
  fs::create_hard_link(library, Path("hard"));
  fs::create_symlink("not-there-yet", Path("dangling"));
  fs::create_directory_symlink(".", Path("here"));
  const std::string profile =
      Put("p.toml", "name = \"p\"\nlibrary = \"" + library + "\"\n").string();
  const std::string list = Put("list.toml", "").string();
  fs::create_directories(Path("spec/cases"));
  const std::string table = Path("spec/cases/close.toml");
  fs::copy(fs::path(WTSCONFORM_SPEC) / "cases/close.toml", table);
  Call({"run", "mock", "--filter", kOne, "--json", Path("a.json")});
  const std::string json = Path("a.json");
  Interrupt(3, SIGKILL);
  fs::rename(json, Path("unfinished.json"));
  Call({"run", "mock", "--filter", kOne, "--json", json});
  const Words run = {"run", library, "--filter", kOne};
  const auto with = [&](const Words& more) {
    Words words = run;
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  const std::vector<Words> refused = {
      with({"--json", library}),
      with({"--json", Path("./lib.so")}),
      with({"--junit", Path("link")}),
      with({"--html", Path("hard")}),
      with({"--markdown", Path("here/lib.so")}),
      with({"--json", Path("x"), "--junit", Path("x")}),
      with({"--json", Path("x"), "--html", Path("./x")}),
      with({"--json", Path("x"), "--markdown", Path("here/x")}),
      with({"--html", Path("dangling"), "--json", Path("not-there-yet")}),
      with({"--expect", list, "--json", list}),
      with({"--spec", Path("spec"), "--html", table}),
      {"run", profile, "--filter", kOne, "--json", profile},
      {"run", profile, "--filter", kOne, "--json", library},
      RunWords(Path("x"), {"--resume", Path("unfinished.json"), "--html", Path("unfinished.json")}),
      {"merge", json, "-o", json},
      {"merge", json, "-o", Path("here/a.json")},
      {"selftest", "--json", Path("x"), "--markdown", Path("x")},
      {"repro", kOne, "--implementation", library, "-o", library},
      {"repro", kOne, "--spec", Path("spec"), "-o", table},
  };
  std::map<std::string, std::string> before;
  for (const std::string& name : FilesThere()) before[name] = Text(Path(name));
  for (const Words& words : refused) {
    const ProgramEnd end = Call(words);
    EXPECT_EQ(end.status, 2) << ::testing::PrintToString(words) << end.err;
    EXPECT_THAT(end.err, HasSubstr("is the same file as")) << ::testing::PrintToString(words);
    EXPECT_THAT(end.out, IsEmpty());
  }
  std::map<std::string, std::string> after;
  for (const std::string& name : FilesThere()) after[name] = Text(Path(name));
  EXPECT_EQ(before, after) << "nothing was touched";
}

TEST_F(InterruptedRunTest, AReportIsNotWrittenOverItsInput) {
  fs::create_directory(Path("r"));
  Call({"run", "mock", "--filter", kOne, "--json", Path("r/cases.csv")});
  const std::string before = Text(Path("r/cases.csv"));
  const ProgramEnd end = Call({"report", Path("r/cases.csv"), "-o", Path("r")});
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err, HasSubstr("is the same file as the input"));
  EXPECT_EQ(Text(Path("r/cases.csv")), before);
  EXPECT_FALSE(fs::exists(Path("r/index.html")));
}

}  // namespace
}  // namespace wtsconform
