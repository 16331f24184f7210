#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"
#include "conformance/isolation/test_children_posix.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

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

}  // namespace
}  // namespace wtsconform
