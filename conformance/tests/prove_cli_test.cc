// The commands that prove the suite, as people call them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "conformance/tests/test_program.h"
#include "reports/formats/selftest.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using MemoryCheckerOfRunnerTest = ProgramTest;

TEST(ReproCommandTest, WritesToStdoutOrToAFile) {
  const ProgramEnd shown = Call({"repro", kOne});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(StartsWith("/* "), HasSubstr(kOne), HasSubstr("CLOSE-6"),
                               HasSubstr("int main(")));
  const fs::path file = fs::path(::testing::TempDir()) / "wtsconform_repro.c";
  EXPECT_EQ(Call({"repro", kOne, "-o", file.string()}).status, 0);
  EXPECT_EQ(fs::file_size(file), shown.out.size());
  fs::remove(file);
}

TEST(ReproCommandTest, RefusesWhatIsNoCase) {
  const ProgramEnd end = Call({"repro", "close/use-after-clos/x"});
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err, HasSubstr("is no case"));
  EXPECT_EQ(Call({"repro", kOne, "-o", "/no/such/folder/x.c"}).status, 2);
}

TEST(ReproCommandTest, AFailureNamesIt) {
  const ProgramEnd end = Call({"run", "mock", "--filter", kOne}, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(end.status, 1);
  EXPECT_THAT(end.out, HasSubstr(std::string("wtsconform repro '") + kOne +
                                 "' --implementation mock -o repro.c"));
}

TEST(ReproCommandTest, AFailureNamesTheLibraryToo) {
  const std::string library = MockLibrary();
  const ProgramEnd end = Call(
      {"run", library, "--server", "MOCKHOST", "--unreachable", "NOSUCHHOST", "--filter", kOne},
      {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(end.status, 1);
  EXPECT_THAT(end.out, HasSubstr(std::string("wtsconform repro '") + kOne + "' --implementation " +
                                 library + " -o repro.c"));
}

TEST(SelftestCommandTest, OneDefectAndItsReports) {
  const fs::path json = fs::path(::testing::TempDir()) / "wtsconform_selftest.json";
  const ProgramEnd end =
      Call({"selftest", "--defect", "failed-open-null", "--json", json.string()});
  EXPECT_EQ(end.status, 0) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("1 of 1 defect killed"));
  const SelftestResults written = ReadSelftest(json);
  ASSERT_EQ(written.defects.size(), 1u);
  EXPECT_THAT(written.defects[0].example, StartsWith("open/"));
  fs::remove(json);
  EXPECT_EQ(Call({"selftest", "--defect", "nonsense"}).status, 2);
}

TEST(HistoriesCommandTest, ShowsAlphabetDepthAndTheShortest) {
  const ProgramEnd good = Call({"histories", "mock", "--depth", "3"});
  EXPECT_EQ(good.status, 0) << good.err;
  EXPECT_THAT(good.out, AllOf(HasSubstr("up to 3 events"), HasSubstr("close NULL"),
                              HasSubstr("all behave as the model demands")));
  const ProgramEnd bad =
      Call({"histories", "mock", "--depth", "3"}, {{"WTSMOCK", "stale-accepted"}});
  EXPECT_EQ(bad.status, 1);
  EXPECT_THAT(bad.out, HasSubstr("DEVIATION CLOSE-6 (required)"));
}

// That is a finding, not a library that cannot be judged.
TEST(HistoriesCommandTest, ALibraryWhoseFirstCloseEndsTheProcessDeviates) {
  const ProgramEnd end = Call({"histories", TestLibrary("misbehaves_on_request"), "--depth", "2"},
                              {{"MOMENT", "close"}, {"ACT", "exit"}});
  EXPECT_EQ(end.status, 1) << end.err;
  EXPECT_THAT(end.out, AllOf(HasSubstr("DEVIATION"), HasSubstr("exit 0 in WTSCloseServer")));
}

// No clause says how many handles can be open together.
TEST(HistoriesCommandTest, ALimitOfOpenHandlesIsNotAccused) {
  const ProgramEnd end = Call({"histories", TestLibrary("one_at_once"), "--server", "x"});
  EXPECT_EQ(end.status, 0) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("they hold more than 1 handle,"));
}

TEST(ConcurrentCommandTest, ALimitOfOpenHandlesIsNotAccused) {
  const ProgramEnd end = Call({"concurrent", TestLibrary("one_at_once"), "--server", "x"});
  EXPECT_EQ(end.status, 0) << end.out << end.err;
}

TEST(ConcurrentCommandTest, DrawsWhatNoOrderExplains) {
  const ProgramEnd end =
      Call({"concurrent", "mock", "--rounds", "50"}, {{"WTSMOCK", "racing-close-lost"}});
  EXPECT_EQ(end.status, 1) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("NOT EXPLAINED"));
}

// Without the checker the freed memory still holds what it held.
TEST(MemoryCheckerTest, TheAllocatorMakesAUseAfterFreeVisible) {
  const Words run = {"run", "mock", "--filter", kOne};
  const std::map<std::string, std::string> defect = {{"WTSMOCK", "stale-use-after-free"}};
  EXPECT_THAT(Call(run, defect).out, HasSubstr("DEVIATION"));
  Words checked = run;
  checked.insert(checked.end(), {"--memory-checker", "allocator"});
  EXPECT_THAT(Call(checked, defect).out, HasSubstr("CRASH"));
  EXPECT_EQ(Call(checked).status, 0);
}

TEST(MemoryCheckerTest, ValgrindSeesIt) {
  if (std::system("valgrind --version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "valgrind is not installed";
  }
  const Words run = {"run",      "mock",      "--filter", kOne, "--memory-checker",
                     "valgrind", "--timeout", "60"};
  const ProgramEnd end = Call(run, {{"WTSMOCK", "stale-use-after-free"}});
  EXPECT_EQ(end.status, 1) << end.out << end.err;
  EXPECT_THAT(end.out, HasSubstr("memory error"));
  EXPECT_THAT(end.out + end.err, HasSubstr("Invalid read"));
  EXPECT_EQ(Call(run).status, 0);
}

// The library is loaded by the program that the runner starts, so that is where it has to be.
TEST_F(MemoryCheckerOfRunnerTest, ItSeesAUseAfterFreeThere) {
  const std::string profile = Put("p.toml",
                                  "name = \"elsewhere\"\nlike = \"mock\"\n"
                                  "runner = [\"/usr/bin/env\", \"$ORIGIN/wtsconform\"]\n")
                                  .string();
  const Environment defect = {{"WTSMOCK", "stale-use-after-free"}};
  const Words run = {"run", profile, "--filter", kOne, "--timeout", "60", "--memory-checker"};
  const auto call = [&](const char* checker) {
    Words words = run;
    words.push_back(checker);
    return Call(words, defect);
  };
  EXPECT_THAT(call("allocator").out, HasSubstr("CRASH"));
  if (std::system("valgrind --version > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "valgrind is not installed";
  }
  EXPECT_THAT(call("valgrind").out, HasSubstr("memory error"));
}

// The variable says that the program was started again, but it was not.
TEST(MemoryCheckerTest, APresetVariableSkipsNothing) {
  const std::string run = "export WTSCONFORM_MEMORY_CHECKER=\"allocator $$\"; exec " +
                          ProgramFile() + " run mock --filter " + kOne +
                          " --memory-checker allocator";
  const ProgramEnd end =
      Program("/bin/sh", {"-c", run}, {{"WTSMOCK", "stale-use-after-free"}}).Wait();
  EXPECT_THAT(end.out, HasSubstr("CRASH")) << end.err;
}

TEST(MemoryCheckerTest, RefusesAWordThatIsNone) {
  const ProgramEnd end = Call({"run", "mock", "--filter", kOne, "--memory-checker", "purify"});
  EXPECT_EQ(end.status, 2);
  EXPECT_THAT(end.err, HasSubstr("allocator or valgrind"));
}

TEST(ResourcesTest, ACacheOfAThousandIsNoLeakAndAHundredBytesAreOne) {
  const ProgramEnd cache = Call({"run", TestLibrary("keeps_thousand"), "--stress", "--filter",
                                 "robustness/resources/WTSOpenServerW", "--server", "x"});
  EXPECT_THAT(cache.out, AllOf(HasSubstr("1 pass"), Not(HasSubstr("HARM")))) << cache.err;
  const ProgramEnd leak = Call({"run", "mock", "--filter", "robustness/resources/WTSOpenServerW"},
                               {{"WTSMOCK", "close-leaks-memory"}});
  EXPECT_THAT(leak.out, AllOf(HasSubstr("HARM"), HasSubstr("bytes per pair")));
}

TEST(RequirementsTest, RunSelectsTheFrozenSet) {
  const ProgramEnd end = Call({"run", "mock", "--requirements", "2026.1", "--clause", "OPEN-5"});
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_THAT(end.out, HasSubstr("4 cases"));
  EXPECT_EQ(Call({"list", "--requirements", "1999"}).status, 2);
}

}  // namespace
}  // namespace wtsconform
