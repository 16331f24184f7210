// Lists of what is expected that the program writes, cases that are left out, and where a vendor
// begins: `run --write-expect`, `run --exclude`, `init`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "conformance/implementations/expectations.h"
#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ListsTest : public ProgramTest {
 protected:
  static ProgramEnd RunFew(const Words& words, const Environment& environment = {}) {
    Words all = {"run", "mock", "--filter", kFew};
    all.insert(all.end(), words.begin(), words.end());
    return Call(all, environment);
  }
  Expectations List() const { return ReadExpectationsFile(Path("list.toml")); }

  const Environment defect_ = {{"WTSMOCK", "stale-accepted"}};
};

// --- run --write-expect

TEST_F(ListsTest, AListFromARunMakesTheSameRunAsExpected) {
  const std::string list = Path("list.toml");
  EXPECT_EQ(RunFew({}, defect_).status, 1);
  const ProgramEnd written = RunFew({"--write-expect", list}, defect_);
  EXPECT_EQ(written.status, 0) << written.err;
  EXPECT_THAT(written.err, AllOf(HasSubstr("list.toml: "), HasSubstr("of them new for "),
                                 HasSubstr("Not explained yet")));
  const ProgramEnd same = RunFew({"--expect", list}, defect_);
  EXPECT_EQ(same.status, 0) << same.err << Text(list);
  EXPECT_EQ(RunFew({"--expect", list}).status, 1) << "what is listed does not happen";
}

TEST_F(ListsTest, AListIsBroughtUpToDateWithItsReasonsAndComments) {
  const std::string entry = std::string("# the tracker's 12\n[[expect]]\ncase = \"") + kOne +
                            "\"\nverdict = \"deviation\"\nreason = \"ours\"  # until 5.0\n";
  const std::string list = Put("list.toml", "# mine\n\n" + entry).string();
  const ProgramEnd more = RunFew({"--expect", list, "--write-expect", list}, defect_);
  EXPECT_EQ(more.status, 0) << more.err;
  EXPECT_THAT(Text(list), HasSubstr("# mine\n\n" + entry));
  EXPECT_GT(List().size(), 1u);
  const ProgramEnd none = RunFew({"--write-expect", list});
  EXPECT_EQ(none.status, 0) << none.err;
  EXPECT_THAT(none.err, HasSubstr(std::string("list.toml:4:1: ") + kOne + ": gone: passes now"));
  EXPECT_THAT(List(), IsEmpty());
  EXPECT_THAT(Text(list), HasSubstr("# mine\n"));
}

TEST_F(ListsTest, AnEntryWithoutACaseIsRefusedAsAListAndTakenOutOfOneThatIsWritten) {
  const std::string list =
      Put("list.toml", "[[expect]]\ncase = \"no/such\"\nverdict = \"crash\"\nreason = \"r\"\n")
          .string();
  EXPECT_EQ(RunFew({"--expect", list}).status, 2);
  const ProgramEnd end = RunFew({"--write-expect", list});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.err, HasSubstr("no/such: gone: there is no such case any more"));
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(ListsTest, WhatWasNotDecidedIsNoSuccessWithAListEither) {
  const ProgramEnd end =
      RunFew({"--server", "NOSUCHHOST", "--write-expect", Path("list.toml")}, defect_);
  EXPECT_EQ(end.status, 4);
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(ListsTest, OnlyAListIsOverwritten) {
  const std::string profile = Put("p.toml", "name = \"p\"\nlike = \"mock\"\n").string();
  EXPECT_EQ(Call({"run", profile, "--filter", kOne, "--write-expect", profile}).status, 2);
  EXPECT_EQ(RunFew({"--write-expect", profile}).status, 2) << "a profile is no list";
  EXPECT_EQ(Text(profile), "name = \"p\"\nlike = \"mock\"\n");
  EXPECT_EQ(RunFew({"--write-expect", Path("a"), "--json", Path("a")}).status, 2);
  EXPECT_EQ(
      Call({"run", "mock", "winpr-mock", "--filter", kOne, "--write-expect", Path("l")}).status, 2);
}

// --- run --exclude

TEST_F(ListsTest, WhatIsLeftOutIsCountedAndNotThere) {
  const std::string pattern = std::string(kOne) + "*";
  for (const std::string& option : {"--exclude=" + pattern, "--filter=-" + pattern}) {
    const ProgramEnd end = RunFew({option, "--json", Path("r.json")}, defect_);
    EXPECT_THAT(end.out, AllOf(HasSubstr("left out    1 case by --exclude"),
                               Not(HasSubstr(std::string(kOne) + " "))))
        << option << end.err;
    const Results results = ReadResults(PathOf(Path("r.json")));
    EXPECT_EQ(std::count_if(results.cases.begin(), results.cases.end(),
                            [](const CaseRecord& each) { return each.id == kOne; }),
              0);
    EXPECT_EQ(Call({"report", Path("r.json"), "-o", Path("report")}).status, 0)
        << "that the case is missing is what the file says";
  }
  EXPECT_THAT(RunFew({}).out, Not(HasSubstr("left out")));
  EXPECT_THAT(Call({"list", "--filter", kFew, "--exclude", pattern}).out, Not(HasSubstr(kOne)));
}

// --- init

class InitTest : public ListsTest {
 protected:
  ProgramEnd Init(const std::string& library, const Words& words = {}) const {
    Words all = {"init", library, "-o", Path("out"), "--no-run"};
    all.insert(all.end(), words.begin(), words.end());
    return Call(all);
  }
};

TEST_F(InitTest, WritesAProfileThatRunsAListAndSnippets) {
  fs::copy_file(MockLibrary(), folder_ / "libvendor.so.1");
  const ProgramEnd end =
      Init(Path("libvendor.so.1"), {"--server", "MOCKHOST", "--unreachable", "NOSUCHHOST"});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out, AllOf(HasSubstr("a library that exports the functions"),
                             HasSubstr("wtsconform run"), HasSubstr("--write-expect")));
  for (const char* file : {"vendor.toml", "expect.toml", "github-actions.yml", "gitlab-ci.yml",
                           "Jenkinsfile", "CMakeLists.txt"}) {
    EXPECT_TRUE(fs::exists(folder_ / "out" / file)) << file;
    EXPECT_THAT(end.out, HasSubstr(file));
  }
  EXPECT_THAT(Text(folder_ / "out/vendor.toml"),
              AllOf(HasSubstr("name    = \"vendor\""), HasSubstr("\nreachable   = \"MOCKHOST\""),
                    HasSubstr("\nunreachable = \"NOSUCHHOST\"")));
  const Words run = {
      "run", Path("out/vendor.toml"), "--expect", Path("out/expect.toml"), "--filter", kFew};
  EXPECT_EQ(Call(run).status, 0);
}

TEST_F(InitTest, OverwritesNothing) {
  Put("out/expect.toml", "mine");
  const ProgramEnd end = Init(MockLibrary());
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err,
              AllOf(HasSubstr("expect.toml is there"), HasSubstr("another folder with -o")));
  EXPECT_EQ(Text(folder_ / "out/expect.toml"), "mine");
  EXPECT_FALSE(fs::exists(folder_ / "out/wtsapi32mock.toml"));
}

TEST_F(InitTest, SeesAProviderForWinpr) {
  const ProgramEnd end = Init(TestLibrary("provider"));
  if (end.status == 2 && end.err.find("exports InitWtsApi") != std::string::npos) {
    GTEST_SKIP() << "NOT TESTED: no WinPR takes it here: " << end.err;
  }
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out, HasSubstr("a provider for WinPR"));
  EXPECT_THAT(Text(folder_ / "out/provider.toml"), HasSubstr("loader  = \"winpr-provider\""));
}

TEST_F(InitTest, WhatNothingCanLoadIsRefusedAndLeavesNothing) {
  const std::string text = Put("text.so", "no library").string();
  const std::string dll = Put("vendor.dll", "MZ and so on").string();
  std::string elf = Text(MockLibrary());
  elf[18] = static_cast<char>(elf[18] + 1);  // another processor
  const std::string foreign = Put("foreign.so", elf).string();
  for (const std::string& file :
       {text, foreign, std::string("mock"), Path("missing.so"), TestLibrary("exports_nothing")}) {
    const ProgramEnd end = Init(file);
    EXPECT_EQ(end.status, 2) << file << end.out;
    EXPECT_FALSE(fs::exists(folder_ / "out")) << file;
  }
  EXPECT_THAT(Init(foreign).err, HasSubstr("another processor or word size"));
  EXPECT_THAT(Init("mock").err, HasSubstr("wtsconform run mock"));
  const ProgramEnd windows = Init(dll);
  EXPECT_THAT(windows.out + windows.err, HasSubstr("a Windows library"));
}

TEST_F(InitTest, ARunFillsTheList) {
  const ProgramEnd end = Call({"init", TestLibrary("only_close_server"), "-o", Path("out")});
  EXPECT_EQ(end.status, 4) << "it opens nothing: " << end.err;
  EXPECT_THAT(end.out,
              AllOf(HasSubstr("unsupported"), HasSubstr("From now on:\n  wtsconform run ")));
  EXPECT_THAT(ReadExpectationsFile(Path("out/expect.toml")), IsEmpty());
}

}  // namespace
}  // namespace wtsconform
