// Runs that have few descriptors, or few processes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "conformance/tests/interrupted_fixture.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

// What ctest's own processes have left open here counts too.
constexpr char kNoneInherited[] = "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ";

TEST_F(InterruptedRunTest, FewDescriptorsMakeItSlowerAndNoMore) {
  const std::string whole = Whole();
  const ProgramEnd end =
      InShell(RunWords(Path("a.json")), "", std::string(kNoneInherited) + "ulimit -n 16; ");
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_EQ(Essence(Path("a.json")), whole);
}

TEST_F(InterruptedRunTest, NoDescriptorForEvenOneChildIsSaid) {
  const ProgramEnd end =
      InShell(RunWords(Path("a.json")), "", std::string(kNoneInherited) + "ulimit -n 7; ");
  EXPECT_EQ(end.status, 3);
  EXPECT_THAT(end.err,
              AllOf(HasSubstr("not even one child process can be had"), HasSubstr("ulimit -n")));
}

// The limit counts all processes of a user, so that it needs one who has no others; root has none.
TEST_F(InterruptedRunTest, FewProcessesMakeItSlowerAndNoMore) {
  if (!IsElevated()) GTEST_SKIP() << "NOT TESTED: only root can become another user";
  const std::string whole = Whole();
  fs::permissions(folder_, fs::perms::all);
  const std::string run = ShellQuoted(ProgramFile()) + ShellWords(RunWords(Path("a.json")));
  const ProgramEnd end =
      Program("/usr/bin/env", {"setpriv", "--reuid=54321", "--regid=54321", "--clear-groups",
                               "bash", "-c", "ulimit -u 12; exec " + run})
          .Wait();
  if (end.status == 126 || end.status == 127) GTEST_SKIP() << "NOT TESTED: " << end.err;
  EXPECT_EQ(end.status, 0) << end.err;
  EXPECT_EQ(Essence(Path("a.json")), whole);
}

}  // namespace
}  // namespace wtsconform
