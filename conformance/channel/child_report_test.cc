// What a parent makes of a channel that the child, or its library, wrote nonsense into.
#include "conformance/channel/child_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <random>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;

class ChildReportTest : public ::testing::Test {
 protected:
  // What the parent says of the channel once `harm` was done to it.
  std::string DamageBy(const std::function<void(Journal&)>& harm) {
    harm(channel_.journal());
    const ChildReport report = channel_.Report();
    if (!report.damage.empty()) {
      EXPECT_EQ(report.calls, 0u) << "nothing of it is believed";
      EXPECT_THAT(report.messages, IsEmpty());
    }
    return report.damage;
  }

  TestChannel channel_;
  Recorder recorder_{channel_.journal(), 5s};
};

TEST_F(ChildReportTest, AnEmptyChannelSaysNothing) {
  const ChildReport report = channel_.Report();
  EXPECT_EQ(report.damage, "");
  EXPECT_FALSE(report.decided);
  EXPECT_FALSE(report.finished);
  EXPECT_FALSE(report.crash);
  EXPECT_EQ(report.LastCall(), nullptr);
  EXPECT_EQ(report.RunningCall(0), nullptr);
}

TEST_F(ChildReportTest, HasTheCallsTheCrashAndTheStage) {
  const Word words[] = {1, 2};
  recorder_.End(recorder_.Begin({3, "h", "n", false}, words), 4, true, 5, true);
  recorder_.Begin({6, "g", "", false}, {});
  recorder_.SetProgress(9);
  recorder_.SetDecided();
  Journal& journal = channel_.journal();
  journal.crash.seen = 1;
  journal.crash.signal = 11;
  journal.crash.thread = 2;
  journal.crash.frame_count = 1;
  journal.crash.frames[0].symbol.Set("libx.so!F+0x1");
  const ChildReport report = channel_.Report();
  ASSERT_EQ(report.damage, "");
  EXPECT_TRUE(report.decided);
  EXPECT_FALSE(report.finished);
  EXPECT_EQ(report.progress, 9u);
  EXPECT_EQ(report.calls, 2u);
  EXPECT_EQ(report.Call(0)->words[1], 2u);
  EXPECT_EQ(report.Call(0)->result, 4u);
  ASSERT_NE(report.RunningCall(0), nullptr);
  EXPECT_EQ(report.RunningCall(0)->function, 6);
  EXPECT_EQ(report.RunningCall(-1), nullptr);
  EXPECT_EQ(report.RunningCall(1000), nullptr);
  ASSERT_TRUE(report.crash);
  EXPECT_EQ(report.crash->signal, 11);
  EXPECT_EQ(report.crash->thread, 2);
  EXPECT_THAT(report.crash->frames, ElementsAre("libx.so!F+0x1"));
}

// Clean-up is no part of the story, unless the child dies of it.
TEST_F(ChildReportTest, ACallOfTheCleanUpIsKnownWhileItRuns) {
  recorder_.End(recorder_.Begin({1, "h", "", false}, {}), 0, false, 0, false);
  recorder_.SetDecided();
  recorder_.Begin({2, "(end)", "", false}, {});
  const ChildReport report = channel_.Report();
  EXPECT_EQ(report.calls, 1u);
  ASSERT_NE(report.RunningCall(0), nullptr);
  EXPECT_EQ(report.RunningCall(0)->function, 2);
}

TEST_F(ChildReportTest, OfALongCaseTheFirstAndTheLastCallsAreKept) {
  const std::uint32_t count = Journal::kFirst + 2 * Journal::kLast + 5;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Word words[] = {i};
    recorder_.End(recorder_.Begin({1, "", "", false}, words), 0, false, 0, false);
  }
  const ChildReport report = channel_.Report();
  EXPECT_EQ(report.calls, count);
  EXPECT_EQ(report.Call(0)->words[0], 0u);
  EXPECT_EQ(report.LastCall()->words[0], count - 1);
}

struct Harm {
  const char* what;
  void (*done)(Journal&);
};

const Harm kHarms[] = {
    {"its identity", [](Journal& journal) { ++journal.identity.nonce; }},
    {"its identity", [](Journal& journal) { ++journal.identity.version; }},
    {"its identity", [](Journal& journal) { ++journal.identity.size; }},
    {"its stage", [](Journal& journal) { journal.stage = 3; }},
    {"the exit is part of the case", [](Journal& journal) { journal.exiting = 2; }},
    {"the outbox is full", [](Journal& journal) { journal.outbox_full = 7; }},
    {"the number of calls", [](Journal& journal) { journal.calls = ~0U; }},
    {"the call that a thread is in", [](Journal& journal) { journal.threads[5].call = 100; }},
    {"there was a crash", [](Journal& journal) { journal.crash.seen = 2; }},
    {"the thread of a crash",
     [](Journal& journal) { journal.crash.seen = 1, journal.crash.thread = -1; }},
    {"the thread of a crash",
     [](Journal& journal) { journal.crash.seen = 1, journal.crash.thread = Journal::kThreads; }},
    {"the frames of a crash",
     [](Journal& journal) { journal.crash.seen = 1, journal.crash.frame_count = 13; }},
    {"a frame of a crash",
     [](Journal& journal) {
       journal.crash.seen = 1, journal.crash.frame_count = 1;
       std::memset(&journal.crash.frames[0], 'x', sizeof journal.crash.frames[0]);
     }},
    {"the size of the outbox",
     [](Journal& journal) { journal.outbox_used = Journal::kOutboxSize + 1; }},
    {"a message of the outbox", [](Journal& journal) { journal.outbox_used = 3; }},
    {"a message of the outbox",
     [](Journal& journal) { journal.outbox_used = 10, journal.outbox[0] = 7; }},
    {"the state of a call", [](Journal& journal) { journal.entries[0].state = 3; }},
    {"the thread of a call", [](Journal& journal) { journal.entries[0].thread = 24; }},
    {"the arguments of a call", [](Journal& journal) { journal.entries[0].count = 11; }},
    {"the last error of a call", [](Journal& journal) { journal.entries[0].has_last_error = 2; }},
    {"a text of a call",
     [](Journal& journal) { std::memset(journal.entries[0].target.bytes, 'x', 16); }},
    {"a text of a call",
     [](Journal& journal) { std::memset(journal.entries[0].note.bytes, 'x', 40); }},
};

TEST(DamagedChannel, EachFieldThatCannotBeTrueIsSeen) {
  for (const Harm& harm : kHarms) {
    TestChannel channel;
    Recorder(channel.journal(), 5s).Begin({1, "h", "n", false}, {});
    ASSERT_EQ(channel.Report().damage, "");
    harm.done(channel.journal());
    EXPECT_THAT(channel.Report().damage, EndsWith(harm.what));
  }
}

// Whatever the bytes are, the parent comes to an end and reads nothing beyond the channel.
TEST_F(ChildReportTest, AnyBytesAreSurvived) {
  for (const int fill : {0x00, 0x01, 0x41, 0x7F, 0x80, 0xA5, 0xFF}) {
    DamageBy(
        [&](Journal& journal) { std::memset(static_cast<void*>(&journal.stage), fill, 4096); });
    DamageBy([&](Journal& journal) {
      std::memset(static_cast<void*>(&journal), fill, sizeof(Journal));
    });
  }
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    TestChannel channel;
    Recorder recorder(channel.journal(), 5s);
    recorder.End(recorder.Begin({1, "h", "n", false}, {}), 0, false, 0, false);
    recorder.Send(MessageWriter("a/1").Text("a text"));
    auto* const bytes = reinterpret_cast<unsigned char*>(&channel.journal());
    for (int i = 0; i < 64; ++i) {
      bytes[random() % offsetof(Journal, entries)] = static_cast<unsigned char>(random());
    }
    channel.Report();
  }
}

}  // namespace
}  // namespace wtsconform
