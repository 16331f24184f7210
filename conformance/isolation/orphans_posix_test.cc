#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <string>

#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using How = ChildEnd::How;

constexpr char kFork[] = "a fork of the library's process";

// Whether the child is forked from this process or from a template.
class OrphansTest : public ::testing::TestWithParam<bool> {
 protected:
  // Runs one child; `told` is what it sent.
  ChildEnd Run(const std::function<void(Journal&)>& body, std::chrono::milliseconds budget = 60s) {
    IsolationOptions options;
    options.budget = budget;
    if (GetParam()) options.prepare = [] {};
    ChildEnd ended;
    RunIsolated(
        1, options, [&](std::size_t, Journal& journal) { body(journal); },
        [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
          ended = end;
          told_ = TextOfReport(report);
        });
    return ended;
  }
  const std::string& told() const { return told_; }

 private:
  std::string told_;
};

INSTANTIATE_TEST_SUITE_P(From, OrphansTest, ::testing::Bool(),
                         [](const auto& test) { return test.param ? "ATemplate" : "ThisProcess"; });

// Starts a process that does this, has nothing to do with its parent's group, and does not end.
pid_t Start(const std::function<void()>& work) {
  const pid_t process = fork();
  if (process != 0) return process;
  setsid();
  work();
  while (true) pause();
}

bool IsGone(const std::string& process) {
  return kill(std::stoi(process), 0) == -1 && errno == ESRCH;
}

TEST_P(OrphansTest, AreEndedAndNamed) {
  const ChildEnd end =
      Run([](Journal& journal) { SendText(journal, std::to_string(Start([] {}))); });
  EXPECT_THAT(end.left_running, ElementsAre(kFork));
  EXPECT_TRUE(IsGone(told())) << told();
}

TEST_P(OrphansTest, HaveTheNameOfTheirProgram) {
  const ChildEnd end = Run([](Journal&) {
    int started[2];
    if (pipe2(started, O_CLOEXEC) != 0) _exit(1);
    Start([] { execlp("sleep", "sleep", "1000", nullptr); });
    close(started[1]);
    char byte = 0;
    if (read(started[0], &byte, 1) != 0) _exit(1);  // it ends where the program begins
  });
  EXPECT_THAT(end.left_running, ElementsAre("sleep"));
}

TEST_P(OrphansTest, WhoseParentsHaveGoneAreFound) {
  const ChildEnd end = Run([](Journal& journal) {
    int told[2];
    if (pipe(told) != 0) _exit(1);
    const pid_t parent = fork();
    if (parent == 0) {
      const pid_t orphan = Start([] {});
      if (write(told[1], &orphan, sizeof orphan) != sizeof orphan) _exit(1);
      _exit(0);
    }
    pid_t orphan = 0;
    if (read(told[0], &orphan, sizeof orphan) != sizeof orphan) _exit(1);
    waitpid(parent, nullptr, 0);
    SendText(journal, std::to_string(orphan));
  });
  EXPECT_THAT(end.left_running, ElementsAre(kFork));
  EXPECT_TRUE(IsGone(told())) << told();
}

TEST_P(OrphansTest, ThereAreNoneWhereAChildWaitedForItsOwn) {
  const ChildEnd end = Run([](Journal&) {
    const pid_t process = fork();
    if (process == 0) _exit(0);
    waitpid(process, nullptr, 0);
  });
  EXPECT_THAT(end.left_running, IsEmpty());
}

TEST_P(OrphansTest, OfOthersAreLeftAlone) {
  const pid_t other = Start([] {});
  EXPECT_THAT(Run([](Journal&) {}).left_running, IsEmpty());
  EXPECT_EQ(kill(other, 0), 0);
  kill(other, SIGKILL);
  waitpid(other, nullptr, 0);
}

// The tracer's end is what lets the child be waited for.
TEST_P(OrphansTest, ThatTraceTheirParentDoNotHoldTheRun) {
  const ChildEnd end = Run(
      [](Journal& journal) {
        prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
        const pid_t self = getpid();
        const pid_t tracer = Start([self] { ptrace(PTRACE_SEIZE, self, nullptr, nullptr); });
        SendText(journal, std::to_string(tracer));
        pause();
      },
      500ms);
  EXPECT_EQ(end.how, How::kOverBudget);
  EXPECT_TRUE(IsGone(told())) << told();
}

}  // namespace
}  // namespace wtsconform
