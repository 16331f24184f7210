#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/isolation/isolation.h"
#include "conformance/loading/invoke.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/shared_object.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Report {
  std::uint32_t seen = 0;
  int signal = 0;
  int thread = -1;
  std::uint64_t address = 0;
  std::vector<std::string> frames;
  ChildEnd end;
};

// What is left of a child that installs the reports and then does `body`.
Report ReportOf(const std::function<void(Journal&)>& body) {
  Report report;
  IsolationOptions options;
  options.budget = 60s;
  RunIsolated(
      1, options,
      [&](std::size_t, Journal& journal) {
        InstallCrashReports(journal);
        body(journal);
      },
      [&](std::size_t, const ChildReport& left, const ChildEnd& end) {
        report.end = end;
        if (!left.crash) return;
        report = {
            1,  left.crash->signal, left.crash->thread, left.crash->address, left.crash->frames,
            end};
      });
  return report;
}

TEST(CrashReport, NothingIsReportedWhereNothingCrashes) {
  const Report report = ReportOf([](Journal&) {});
  EXPECT_EQ(report.seen, 0u);
  EXPECT_EQ(report.end.how, ChildEnd::How::kExited);
}

TEST(CrashReport, EverySignalOfAFaultIsReportedAndStillKills) {
  for (const int number : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS}) {
    const Report report = ReportOf([number](Journal&) { raise(number); });
    EXPECT_EQ(report.seen, 1u) << SignalName(number);
    EXPECT_EQ(report.signal, number);
    EXPECT_EQ(report.thread, 0);
    EXPECT_EQ(report.end.how, ChildEnd::How::kSignalled);
    EXPECT_EQ(report.end.code, number);
  }
}

TEST(CrashReport, ABadAddressIsTold) {
  const Report report = ReportOf([](Journal&) { *reinterpret_cast<volatile int*>(0x1230) = 1; });
  EXPECT_EQ(report.signal, SIGSEGV);
  EXPECT_EQ(report.address, 0x1230u);
}

TEST(CrashReport, TheThreadIsTold) {
  const Report report = ReportOf([](Journal&) {
    std::thread([] {
      Recorder::UseThread(5);
      PrepareThreadForCrashReports();
      raise(SIGSEGV);
    }).join();
  });
  EXPECT_EQ(report.thread, 5);
}

// The frames are those of the library: where ours begin, they end.
TEST(CrashReport, FramesNameTheLibraryAndItsFunction) {
  const auto file = ExecutableFolder().parent_path() / "testlibs" / "misbehaves.so";
  const Report report = ReportOf([&](Journal&) {
    setenv("MISBEHAVES", "crash", 1);
    const SharedObject library(file);
    char closed = 0;
    const Word words[] = {reinterpret_cast<Word>(&closed), 0, 1, 0, 0};
    Invoke(library.Find("WTSEnumerateSessionsW"), words, Convention::kWinapi);
  });
  EXPECT_EQ(report.signal, SIGSEGV);
  EXPECT_THAT(report.frames, Contains(StartsWith("misbehaves.so!WTSEnumerateSessionsW+0x")));
  EXPECT_THAT(report.frames, Each(Not(HasSubstr("conformance_test"))));
}

// Both die at once; the report of the first is whole, though the second is as quick.
TEST(CrashReport, ASecondThreadThatCrashesCutsNoReport) {
  const auto file = ExecutableFolder().parent_path() / "testlibs" / "misbehaves.so";
  for (int round = 0; round < 20; ++round) {
    const Report report = ReportOf([&](Journal&) {
      setenv("MISBEHAVES", "crash", 1);
      const SharedObject library(file);
      void* const crashes = library.Find("WTSEnumerateSessionsW");
      char closed = 0;
      std::atomic<int> ready = 0;
      const auto crash = [&](int index) {
        Recorder::UseThread(index);
        PrepareThreadForCrashReports();
        const Word words[] = {reinterpret_cast<Word>(&closed), 0, 1, 0, 0};
        ++ready;
        while (ready < 4) std::this_thread::yield();
        Invoke(crashes, words, Convention::kWinapi);
      };
      std::vector<std::thread> threads;
      for (int i = 1; i <= 4; ++i) threads.emplace_back(crash, i);
      for (std::thread& thread : threads) thread.join();
    });
    EXPECT_EQ(report.end.code, SIGSEGV);
    EXPECT_GT(report.thread, 0);
    EXPECT_THAT(report.frames, Contains(StartsWith("misbehaves.so!WTSEnumerateSessionsW+0x")));
  }
}

TEST(CrashReport, ACrashInTheReportItselfStillEndsTheProcess) {
  const Report report = ReportOf([](Journal&) {
    // A jump to nowhere: the unwinder has nothing to hold on to.
    reinterpret_cast<void (*)()>(0x10)();
  });
  EXPECT_EQ(report.end.how, ChildEnd::How::kSignalled);
  EXPECT_EQ(report.end.code, SIGSEGV);
  EXPECT_EQ(report.signal, SIGSEGV);
}

}  // namespace
}  // namespace wtsconform
