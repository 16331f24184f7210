// Runs that do not come to their end: what is kept, what is said, and how a run goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "conformance/tests/interrupted_fixture.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// --- killed

TEST_F(InterruptedRunTest, AKilledRunThatGoesOnYieldsWhatAnUndisturbedOneDoes) {
  const std::string whole = Whole();
  for (const int calls : {0, 3, 17}) {
    EXPECT_EQ(Interrupt(calls, SIGKILL, {"--jobs", "1"}).status, 128 + SIGKILL);
    const UnfinishedResults unfinished = ReadUnfinishedResults(Path("a.json"));
    EXPECT_GT(unfinished.results.cases.size(), 0u);
    EXPECT_GT(unfinished.results.missing, 0u);
    EXPECT_THAT(unfinished.running, Not(IsEmpty()));
    const ProgramEnd end = Call(RunWords(Path("a.json"), {"--resume", Path("a.json")}));
    EXPECT_EQ(end.status, 0) << end.out << end.err;
    for (const std::string& id : unfinished.running) {
      EXPECT_THAT(end.err, HasSubstr("ran when the run was interrupted: " + id + "\n"));
    }
    EXPECT_EQ(Essence(Path("a.json")), whole) << calls;
  }
  EXPECT_THAT(FilesThere(), SizeIs(3)) << "a.json, whole.json, calls";
}

TEST_F(InterruptedRunTest, ALastLineThatIsCutIsIgnored) {
  const std::string whole = Whole();
  Interrupt(3, SIGKILL);
  const std::string text = Text(Path("a.json"));
  Put("a.json", text.substr(0, text.size() - 3));
  EXPECT_EQ(Call(RunWords(Path("a.json"), {"--resume", Path("a.json")})).status, 0);
  EXPECT_EQ(Essence(Path("a.json")), whole);
}

TEST_F(InterruptedRunTest, ARunThatGoesOnMayBeInterruptedAgain) {
  const std::string whole = Whole();
  Interrupt(0, SIGKILL);
  const std::size_t first = ReadUnfinishedResults(Path("a.json")).results.cases.size();
  Interrupt(20, SIGKILL, {"--resume", Path("a.json"), "--jobs", "1"});
  EXPECT_GT(ReadUnfinishedResults(Path("a.json")).results.cases.size(), first);
  EXPECT_EQ(Call(RunWords(Path("a.json"), {"--resume", Path("a.json")})).status, 0);
  EXPECT_EQ(Essence(Path("a.json")), whole);
}

// The results of the run before are there until this one has begun.
TEST_F(InterruptedRunTest, WhatIsRefusedTouchesNoFile) {
  const std::string before = Put("a.json", "of the run before").string();
  Put("a.html", "the page before");
  const ProgramEnd end = Call({"run", TestLibrary("exports_nothing"), "--json", before, "--html",
                               Path("a.html"), "--junit", Path("a.xml")});
  EXPECT_EQ(end.status, 2);
  EXPECT_EQ(Text(before), "of the run before");
  EXPECT_EQ(Text(Path("a.html")), "the page before");
  EXPECT_FALSE(fs::exists(Path("a.xml")));
}

TEST_F(InterruptedRunTest, APageBeforeStaysWhereTheRunIsKilled) {
  Put("a.html", "the page before");
  Interrupt(0, SIGKILL, {"--html", Path("a.html")});
  EXPECT_EQ(Text(Path("a.html")), "the page before");
}

// --- signals

TEST_F(InterruptedRunTest, ASignalKeepsWhatHasEndedAndSaysHowToGoOn) {
  const std::string whole = Whole();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const ProgramEnd end = Interrupt(5, signal);
    EXPECT_EQ(end.status, 128 + signal);
    const UnfinishedResults kept = ReadUnfinishedResults(Path("a.json"));
    EXPECT_THAT(end.err, AllOf(HasSubstr("interrupted by SIG"),
                               HasSubstr(CountsOf(kept) + " of misbehaves.so"),
                               HasSubstr("kept in " + Path("a.json"))));
    const auto from = end.err.find("wtsconform run ");
    ASSERT_NE(from, std::string::npos) << end.err;
    const std::string line = end.err.substr(from, end.err.find('\n', from) - from);
    const ProgramEnd again =
        Program("/bin/bash", {"-c", line}, {{"PATH", ExecutableFolder().string()}}).Wait();
    EXPECT_EQ(again.status, 0) << line << again.err;
    EXPECT_EQ(Essence(Path("a.json")), whole);
  }
}

TEST_F(InterruptedRunTest, ASignalWithoutAFileSaysThatNothingIsKept) {
  Program program(ProgramFile(), {"run", TestLibrary("misbehaves"), "--clause", "CLOSE-6"},
                  BlocksAfter(0));
  WaitUntilBlocked(0);
  program.Send(SIGTERM);
  const ProgramEnd end = program.Wait();
  EXPECT_EQ(end.status, 128 + SIGTERM);
  EXPECT_THAT(end.err, HasSubstr("without --json FILE none is kept"));
}

// Each would hang for ten minutes.
TEST_F(InterruptedRunTest, ASignalLeavesNoProcess) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // orphans come to this process
  Program program(ProgramFile(), RunWords(Path("a.json")), BlocksAfter(0));
  WaitUntilBlocked(0);
  program.Send(SIGTERM);
  EXPECT_EQ(program.Wait().status, 128 + SIGTERM);
  const auto start = std::chrono::steady_clock::now();
  while (waitpid(-1, nullptr, 0) > 0) {
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::minutes(5));
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

// nohup, or a shell's background job: it was not for this program.
TEST_F(InterruptedRunTest, ASignalThatWasIgnoredStaysIgnored) {
  const std::string words = "trap '' HUP; kill -HUP $$; exec " + ShellQuoted(ProgramFile()) +
                            " run mock --filter " + ShellQuoted(kOne) +
                            " --prepare 'kill -HUP $PPID; :'";
  const ProgramEnd end = Program("/bin/bash", {"-c", words}).Wait();
  EXPECT_EQ(end.status, 0) << end.err;
}

// What a library does to itself is its own affair.
TEST_F(InterruptedRunTest, ASignalOfALibraryEndsTheCaseAndNotTheRun) {
  const ProgramEnd end =
      Call({"run", TestLibrary("misbehaves"), "--filter", kOne, "--json", Path("a.json")},
           {{"MISBEHAVES", "terminate"}});
  EXPECT_EQ(end.status, 1);
  EXPECT_THAT(ReadResults(Path("a.json")).cases.at(0).signature, HasSubstr("SIGTERM"));
}

// --- what is refused to go on with, and who reads what is unfinished

TEST_F(InterruptedRunTest, OnlyTheSameRunGoesOn) {
  Interrupt(3, SIGKILL);
  const std::string unfinished = Path("a.json");
  const std::string before = Text(unfinished);
  const auto refusal = [&](Words words, const std::string& implementation = "",
                           const Environment& environment = {}) {
    if (!implementation.empty()) words[1] = implementation;
    words.insert(words.end(), {"--resume", unfinished});
    const ProgramEnd end = Call(words, environment);
    EXPECT_EQ(end.status, 2) << ::testing::PrintToString(words);
    EXPECT_EQ(Text(unfinished), before);
    return end.err;
  };
  const Words same = RunWords(unfinished);
  EXPECT_THAT(refusal(same, TestLibrary("noisy")), HasSubstr("the library's SHA-256 ("));
  Words words = same;
  words[5] = "5";
  EXPECT_THAT(refusal(words), HasSubstr("differs in --timeout (600 there, 5 here). Without"));
  words = same;
  words[3] = "CLOSE-2";
  EXPECT_THAT(refusal(words), HasSubstr("--clause (CLOSE-6 there, CLOSE-2 here)"));
  for (const auto& [option, value] : std::map<std::string, std::string>{
           {"--filter", "close/*"}, {"--shard", "1/2"}, {"--level", "required"}}) {
    words = same;
    words.insert(words.end(), {option, value});
    EXPECT_THAT(refusal(words), HasSubstr(option + " (none there, " + value + " here)"));
  }
  words = same;
  words.insert(words.end(), {"--stress"});
  EXPECT_THAT(refusal(words), HasSubstr("--stress (none there, on here)"));
  words = same;
  words.insert(words.end(), {"--unreachable", "nobody"});
  EXPECT_THAT(refusal(words), HasSubstr("the profile or its servers"));
  fs::create_directories(Path("spec"));
  fs::copy(WTSCONFORM_SPEC, Path("spec"), fs::copy_options::recursive);
  std::string table = Text(Path("spec/cases/close.toml"));
  table.replace(table.find("expect = \"failure\""), 18, "expect = \"any\"");
  words = same;
  words.insert(words.end(), {"--spec", Path("spec")});
  const ProgramEnd same_tables = Call({"list", "--spec", Path("spec")});
  ASSERT_EQ(same_tables.status, 0);
  Put("spec/cases/close.toml", table);
  EXPECT_THAT(refusal(words), AnyOf(HasSubstr("the tables"), HasSubstr("close.toml:")));
}

TEST_F(InterruptedRunTest, AFileThatIsFinishedOrNoneIsNotGoneOnWith) {
  const std::string finished = Path("a.json");
  Call({"run", "mock", "--filter", kOne, "--json", finished});
  const std::string before = Text(finished);
  const Words words = {"run", "mock", "--filter", kOne, "--resume"};
  const auto refusal = [&](const std::string& file) {
    Words all = words;
    all.push_back(file);
    const ProgramEnd end = Call(all);
    EXPECT_EQ(end.status, 2);
    return end.err;
  };
  EXPECT_THAT(refusal(finished), HasSubstr(finished + " is finished: all 1 case of its run"));
  EXPECT_EQ(Text(finished), before);
  EXPECT_THAT(refusal(Path("none.json")), HasSubstr("there is no such file"));
  EXPECT_THAT(refusal(Put("half.json", before.substr(0, 100)).string()), HasSubstr("refused"));
  EXPECT_THAT(Call({"run", "mock", TestLibrary("noisy"), "--resume", finished}).err,
              HasSubstr("--resume goes on with one implementation"));
}

TEST_F(InterruptedRunTest, AFileThatWasTamperedWithIsRefused) {
  Interrupt(3, SIGKILL);
  const std::string good = Text(Path("a.json"));
  const auto refusal = [&](const std::string& what, const std::string& with) {
    std::string text = good;
    text.replace(text.find(what), what.size(), with);
    Put("a.json", text);
    const ProgramEnd end = Call(RunWords(Path("a.json"), {"--resume", Path("a.json")}));
    EXPECT_EQ(end.status, 2) << end.err;
    return end.err;
  };
  EXPECT_THAT(refusal("\"level\":\"required\"", "\"level\":\"observed\""),
              HasSubstr("none of this run"));
  EXPECT_THAT(refusal("\"id\":\"close/", "\"id\":\"open/"), HasSubstr("none of this run"));
  EXPECT_THAT(refusal("{\"id\"", "{\"begun\":" + std::string(100'000, '[') + "\n{\"id\""),
              HasSubstr("refused"));
  EXPECT_THAT(refusal("{\"id\"", "{\"begun\":" + std::string(100'000, '[') +
                                     std::string(100'000, ']') + "}\n{\"id\""),
              HasSubstr("too deep"));
  const std::size_t selected = ReadUnfinishedResults(Put("b.json", good)).selected;
  EXPECT_THAT(refusal("\"selected\":" + std::to_string(selected), "\"selected\":1"),
              HasSubstr("more cases than it says"));
}

TEST_F(InterruptedRunTest, AReportSaysThatItIsUnfinished) {
  Interrupt(3, SIGKILL);
  const UnfinishedResults unfinished = ReadUnfinishedResults(Path("a.json"));
  Call({"run", "mock", "--filter", kOne, "--json", Path("whole.json")});
  const ProgramEnd end = Call({"report", Path("a.json"), Path("whole.json"), "-o", Path("r")});
  EXPECT_EQ(end.status, 4) << end.err;
  const std::string sentence =
      "UNFINISHED: the run of misbehaves.so was interrupted after " + CountsOf(unfinished);
  EXPECT_THAT(end.err, HasSubstr(sentence));
  for (const char* name :
       {"index.html", "cases.csv", "annotations.txt", "misbehaves.so_unfinished_.junit.xml"}) {
    EXPECT_THAT(Text(Path("r") + "/" + name), HasSubstr(sentence)) << name;
  }
  for (const char* name : {"matrix.svg", "misbehaves.so_unfinished_.badge.json",
                           "misbehaves.so_unfinished_.badge.svg", "report.md"}) {
    EXPECT_THAT(Text(Path("r") + "/" + name),
                AnyOf(HasSubstr("unfinished"), HasSubstr("UNFINISHED")))
        << name;
  }
  EXPECT_THAT(Text(Path("r/misbehaves.so_unfinished_.junit.xml")), HasSubstr("errors=\"1\""));
  EXPECT_THAT(Text(Path("r/misbehaves.so_unfinished_.badge.json")), HasSubstr("lightgrey"));
  EXPECT_THAT(Text(Path("r/mock.junit.xml")), Not(HasSubstr("UNFINISHED")));
}

TEST_F(InterruptedRunTest, NothingElseReadsAnUnfinishedFile) {
  Interrupt(3, SIGKILL);
  const std::string unfinished = Path("a.json");
  Call(RunWords(Path("whole.json")));
  const std::vector<Words> all = {
      {"diff", unfinished, Path("whole.json")},
      {"diff", Path("whole.json"), unfinished},
      {"merge", unfinished, Path("whole.json"), "-o", Path("m.json")},
      {"verify", unfinished, "--implementation", TestLibrary("misbehaves")}};
  for (const Words& words : all) {
    const ProgramEnd end = Call(words);
    EXPECT_EQ(end.status, 2) << words[0];
    EXPECT_THAT(end.err, AllOf(HasSubstr("a.json is refused: the run that wrote it did not finish"),
                               HasSubstr("wtsconform run --resume")));
    EXPECT_THAT(end.out, IsEmpty());
  }
}

// Any moment at all. `ctest -C long`: of the whole suite, and 20 moments.
TEST_F(InterruptedRunTest, AnyMomentWillDo) {
  const char* const wanted = std::getenv("KILL_ROUNDS");
  const int rounds = wanted ? std::stoi(wanted) : 2;
  const Words words = {"run",      "mock",
                       "--filter", wanted ? "*" : "close/use-after-close/*",
                       "--json",   Path("a.json")};
  const auto start = std::chrono::steady_clock::now();
  ASSERT_EQ(Call(words).status, 0);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const std::string whole = Essence(Path("a.json"));
  std::mt19937 random(std::random_device{}());
  std::uniform_real_distribution<double> moment(0, took.count());
  for (int round = 0; round < rounds; ++round) {
    fs::remove(Path("a.json"));
    const double seconds = moment(random);
    {
      const Adopter adopter;
      Program program(ProgramFile(), words);
      std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
      program.Send(SIGKILL);
      program.Wait();
    }
    Words again = words;
    std::size_t kept = 0;
    if (fs::exists(Path("a.json")) && IsUnfinished(Text(Path("a.json")))) {
      again.insert(again.end(), {"--resume", Path("a.json")});
      kept = ReadUnfinishedResults(Path("a.json")).results.cases.size();
    }
    EXPECT_EQ(Call(again).status, 0) << seconds;
    EXPECT_EQ(Essence(Path("a.json")), whole) << seconds;
    std::printf("killed after %.2f s: %zu cases were kept\n", seconds, kept);
  }
}

}  // namespace
}  // namespace wtsconform
