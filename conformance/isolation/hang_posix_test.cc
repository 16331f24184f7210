#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"
#include "conformance/isolation/test_children_posix.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::AnyOf;

TEST(Hang, ACallThatHangsIsEndedAndItsThreadTold) {
  for (const int thread : {0, 3}) {
    const ChildEnd end = RunOne([thread](Journal& journal) {
      Recorder recorder(journal, 50ms);
      Recorder::UseThread(thread);
      recorder.Begin({1, "h", "", false}, {});
      while (true) pause();
    });
    EXPECT_EQ(end.how, How::kHung);
    EXPECT_EQ(end.code, thread);
    EXPECT_GE(end.seconds, 0.05);
    EXPECT_LT(end.seconds, 30);
  }
}

TEST(Hang, ACallThatSpinsIsEndedToo) {
  const ChildEnd end = RunOne([](Journal& journal) {
    Recorder recorder(journal, 50ms);
    recorder.Begin({1, "h", "", false}, {});
    while (true) std::atomic_signal_fence(std::memory_order_seq_cst);
  });
  EXPECT_EQ(end.how, How::kHung);
}

TEST(Hang, ADelinquentCannotMaskItsEnd) {
  const ChildEnd end = RunOne([](Journal& journal) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    Recorder recorder(journal, 50ms);
    recorder.Begin({1, "h", "", false}, {});
    while (true) pause();
  });
  EXPECT_EQ(end.how, How::kHung);
}

// From here on this process waits for a processor that is nearly always another's.
void ShareOneProcessor() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof one, &one);
  if (fork() == 0) {
    while (true) std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  setpriority(PRIO_PROCESS, 0, 19);
}

void UseProcessor(std::chrono::nanoseconds time) {
  const auto used = [] {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  };
  for (const auto end = used() + time; used() < end;) continue;
}

// A busy machine: the call needs little time of a processor that is always somebody else's turn.
TEST(Hang, ACallThatIsLeftWithoutAProcessorDoesNotHang) {
  const ChildEnd end = RunOne([](Journal& journal) {
    ShareOneProcessor();
    Recorder recorder(journal, 20ms);
    const std::uint32_t number = recorder.Begin({1, "h", "", false}, {});
    UseProcessor(5ms);
    recorder.End(number, 0, false, 0, false);
    journal.stage = Journal::kFinished;
  });
  EXPECT_THAT(end.how, AnyOf(How::kExited, How::kCutOff)) << "its clean-up has no processor either";
}

TEST(Hang, AHangElsewhereIsEndedByTheBudget) {
  IsolationOptions options;
  options.budget = 100ms;
  const ChildEnd end = RunOne(
      [](Journal&) {
        while (true) pause();
      },
      options);
  EXPECT_EQ(end.how, How::kOverBudget);
  EXPECT_GE(end.seconds, 0.1);
  EXPECT_LT(end.seconds, 30);
}

TEST(Hang, ACallThatMayBlockHasTheBudgetOnly) {
  IsolationOptions options;
  options.budget = 300ms;
  const ChildEnd end = RunOne(
      [](Journal& journal) {
        Recorder recorder(journal, 1ms);
        recorder.Begin({1, "h", "", true}, {});
        while (true) pause();
      },
      options);
  EXPECT_EQ(end.how, How::kOverBudget);
}

TEST(Hang, ACallThatIsDeclaredLateHangs) {
  const ChildEnd end = RunOne([](Journal& journal) {
    Recorder recorder(journal, 60s);
    Recorder::UseThread(2);
    recorder.Begin({1, "h", "", true}, {});
    recorder.DeclareLate(2);
    while (true) pause();
  });
  EXPECT_EQ(end.how, How::kHung);
  EXPECT_EQ(end.code, 2);
}

// The verdict is there; a clean-up that never ends must not change it.
TEST(Hang, ACleanUpThatHangsIsCutOff) {
  const ChildEnd end = RunOne(
      [](Journal& journal) {
        Recorder recorder(journal, 60s);
        SendText(journal, "d");
        recorder.SetDecided();
        while (true) pause();
      },
      Options(),
      [](const ChildReport& report) {
        EXPECT_EQ(TextOfReport(report), "d");
        EXPECT_FALSE(report.finished);
      });
  EXPECT_EQ(end.how, How::kCutOff);
}

TEST(Hang, AnExitThatHangsIsNoNormalExit) {
  const ChildEnd end = RunOne([](Journal& journal) {
    std::atexit([] {
      while (true) pause();
    });
    Recorder recorder(journal, 60s);
    recorder.SetExiting();
    recorder.SetDecided();
  });
  EXPECT_EQ(end.how, How::kNoExit);
}

TEST(Hang, AnExitThatIsLeftWithoutAProcessorDoesNotHang) {
  IsolationOptions options;
  options.clean_up = 200ms;
  const ChildEnd end = RunOne(
      [](Journal& journal) {
        std::atexit([] {
          UseProcessor(10ms);
          _exit(7);
        });
        Recorder recorder(journal, 60s);
        ShareOneProcessor();
        recorder.SetExiting();
        recorder.SetDecided();
      },
      options);
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_EQ(end.code, 7);
}

// Whoever stopped it (a shell's Ctrl-Z, a machine that was put to sleep) took the time.
TEST(Hang, AChildThatIsStoppedDoesNotHang) {
  const ChildEnd end = RunOne([](Journal& journal) {
    Recorder recorder(journal, 200ms);
    const std::uint32_t call = recorder.Begin({1, "h", "", false}, {});
    if (fork() == 0) {
      usleep(1'000'000);
      kill(getppid(), SIGCONT);
      _exit(0);
    }
    raise(SIGSTOP);
    recorder.End(call, 1, false, 0, false);
    recorder.SetDecided();
    recorder.SetFinished();
  });
  EXPECT_EQ(end.how, How::kExited);
}

// More threads want the processors than there are, so that they wait for each other.
TEST(Hang, ACallThatSleepsIsLateWhateverOtherThreadsDo) {
  const ChildEnd end = RunOne([](Journal& journal) {
    for (unsigned i = 0; i < 4 * std::thread::hardware_concurrency(); ++i) {
      std::thread([] {
        for (std::atomic<unsigned> spin = 0;; ++spin) continue;
      }).detach();
    }
    Recorder(journal, 200ms).Begin({1, "h", "", false}, {});
    pause();
  });
  EXPECT_EQ(end.how, How::kHung);
}

}  // namespace
}  // namespace wtsconform
