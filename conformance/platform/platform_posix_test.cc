#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "conformance/platform/platform.h"
#include "conformance/platform/temporary_folder.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

TEST(TemporaryFolder, IsNewPrivateAndGoneAfterwards) {
  fs::path one;
  {
    const TemporaryFolder folder, other;
    one = folder.path();
    EXPECT_NE(one, other.path());
    struct stat status {};
    ASSERT_EQ(stat(one.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
    std::ofstream(folder.File("a")) << "text";
    EXPECT_TRUE(fs::exists(one / "a"));
    EXPECT_EQ(one.string().find(std::to_string(OwnProcessId())), std::string::npos);
  }
  EXPECT_FALSE(fs::exists(one));
}

// Whoever started this process may have ignored the signal: then nobody could be waited for.
TEST(ResetInheritedSignals, ChildrenCanBeWaitedFor) {
  const auto inherited = signal(SIGCHLD, SIG_IGN);
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  ResetInheritedSignals();
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, &before, &blocked);
  EXPECT_FALSE(sigismember(&blocked, SIGTERM));
  const pid_t child = fork();
  if (child == 0) _exit(7);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 7);
  signal(SIGCHLD, inherited);
}

}  // namespace
}  // namespace wtsconform
