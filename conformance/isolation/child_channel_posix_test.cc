#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"
#include "conformance/isolation/test_children_posix.h"
#include "conformance/tests/adopter_posix.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;

TEST(ChildChannel, AJournalIsEmptyForTheNextChild) {
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
TEST(ChildChannel, AChildSeesItsOwnChannelAndNoOther) {
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
TEST(ChildChannel, GuardsLieRoundTheChannel) {
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

TEST(ChildChannel, WhatOutlivesAChildWritesIntoNoOtherChannel) {
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

TEST(ChildChannel, WhatAChildForksHasNoChannel) {
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

}  // namespace
}  // namespace wtsconform
