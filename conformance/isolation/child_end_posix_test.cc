#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/isolation/isolation.h"
#include "conformance/isolation/test_children_posix.h"
#include "conformance/tests/adopter_posix.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

TEST(ChildEnds, WhoWasKilledFromOutsideIsKnown) {
  const auto was = [](const Body& body, const IsolationOptions& options = Options()) {
    bool killed = false;
    RunIsolated(
        1, options, [&](std::size_t, Journal& journal) { body(journal); },
        [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
          killed = WasKilledFromOutside(end, report);
        });
    return killed;
  };
  EXPECT_TRUE(was([](Journal&) { raise(SIGKILL); }));
  EXPECT_FALSE(was([](Journal&) { raise(SIGTERM); }));
  EXPECT_FALSE(was([](Journal&) { _exit(SIGKILL); }));
  IsolationOptions options;
  options.budget = 50ms;
  EXPECT_FALSE(was([](Journal&) { pause(); }, options)) << "that was us";
}

TEST(ChildEnds, AChildThatJustReturnsHasNoVerdict) {
  const ChildEnd end = RunOne([](Journal&) {}, Options(),
                              [](const ChildReport& report) { EXPECT_FALSE(report.decided); });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_EQ(end.code, 0);
}

TEST(ChildEnds, ExitStatusesAreTold) {
  for (const int status : {0, 1, 7, 255}) {
    const ChildEnd end = RunOne([status](Journal&) { std::_Exit(status); });
    EXPECT_EQ(end.how, How::kExited);
    EXPECT_EQ(end.code, status);
  }
}

TEST(ChildEnds, SignalsAreTold) {
  for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
                           SIGKILL, SIGUSR1, SIGSEGV, SIGALRM, SIGTERM, SIGSYS, SIGXCPU}) {
    const ChildEnd end = RunOne([number](Journal&) {
      signal(number, SIG_DFL);  // a sanitizer may have put a handler of its own there
      raise(number);
    });
    EXPECT_EQ(end.how, How::kSignalled) << SignalName(number);
    EXPECT_EQ(end.code, number);
  }
}

// Else it would unwind into the parent's code, which would go on in two processes.
TEST(ChildEnds, AnExceptionEndsTheChild) {
  const ChildEnd end = RunOne([](Journal&) {
    signal(SIGABRT, SIG_DFL);
    throw std::runtime_error("thrown in a child");
  });
  EXPECT_EQ(end.how, How::kSignalled);
  EXPECT_EQ(end.code, SIGABRT);
  EXPECT_THAT(end.output, HasSubstr("thrown in a child"));
}

TEST(SignalName, IsTheNameWithItsPrefix) {
  EXPECT_EQ(SignalName(SIGSEGV), "SIGSEGV");
  EXPECT_EQ(SignalName(SIGABRT), "SIGABRT");
  EXPECT_EQ(SignalName(10'000), "signal 10000");
}

TEST(ChildEnds, ExitHandlersRunOnlyWhereTheExitIsPartOfTheCase) {
  const auto run = [](bool exits) {
    return RunOne([exits](Journal& journal) {
             std::atexit([] { std::_Exit(9); });
             if (exits) Recorder(journal, 60s).SetExiting();
           })
        .code;
  };
  EXPECT_EQ(run(true), 9);
  EXPECT_EQ(run(false), 0);
}

volatile bool is_deep = false;

// Reading the frame after the call keeps the compiler from making a loop of it.
__attribute__((noinline)) int Recurse(volatile int* outer) {
  volatile int inner[256] = {*outer};
  return is_deep ? 0 : Recurse(inner) + inner[0];
}

TEST(ChildEnds, AStackOverflowIsACrash) {
  const ChildEnd end = RunOne(
      [](Journal& journal) {
        InstallCrashReports(journal);
        volatile int start = 0;
        journal.progress = static_cast<std::uint32_t>(Recurse(&start));
      },
      Options(),
      [](const ChildReport& report) {
        ASSERT_TRUE(report.crash);
        EXPECT_EQ(report.crash->signal, SIGSEGV);
      });
  EXPECT_EQ(end.how, How::kSignalled);
  EXPECT_EQ(end.code, SIGSEGV);
}

TEST(ChildEnds, AStackOverflowOnAnotherThreadIsACrashToo) {
  const ChildEnd end = RunOne([](Journal& journal) {
    InstallCrashReports(journal);
    std::thread([&journal] {
      PrepareThreadForCrashReports();
      volatile int start = 0;
      journal.progress = static_cast<std::uint32_t>(Recurse(&start));
    }).join();
  });
  EXPECT_EQ(end.how, How::kSignalled);
  EXPECT_EQ(end.code, SIGSEGV);
}

// Whether the child ends well or is killed, what it started ends with it.
TEST(ChildEnds, GrandchildrenAreGoneAfterwards) {
  for (const bool killed : {false, true}) {
    IsolationOptions options;
    options.budget = killed ? 200ms : 60'000ms;
    pid_t grandchild = 0;
    RunOne(
        [killed](Journal& journal) {
          const pid_t pid = fork();
          if (pid == 0) {
            sleep(30);
            _exit(0);
          }
          journal.progress = static_cast<std::uint32_t>(pid);
          while (killed) pause();
        },
        options,
        [&](const ChildReport& report) { grandchild = static_cast<pid_t>(report.progress); });
    EXPECT_EQ(kill(grandchild, 0), -1);
    EXPECT_EQ(errno, ESRCH);
  }
}

TEST(ChildEnds, AChildDiesWithTheRunner) {
  const Adopter adopter;
  const Shared<std::atomic<pid_t>> child;
  const pid_t runner = fork();
  ASSERT_GE(runner, 0);
  if (runner == 0) {
    RunIsolated(
        1, Options(),
        [&](std::size_t, Journal&) {
          *child = getpid();
          sleep(30);
        },
        [](std::size_t, const ChildReport&, const ChildEnd&) {});
    _exit(0);
  }
  while (*child == 0) usleep(1000);
  kill(runner, SIGKILL);
  int status = 0;
  ASSERT_EQ(waitpid(runner, &status, 0), runner);
  // It comes here once its own parent, the template, has ended too.
  while (waitpid(*child, &status, 0) != *child) usleep(1000);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ran to its own end";
}

}  // namespace
}  // namespace wtsconform
