#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::Each;
using ::testing::Not;
using How = ChildEnd::How;

struct Child {
  std::string told;
  ChildEnd end;
  bool killed_from_outside = false;
};

// What became of `count` children, in the order of their tasks.
std::vector<Child> RunAll(std::size_t count, const IsolationOptions& options,
                          const ChildBody& body) {
  std::vector<Child> children(count);
  RunIsolated(count, options, body,
              [&](std::size_t i, const ChildReport& report, const ChildEnd& end) {
                children[i] = {TextOfReport(report), end, WasKilledFromOutside(end, report)};
              });
  return children;
}

// Set where something was prepared; a fork of that process knows it too.
pid_t prepared_by = 0;

IsolationOptions PreparedBy(const std::function<void()>& more) {
  IsolationOptions options;
  options.budget = 60s;
  options.prepare = [more] {
    prepared_by = getpid();
    more();
  };
  return options;
}

void TellWhoPrepared(std::size_t, Journal& journal) {
  SendText(journal, std::to_string(prepared_by));
}

// Who prepared each of some children, as texts; "0" where nobody did it for them.
std::vector<std::string> WhoPrepared(const IsolationOptions& options) {
  std::vector<std::string> told;
  for (const Child& child : RunAll(3, options, TellWhoPrepared)) told.push_back(child.told);
  return told;
}

TEST(TemplateProcess, PreparesOnceForAllChildren) {
  const std::vector<std::string> told = WhoPrepared(PreparedBy([] {}));
  EXPECT_NE(told.front(), "0");
  EXPECT_NE(told.front(), std::to_string(getpid()));
  EXPECT_THAT(told, Each(told.front()));
}

TEST(TemplateProcess, PreparesInTheEnvironmentOfTheChildren) {
  std::string seen;
  IsolationOptions options = PreparedBy([&] { seen = std::getenv("WTSCONFORM_TEST"); });
  options.environment = [](std::size_t) {
    return std::map<std::string, std::string>{{"WTSCONFORM_TEST", "a server"}};
  };
  const auto children =
      RunAll(1, options, [&](std::size_t, Journal& journal) { SendText(journal, seen); });
  EXPECT_EQ(children.front().told, "a server");
}

TEST(TemplateProcess, EachChildIsAloneWithItsChangesChannelAndOutput) {
  int touched = 0;
  const auto children = RunAll(3, PreparedBy([] {}), [&](std::size_t task, Journal& journal) {
    SendText(journal, std::to_string(task) + " " + std::to_string(++touched));
    printf("output of %zu", task);
    fflush(stdout);
  });
  for (std::size_t i = 0; i < children.size(); ++i) {
    EXPECT_EQ(children[i].told, std::to_string(i) + " 1");
    EXPECT_EQ(children[i].end.output, "output of " + std::to_string(i));
  }
}

TEST(TemplateProcess, HowAChildEndedIsKnown) {
  IsolationOptions options = PreparedBy([] {});
  const auto children = RunAll(3, options, [](std::size_t task, Journal& journal) {
    if (task == 0) _exit(7);
    if (task == 1) raise(SIGTERM);
    if (task == 2) Recorder(journal, 60s).SetExiting();
  });
  EXPECT_EQ(children[0].end.how, How::kExited);
  EXPECT_EQ(children[0].end.code, 7);
  EXPECT_EQ(children[1].end.how, How::kSignalled);
  EXPECT_EQ(children[1].end.code, SIGTERM);
  EXPECT_EQ(children[2].end.how, How::kExited);
  EXPECT_EQ(children[2].end.code, kExitedAsAsked);
}

TEST(TemplateProcess, AChildThatHangsIsEnded) {
  IsolationOptions options = PreparedBy([] {});
  options.budget = 100ms;
  EXPECT_EQ(RunAll(1, options, [](std::size_t, Journal&) { pause(); }).front().end.how,
            How::kOverBudget);
}

// What its children would share, or not have, though each would have its own if it prepared itself.
class WhatIsLeft : public ::testing::TestWithParam<std::pair<const char*, void (*)()>> {};

TEST_P(WhatIsLeft, MakesEachChildPrepareItself) {
  EXPECT_THAT(WhoPrepared(PreparedBy(GetParam().second)), Each("0"));
}

void NewSharedMemory() {
  mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
void NewProcess() {
  if (fork() == 0) {
    pause();
    _exit(0);
  }
}
void NewTimer(__itimer_which kind) {
  const itimerval in_an_hour{{0, 0}, {3600, 0}};
  setitimer(kind, &in_an_hour, nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    TemplateProcess, WhatIsLeft,
    ::testing::Values(std::pair(
                          "Thread", +[] { std::thread([] { pause(); }).detach(); }),
                      std::pair(
                          "Process", +[] { NewProcess(); }),
                      std::pair(
                          "RealTimer", +[] { NewTimer(ITIMER_REAL); }),
                      std::pair(
                          "ProfilingTimer", +[] { NewTimer(ITIMER_PROF); }),
                      std::pair(
                          "Descriptor", +[] { open("/dev/null", O_RDONLY); }),
                      std::pair(
                          "SharedMemory", +[] { NewSharedMemory(); }),
                      std::pair(
                          "IgnoredSigchld", +[] { signal(SIGCHLD, SIG_IGN); }),
                      std::pair(
                          "Exception", +[] { throw std::runtime_error("cannot be loaded"); }),
                      std::pair(
                          "Exit", +[] { _exit(0); }),
                      std::pair(
                          "NormalExit", +[] { std::exit(0); }),
                      std::pair(
                          "Crash", +[] { raise(SIGKILL); }),
                      std::pair(
                          "ClosedDescriptors", +[] { close_range(3, ~0U, 0); })),
    [](const auto& test) { return test.param.first; });

TEST(TemplateProcess, OneThatIsNotReadyInTimeIsEnded) {
  IsolationOptions options = PreparedBy([] { pause(); });
  options.budget = 200ms;
  EXPECT_THAT(WhoPrepared(options), Each("0"));
}

TEST(TemplateProcess, AChildThatEndsItIsTheOnlyOneToSufferByIt) {
  const auto children = RunAll(3, PreparedBy([] {}), [](std::size_t task, Journal& journal) {
    TellWhoPrepared(task, journal);
    if (task == 0) kill(getppid(), SIGKILL), pause();
  });
  EXPECT_TRUE(children[0].killed_from_outside);
  EXPECT_EQ(children[1].end.how, How::kExited);
  EXPECT_THAT(children[1].told, Not("0")) << "there is another one";
  EXPECT_EQ(children[2].end.how, How::kExited);
  EXPECT_EQ(children[1].told, children[2].told);
}

TEST(TemplateProcess, WhereItEndsAgainAndAgainTheChildrenDoWithoutIt) {
  const auto children = RunAll(8, PreparedBy([] {}), [](std::size_t task, Journal& journal) {
    TellWhoPrepared(task, journal);
    if (prepared_by != 0) kill(prepared_by, SIGKILL), pause();
  });
  EXPECT_TRUE(children.front().killed_from_outside);
  EXPECT_EQ(children.back().end.how, How::kExited);
  EXPECT_EQ(children.back().told, "0");
}

TEST(TemplateProcess, IsGoneWithItsChildren) {
  const auto children = RunAll(1, PreparedBy([] {}), TellWhoPrepared);
  EXPECT_EQ(kill(std::stoi(children.front().told), 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

}  // namespace
}  // namespace wtsconform
