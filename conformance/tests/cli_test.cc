// The built program as people call it: what it says, and its exit status.
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

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
