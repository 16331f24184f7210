// The journal and the pen that writes it, in one process.
#include "conformance/channel/recorder.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "conformance/channel/test_channel.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;

class RecorderTest : public ::testing::Test {
 protected:
  ~RecorderTest() override { Recorder::UseThread(0); }

  TestChannel channel_;
  Journal* const journal_ = &channel_.journal();
  Recorder recorder_{*journal_, 5s};
};

TEST(JournalText, LongTextsAreCutAndStillEnd) {
  JournalText<8> text{};
  text.Set("short");
  EXPECT_EQ(text.Get(), "short");
  text.Set("longer than that");
  EXPECT_EQ(text.Get(), "longer ");
  text.Set("");
  EXPECT_EQ(text.Get(), "");
}

TEST_F(RecorderTest, ACallStandsThereBeforeItIsMade) {
  const Word words[] = {1, 2, 3};
  const std::uint32_t number = recorder_.Begin({17, "h", "\"PEER\"", false}, words);
  EXPECT_EQ(number, 0u);
  EXPECT_EQ(journal_->calls, 1u);
  const JournalCall& call = journal_->Entry(0);
  EXPECT_EQ(call.state, JournalCall::kBegun);
  EXPECT_EQ(call.function, 17);
  EXPECT_EQ(call.thread, 0);
  EXPECT_EQ(call.count, 3);
  EXPECT_EQ(call.words[2], 3u);
  EXPECT_EQ(call.target.Get(), "h");
  EXPECT_EQ(call.note.Get(), "\"PEER\"");
  EXPECT_EQ(journal_->threads[0].call, 1u);
}

TEST_F(RecorderTest, ItsEndIsRecordedAndTheThreadIsFree) {
  const std::uint32_t number = recorder_.Begin({1, "", "", false}, {});
  recorder_.End(number, 5, true, 6, true);
  const JournalCall& call = journal_->Entry(number);
  EXPECT_EQ(call.state, JournalCall::kReturned);
  EXPECT_EQ(call.result, 5u);
  EXPECT_TRUE(call.has_last_error);
  EXPECT_EQ(call.last_error, 6u);
  EXPECT_TRUE(call.last_error_touched);
  EXPECT_EQ(journal_->threads[0].call, 0u);
  EXPECT_EQ(journal_->threads[0].deadline_ns, 0);
}

TEST_F(RecorderTest, ADeadlineIsSetUnlessTheCallMayBlock) {
  const std::int64_t before = SteadyNanoseconds();
  recorder_.Begin({1, "", "", false}, {});
  const std::int64_t deadline = journal_->threads[0].deadline_ns;
  EXPECT_GE(deadline, before + 5'000'000'000);
  EXPECT_LE(deadline, SteadyNanoseconds() + 5'000'000'000);
  recorder_.Begin({1, "", "", true}, {});
  EXPECT_EQ(journal_->threads[0].deadline_ns, 0);
}

TEST_F(RecorderTest, EachThreadHasASlotOfItsOwn) {
  recorder_.Begin({1, "", "", false}, {});
  std::thread([this] {
    Recorder::UseThread(3);
    EXPECT_EQ(Recorder::CurrentThread(), 3);
    EXPECT_EQ(recorder_.Begin({2, "", "", false}, {}), 1u);
  }).join();
  EXPECT_EQ(Recorder::CurrentThread(), 0);
  EXPECT_EQ(journal_->threads[0].call, 1u);
  EXPECT_EQ(journal_->threads[3].call, 2u);
  EXPECT_EQ(journal_->Entry(1).thread, 3);
}

TEST_F(RecorderTest, MoreThreadsThanSlotsShareTheLast) {
  Recorder::UseThread(1000);
  recorder_.Begin({1, "", "", false}, {});
  EXPECT_EQ(journal_->threads[Journal::kThreads - 1].call, 1u);
}

TEST_F(RecorderTest, AThreadThatIsDeclaredLateHasADeadlineLongPast) {
  recorder_.Begin({1, "", "", true}, {});
  recorder_.DeclareLate(0);
  EXPECT_GT(journal_->threads[0].deadline_ns, 0);
  EXPECT_LT(journal_->threads[0].deadline_ns, SteadyNanoseconds());
}

TEST_F(RecorderTest, OfALongCaseTheFirstAndTheLastCallsAreKept) {
  const std::uint32_t count = Journal::kFirst + 3 * Journal::kLast + 5;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Word words[] = {i};
    recorder_.End(recorder_.Begin({1, "", "", false}, words), 0, false, 0, false);
  }
  EXPECT_EQ(journal_->calls, count);
  EXPECT_EQ(journal_->Entry(0).words[0], 0u);
  EXPECT_EQ(journal_->Entry(Journal::kFirst - 1).words[0], Journal::kFirst - 1);
  for (std::uint32_t i = count - Journal::kLast; i < count; ++i) {
    EXPECT_EQ(journal_->Entry(i).words[0], i);
  }
}

TEST_F(RecorderTest, MessagesComeInTheirOrder) {
  EXPECT_TRUE(recorder_.Send(MessageWriter("a/1").Text("first")));
  EXPECT_TRUE(recorder_.Send(MessageWriter("a/1").Text("")));
  const ChildReport report = channel_.Report();
  ASSERT_EQ(report.messages.size(), 2u);
  EXPECT_EQ(MessageReader(report.messages[0], "a/1").Text(), "first");
  EXPECT_EQ(MessageReader(report.messages[1], "a/1").Text(), "");
}

TEST_F(RecorderTest, WhatFindsNoRoomIsNotSentAndTheParentIsTold) {
  EXPECT_FALSE(recorder_.Send(MessageWriter("a/1").Text(std::string(Journal::kOutboxSize, 'x'))));
  EXPECT_TRUE(channel_.Report().outbox_full);
  EXPECT_TRUE(channel_.Report().messages.empty());
  EXPECT_TRUE(recorder_.Send(MessageWriter("a/1"))) << "there is room for less";
}

TEST_F(RecorderTest, CleaningUpAfterTheVerdictIsNoPartOfTheStory) {
  recorder_.End(recorder_.Begin({1, "h", "", false}, {}), 0, false, 0, false);
  recorder_.SetDecided();
  recorder_.End(recorder_.Begin({2, "(clean-up)", "", false}, {}), 0, false, 0, false);
  EXPECT_EQ(journal_->calls, 1u);
  EXPECT_EQ(journal_->Entry(0).target.Get(), "h");
}

TEST_F(RecorderTest, SleepAndExitAreSeen) {
  recorder_.SetSleeping(true);
  recorder_.SetExiting();
  EXPECT_TRUE(journal_->sleeping);
  EXPECT_TRUE(journal_->exiting);
  recorder_.SetSleeping(false);
  EXPECT_FALSE(journal_->sleeping);
}

// Branches of a case run at once, and a control of one is not one of another.
TEST_F(RecorderTest, AControlIsThatOfOneThread) {
  recorder_.SetInControl(1);
  std::thread([this] {
    Recorder::UseThread(3);
    recorder_.SetInControl(2);
    recorder_.SetInControl(0);
  }).join();
  EXPECT_TRUE(channel_.Report().threads[0].in_control);
  EXPECT_FALSE(channel_.Report().threads[3].in_control);
  recorder_.ForgetControls();
  EXPECT_FALSE(channel_.Report().threads[0].in_control);
}

}  // namespace
}  // namespace wtsconform
