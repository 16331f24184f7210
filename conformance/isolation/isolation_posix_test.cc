#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <new>
#include <set>
#include <stdexcept>
#include <thread>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/isolation/isolation.h"
#include "conformance/tests/adopter_posix.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using How = ChildEnd::How;
using Body = std::function<void(Journal&)>;
using Look = std::function<void(const ChildReport&)>;

// More time than any of these children needs on a busy machine.
IsolationOptions Options() {
  IsolationOptions options;
  options.budget = 60s;
  return options;
}

// Runs one child, and lets `look` see what it left.
ChildEnd RunOne(
    const Body& body, const IsolationOptions& options = Options(),
    const Look& look = [](const ChildReport&) {}) {
  ChildEnd ended;
  int ends = 0;
  RunIsolated(
      1, options, [&](std::size_t, Journal& journal) { body(journal); },
      [&](std::size_t index, const ChildReport& report, const ChildEnd& end) {
        EXPECT_EQ(index, 0u);
        ++ends;
        ended = end;
        look(report);
      });
  EXPECT_EQ(ends, 1);
  return ended;
}

// A text that the child's body made.
std::string Told(const std::function<std::string()>& tell,
                 const IsolationOptions& options = Options()) {
  std::string told;
  RunOne([&](Journal& journal) { SendText(journal, tell()); }, options,
         [&](const ChildReport& report) { told = TextOfReport(report); });
  return told;
}

// Memory that this process and its children share.
template <typename T>
class Shared {
 public:
  Shared()
      : object_(new (mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                          -1, 0)) T{}) {}
  ~Shared() { munmap(object_, sizeof(T)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  T& operator*() const { return *object_; }
  T* operator->() const { return object_; }

 private:
  T* object_;
};

struct Meeting {
  std::atomic<int> there = 0;
  std::atomic<int> running = 0;
  std::atomic<int> most = 0;

  void ComeAndWaitFor(int others) {
    ++there;
    while (there < others) usleep(1000);
  }
};

TEST(Isolation, NothingToRunIsNoTrouble) {
  RunIsolated(
      0, Options(), [](std::size_t, Journal&) { FAIL(); },
      [](std::size_t, const ChildReport&, const ChildEnd&) { FAIL(); });
}

TEST(Isolation, EachTaskRunsOnceInAProcessOfItsOwn) {
  std::map<std::size_t, std::string> pids;
  IsolationOptions options = Options();
  options.jobs = 3;
  RunIsolated(
      20, options,
      [](std::size_t, Journal& journal) { SendText(journal, std::to_string(getpid())); },
      [&](std::size_t index, const ChildReport& report, const ChildEnd& end) {
        EXPECT_EQ(end.how, How::kExited);
        EXPECT_TRUE(pids.emplace(index, TextOfReport(report)).second) << index;
      });
  ASSERT_EQ(pids.size(), 20u);
  std::set<std::string> different;
  for (const auto& [index, pid] : pids) different.insert(pid);
  EXPECT_EQ(different.size(), 20u);
  EXPECT_FALSE(different.contains(std::to_string(getpid())));
}

TEST(Isolation, AForkOfThisProcessKnowsWhatHasChangedHere) {
  IsolationOptions options = Options();
  options.fork_here = true;
  std::string last = "none";
  RunIsolated(
      3, options, [&](std::size_t, Journal& journal) { SendText(journal, "after " + last); },
      [&](std::size_t i, const ChildReport& report, const ChildEnd&) {
        EXPECT_EQ(TextOfReport(report), "after " + (i ? std::to_string(i - 1) : "none"));
        last = std::to_string(i);
      });
}

TEST(Isolation, WhatAChildChangesStaysThere) {
  int touched = 0;
  RunOne([&](Journal&) { touched = 1; });
  EXPECT_EQ(touched, 0);
}

TEST(Isolation, AJournalIsEmptyForTheNextChild) {
  int seen = 0;
  RunIsolated(
      3, Options(),
      [](std::size_t index, Journal& journal) {
        if (journal.calls || journal.stage || journal.outbox_used || journal.crash.seen) _exit(1);
        Recorder recorder(journal, 60s);
        if (index == 0) recorder.Begin({1, "h", "", true}, {});
        SendText(journal, "a text");
        recorder.SetFinished();
        journal.crash.seen = 1;
      },
      [&](std::size_t, const ChildReport&, const ChildEnd& end) {
        EXPECT_EQ(end.code, 0);
        ++seen;
      });
  EXPECT_EQ(seen, 3);
}

// The mappings of this process that it shares with others and may write into.
int SharedWritableMappings() {
  std::ifstream maps("/proc/self/maps");
  int count = 0;
  for (std::string line; std::getline(maps, line);) count += line.find(" rw-s ") != line.npos;
  return count;
}

// Siblings run at the same time, and none has the channel of another.
TEST(Isolation, AChildSeesItsOwnChannelAndNoOther) {
  const Shared<Meeting> meeting;
  const int before = SharedWritableMappings();
  IsolationOptions options = Options();
  options.jobs = 4;
  int seen = 0;
  RunIsolated(
      4, options,
      [&](std::size_t, Journal& journal) {
        meeting->ComeAndWaitFor(4);
        journal.progress = static_cast<std::uint32_t>(SharedWritableMappings());
      },
      [&](std::size_t, const ChildReport& report, const ChildEnd&) {
        EXPECT_EQ(report.progress, static_cast<std::uint32_t>(before) + 1);
        ++seen;
      });
  EXPECT_EQ(seen, 4);
  EXPECT_EQ(SharedWritableMappings(), before) << "none is left";
}

// A library that runs out of its own memory meets a page that nobody may touch.
TEST(Isolation, GuardsLieRoundTheChannel) {
  for (const bool after : {false, true}) {
    const ChildEnd end = RunOne([after](Journal& journal) {
      signal(SIGSEGV, SIG_DFL);
      auto* const begin = reinterpret_cast<volatile char*>(&journal);
      // To the end of a page at most there is room that nobody reads.
      if (after) {
        for (std::size_t i = sizeof(Journal); i < sizeof(Journal) + 65536 + 1; ++i) begin[i] = 1;
      } else {
        *(begin - 1) = 1;
      }
    });
    EXPECT_EQ(end.how, How::kSignalled);
    EXPECT_EQ(end.code, SIGSEGV);
  }
}

// Leaves the child's process group, so that nobody ends it with the child, and writes over all
// memory that it shares with anybody.
void ScribbleFromOutside(std::size_t index) {
  const pid_t child = getpid();
  if (fork() != 0) return;
  setsid();
  while (getppid() == child) usleep(100);
  while (true) {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      unsigned long from = 0, to = 0;
      if (std::sscanf(line.c_str(), "%lx-%lx rw-s", &from, &to) != 2) continue;
      if (line.find(" rw-s ") == line.npos) continue;
      std::memset(reinterpret_cast<void*>(from), 0x41, to - from);
    }
    dprintf(STDOUT_FILENO, "left by %zu\n", index);
  }
}

TEST(Isolation, WhatOutlivesAChildWritesIntoNoOtherChannel) {
  const Adopter adopter;
  int well = 0;
  RunIsolated(
      30, Options(),
      [](std::size_t index, Journal& journal) {
        if (index < 3) ScribbleFromOutside(index);
        usleep(5000);
        if (journal.stage || journal.calls) _exit(1);
        SendText(journal, "a text");
      },
      [&](std::size_t index, const ChildReport& report, const ChildEnd& end) {
        const bool quiet = index < 3 || end.output.empty();
        well += end.code == 0 && TextOfReport(report) == "a text" && quiet;
      });
  EXPECT_EQ(well, 30);
}

TEST(Isolation, WhatIsThrownHereLeavesNoChild) {
  const Shared<std::atomic<pid_t>> other;
  IsolationOptions options = Options();
  options.jobs = 2;
  EXPECT_THROW(RunIsolated(
                   2, options,
                   [&](std::size_t index, Journal&) {
                     if (index == 1) {
                       *other = getpid();
                       while (true) pause();
                     }
                     while (*other == 0) usleep(1000);
                   },
                   [](std::size_t, const ChildReport&, const ChildEnd&) {
                     throw std::runtime_error("thrown in the parent");
                   }),
               std::runtime_error);
  EXPECT_EQ(kill(*other, 0), -1) << "it was ended and waited for";
}

TEST(Isolation, WhoWasKilledFromOutsideIsKnown) {
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

TEST(Isolation, AChildThatJustReturnsHasNoVerdict) {
  const ChildEnd end = RunOne([](Journal&) {}, Options(),
                              [](const ChildReport& report) { EXPECT_FALSE(report.decided); });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_EQ(end.code, 0);
}

TEST(Isolation, ExitStatusesAreTold) {
  for (const int status : {0, 1, 7, 255}) {
    const ChildEnd end = RunOne([status](Journal&) { std::_Exit(status); });
    EXPECT_EQ(end.how, How::kExited);
    EXPECT_EQ(end.code, status);
  }
}

TEST(Isolation, SignalsAreTold) {
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
TEST(Isolation, AnExceptionEndsTheChild) {
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

TEST(Isolation, ACallThatHangsIsEndedAndItsThreadTold) {
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

TEST(Isolation, ACallThatSpinsIsEndedToo) {
  const ChildEnd end = RunOne([](Journal& journal) {
    Recorder recorder(journal, 50ms);
    recorder.Begin({1, "h", "", false}, {});
    while (true) std::atomic_signal_fence(std::memory_order_seq_cst);
  });
  EXPECT_EQ(end.how, How::kHung);
}

TEST(Isolation, ADelinquentCannotMaskItsEnd) {
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

TEST(Isolation, WhatAChildForksHasNoChannel) {
  const ChildEnd end = RunOne([](Journal& journal) {
    const pid_t pid = fork();
    if (pid == 0) {
      signal(SIGSEGV, SIG_DFL);
      journal.stage = Journal::kFinished;
      _exit(0);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSEGV) _exit(1);
  });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_EQ(end.code, 0);
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
TEST(Isolation, ACallThatIsLeftWithoutAProcessorDoesNotHang) {
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

TEST(Isolation, AHangElsewhereIsEndedByTheBudget) {
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

TEST(Isolation, ACallThatMayBlockHasTheBudgetOnly) {
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

TEST(Isolation, ACallThatIsDeclaredLateHangs) {
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
TEST(Isolation, ACleanUpThatHangsIsCutOff) {
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

TEST(Isolation, AnExitThatHangsIsNoNormalExit) {
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

TEST(Isolation, AnExitThatIsLeftWithoutAProcessorDoesNotHang) {
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

TEST(Isolation, ExitHandlersRunOnlyWhereTheExitIsPartOfTheCase) {
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

TEST(Isolation, AStackOverflowIsACrash) {
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

TEST(Isolation, AStackOverflowOnAnotherThreadIsACrashToo) {
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
TEST(Isolation, GrandchildrenAreGoneAfterwards) {
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

TEST(Isolation, AChildDiesWithTheRunner) {
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

TEST(Isolation, OutputIsKeptFromBothStreams) {
  const ChildEnd end = RunOne([](Journal&) {
    dprintf(STDOUT_FILENO, "to stdout\n");
    dprintf(STDERR_FILENO, "to stderr\n");
  });
  EXPECT_EQ(end.output, "to stdout\nto stderr\n");
  EXPECT_EQ(RunOne([](Journal&) {}).output, "") << "nothing is left for the next child";
}

TEST(Isolation, WhatTheParentHasBufferedIsNotWrittenAgain) {
  std::printf("buffered");
  const ChildEnd end = RunOne([](Journal& journal) { Recorder(journal, 60s).SetExiting(); });
  std::printf("\n");
  EXPECT_EQ(end.output, "");
}

TEST(Isolation, OfAFloodTheEndIsKept) {
  const ChildEnd end = RunOne([](Journal&) {
    const std::string line(1000, 'x');
    for (int i = 0; i < 1000; ++i) dprintf(STDOUT_FILENO, "%s\n", line.c_str());
    dprintf(STDERR_FILENO, "the end\n");
  });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_THAT(end.output, EndsWith("the end\n"));
  EXPECT_LT(end.output.size(), 10'000u);
}

// Writing on beyond every limit fails, and kills nobody.
TEST(Isolation, AFloodWithoutEndFillsNoDisk) {
  const ChildEnd end = RunOne([](Journal&) {
    const std::string block(1 << 20, 'x');
    int failures = 0;
    for (int i = 0; i < 80; ++i) failures += write(STDOUT_FILENO, block.data(), block.size()) < 0;
    std::_Exit(failures > 0 ? 5 : 0);
  });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_EQ(end.code, 5);
}

TEST(Isolation, AChildMayCloseEveryDescriptor) {
  int ends = 0;
  RunIsolated(
      2, Options(),
      [](std::size_t index, Journal& journal) {
        if (index == 0) syscall(SYS_close_range, 0U, ~0U, 0U);
        SendText(journal, "still here");
      },
      [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
        EXPECT_EQ(end.how, How::kExited);
        EXPECT_EQ(end.code, 0);
        EXPECT_EQ(TextOfReport(report), "still here");
        ++ends;
      });
  EXPECT_EQ(ends, 2);
}

TEST(Isolation, StandardInputIsEmptyAndNothingElseIsInherited) {
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const std::string told = Told([&] {
    char byte;
    std::string open;
    for (int i = 3; i < 100; ++i) {
      if (fcntl(i, F_GETFD) != -1) open += " " + std::to_string(i);
    }
    return "read " + std::to_string(read(STDIN_FILENO, &byte, 1)) + ", open:" + open;
  });
  EXPECT_EQ(told, "read 0, open:");
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST(Isolation, TheEnvironmentIsCleanedAndThenTheProfilesIsSet) {
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) {
    setenv(name, "/nonexistent", 1);
  }
  IsolationOptions options = Options();
  options.environment = [](std::size_t) {
    return std::map<std::string, std::string>{{"WTSCONFORM_TEST", "set"},
                                              {"LD_PRELOAD", "by the profile"}};
  };
  const std::string told = Told(
      [] {
        std::string values;
        for (const char* name :
             {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD", "WTSCONFORM_TEST"}) {
          const char* const value = std::getenv(name);
          values += std::string(value ? value : "-") + ";";
        }
        return values;
      },
      options);
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) unsetenv(name);
  EXPECT_EQ(told, "-;-;by the profile;set;");
  EXPECT_EQ(std::getenv("WTSCONFORM_TEST"), nullptr);
}

TEST(Isolation, LimitsKeepAChildFromDoingHarm) {
  const std::string told = Told([] {
    std::string limits;
    for (const int what : {RLIMIT_CORE, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_AS}) {
      rlimit limit{};
      getrlimit(what, &limit);
      if (limit.rlim_max == RLIM_INFINITY || limit.rlim_cur != limit.rlim_max) {
        limits += std::to_string(what) + " is not limited; ";
      }
      if (what == RLIMIT_CORE) limits += "core " + std::to_string(limit.rlim_cur) + "; ";
    }
    return limits;
  });
#if defined(WTSCONFORM_SANITIZED)
  EXPECT_THAT(told, HasSubstr("core 1; ")) << "sanitizers reserve far more addresses than they use";
#else
  // A core limit of 1, not 0: only that keeps crash reporters away.
  EXPECT_EQ(told, "core 1; ");
#endif
}

TEST(Isolation, EachChildLeadsAProcessGroupOfItsOwn) {
  EXPECT_EQ(Told([] { return std::string(getpgrp() == getpid() ? "own" : "inherited"); }), "own");
}

TEST(Isolation, WhatATaskCameToMayCallForTheNext) {
  std::vector<std::size_t> waiting = {3}, ran;
  RunIsolated(
      [&]() -> std::optional<std::size_t> {
        if (waiting.empty()) return std::nullopt;
        const std::size_t task = waiting.back();
        waiting.pop_back();
        return task;
      },
      Options(), [](std::size_t, Journal&) {},
      [&](std::size_t index, const ChildReport&, const ChildEnd&) {
        ran.push_back(index);
        if (index > 0) waiting.push_back(index - 1);
      });
  EXPECT_THAT(ran, ElementsAre(3, 2, 1, 0));
}

int CountOfEnds(std::size_t count, const IsolationOptions& options,
                const std::function<void(std::size_t, Journal&)>& body) {
  int well = 0;
  RunIsolated(count, options, body, [&](std::size_t, const ChildReport&, const ChildEnd& end) {
    well += end.how == How::kExited && end.code == 0;
  });
  return well;
}

// None of them could go on if the others had to wait for its end.
TEST(Isolation, SleepingChildrenTakeNoJob) {
  const Shared<Meeting> meeting;
  EXPECT_EQ(CountOfEnds(10, Options(),
                        [&](std::size_t, Journal& journal) {
                          Recorder(journal, 60s).SetSleeping(true);
                          meeting->ComeAndWaitFor(10);
                        }),
            10);
}

TEST(Isolation, ChildrenInALongCallTakeNoJob) {
  const Shared<Meeting> meeting;
  EXPECT_EQ(CountOfEnds(5, Options(),
                        [&](std::size_t, Journal& journal) {
                          Recorder(journal, 60s).Begin({1, "h", "", false}, {});
                          meeting->ComeAndWaitFor(5);
                        }),
            5);
}

TEST(Isolation, AsManyChildrenRunAtOnceAsThereAreJobs) {
  const Shared<Meeting> meeting;
  IsolationOptions options = Options();
  options.jobs = 3;
  EXPECT_EQ(CountOfEnds(3, options, [&](std::size_t, Journal&) { meeting->ComeAndWaitFor(3); }), 3);
}

TEST(Isolation, NoMoreChildrenRunAtOnceThanThereAreJobs) {
  const Shared<Meeting> meeting;
  IsolationOptions options = Options();
  options.jobs = 2;
  EXPECT_EQ(CountOfEnds(12, options,
                        [&](std::size_t, Journal&) {
                          const int now = ++meeting->running;
                          int most = meeting->most;
                          while (now > most && !meeting->most.compare_exchange_weak(most, now)) {
                          }
                          usleep(5000);
                          --meeting->running;
                        }),
            12);
  EXPECT_LE(meeting->most, 2);
}

// Whoever stopped it (a shell's Ctrl-Z, a machine that was put to sleep) took the time.
TEST(Isolation, AChildThatIsStoppedDoesNotHang) {
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
TEST(Isolation, ACallThatSleepsIsLateWhateverOtherThreadsDo) {
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
