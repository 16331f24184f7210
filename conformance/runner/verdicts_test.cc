#include "conformance/runner/verdicts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/runner/case_messages.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using How = ChildEnd::How;

class VerdictsTest : public ::testing::Test {
 protected:
  ~VerdictsTest() override { Recorder::UseThread(0); }

  const Case& CaseAt(Level level) const {
    return *suite_.Find("t/" + std::string(LevelName(level)));
  }
  std::uint32_t Begin(const std::string& function) {
    const Function& found = *suite_.functions().Find(function);
    const auto index = static_cast<std::uint16_t>(&found - suite_.functions().functions().data());
    const Word words[] = {0};
    return recorder_.Begin({index, "h", "", false}, words);
  }
  void Call(const std::string& function) { recorder_.End(Begin(function), 1, false, 0, false); }
  void Decide(const Decision& decision) {
    recorder_.Send(ToMessage(decision));
    recorder_.SetDecided();
  }
  void Complete(Verdict verdict, const std::string& signature, const std::string& detail) {
    Decide({verdict, signature, detail});
    recorder_.SetFinished();
  }
  CaseRecord Record(Level level, const ChildEnd& end) {
    return RecordOf(CaseAt(level), channel_.Report(), end, suite_.functions());
  }

  const Suite suite_ = SuiteOf(CaseOf("t/required", "CLOSE-6") + CaseOf("t/robustness", "CLOSE-7") +
                               CaseOf("t/observed", "USE-3"));
  TestChannel channel_;
  Journal* const journal_ = &channel_.journal();
  Recorder recorder_{*journal_, 5s};
};

TEST_F(VerdictsTest, TheRecordSaysWhichCaseItIs) {
  Complete(Verdict::kPass, "", "");
  const CaseRecord record = Record(Level::kRequired, {How::kExited, 0, 0.25, ""});
  EXPECT_EQ(record.id, "t/required");
  EXPECT_EQ(record.clause, "CLOSE-6");
  EXPECT_EQ(record.level, "required");
  EXPECT_EQ(record.seconds, 0.25);
  EXPECT_FALSE(record.expected);
}

TEST_F(VerdictsTest, ACompleteCaseIsTakenAtItsWord) {
  Call("WTSCloseServer");
  Complete(Verdict::kDeviation, "a signature", "a detail");
  const CaseRecord record = Record(Level::kRequired, {How::kExited, 0, 0, "noise\n"});
  EXPECT_EQ(record.verdict, Verdict::kDeviation);
  EXPECT_EQ(record.signature, "a signature");
  EXPECT_EQ(record.detail, "a detail");
  EXPECT_THAT(record.trace, ElementsAre("WTSCloseServer(h NULL)"))
      << "the output of a process that did not die is noise";
}

TEST_F(VerdictsTest, WhatWasWantedAndWhatWasObservedAreFieldsOfTheirOwn) {
  Decide({Verdict::kDeviation, "s", "it works", "it fails"});
  recorder_.SetFinished();
  const CaseRecord record = Record(Level::kRequired, {How::kExited, 0, 0, ""});
  EXPECT_EQ(record.wanted, "it fails");
  EXPECT_EQ(record.observed, "it works");
  EXPECT_EQ(record.detail, "expected: it fails; observed: it works");
}

TEST_F(VerdictsTest, ADeathIsJudgedOnlyWhereTheCaseJudges) {
  Begin("WTSCloseServer");
  const ChildEnd end{How::kHung, 0, 0, ""};
  const CaseRecord judged = Record(Level::kRequired, end);
  EXPECT_EQ(judged.wanted, "the call returns");
  EXPECT_EQ(judged.observed, "no return within the timeout in WTSCloseServer");
  EXPECT_EQ(Record(Level::kObserved, end).wanted, "");
}

TEST_F(VerdictsTest, APassHasNoTrace) {
  Call("WTSCloseServer");
  Complete(Verdict::kPass, "", "");
  EXPECT_THAT(Record(Level::kRequired, {How::kExited, 0, 0, ""}).trace, IsEmpty());
}

// A child that dies while it cleans up has crashed, whatever it said before.
TEST_F(VerdictsTest, ADeathBeforeTheCleanUpHasEndedIsACrash) {
  Call("WTSOpenServerW");
  Decide({Verdict::kPass, "", ""});
  Begin("WTSCloseServer");
  const CaseRecord crash = Record(Level::kRequired, {How::kSignalled, SIGSEGV, 0, "words\n"});
  EXPECT_EQ(crash.verdict, Verdict::kCrash);
  EXPECT_EQ(crash.signature, "SIGSEGV in WTSCloseServer");
  EXPECT_THAT(crash.trace, Contains("    | words"));
  EXPECT_EQ(Record(Level::kRequired, {How::kExited, 0, 0, ""}).signature,
            "exit 0 in WTSCloseServer");
}

TEST_F(VerdictsTest, ADeathInTheCleanUpIsNoneInAControl) {
  recorder_.SetInControl(1);
  Call("WTSOpenServerW");
  Decide({Verdict::kUntestable, "", "the control failed"});
  EXPECT_EQ(Record(Level::kRequired, {How::kSignalled, SIGSEGV, 0, ""}).verdict, Verdict::kCrash);
}

// We ended it, or it was on its way out.
TEST_F(VerdictsTest, AVerdictStandsWhereTheCleanUpWasCutOffOrHadEnded) {
  Decide({Verdict::kPass, "", ""});
  for (const How how : {How::kCutOff, How::kHung, How::kOverBudget}) {
    EXPECT_EQ(Record(Level::kRequired, {how, 0, 0, ""}).verdict, Verdict::kPass);
  }
  recorder_.SetFinished();
  EXPECT_EQ(Record(Level::kRequired, {How::kSignalled, 11, 0, ""}).verdict, Verdict::kPass);
}

// What cannot be true is nobody's verdict, and says nothing of the library.
TEST_F(VerdictsTest, ADamagedChannelIsAHarnessError) {
  Call("WTSCloseServer");
  Complete(Verdict::kPass, "", "");
  journal_->entries[0].function = 12345;
  EXPECT_EQ(Record(Level::kRequired, {How::kExited, 0, 0, ""}).detail,
            "the child's channel is damaged: the function of a call");
  journal_->entries[0].count = 200;
  const CaseRecord record = Record(Level::kRequired, {How::kExited, 0, 0, "words\n"});
  EXPECT_EQ(record.verdict, Verdict::kHarnessError);
  EXPECT_EQ(record.signature, "");
  EXPECT_EQ(record.detail, "the child's channel is damaged: the arguments of a call");
  EXPECT_THAT(record.trace, ElementsAre("    | words"));
}

TEST_F(VerdictsTest, AResultThatIsNoneIsAHarnessError) {
  recorder_.SetFinished();
  EXPECT_EQ(Record(Level::kRequired, {How::kExited, 0, 0, ""}).verdict, Verdict::kHarnessError);
  recorder_.Send(MessageWriter("decision/0"));
  EXPECT_EQ(Record(Level::kRequired, {How::kExited, 0, 0, ""}).verdict, Verdict::kHarnessError);
  recorder_.Send(ToMessage(Decision{Verdict::kPass, "", ""}));
  EXPECT_EQ(Record(Level::kRequired, {How::kExited, 0, 0, ""}).verdict, Verdict::kHarnessError);
}

// The branches of a parallel step run at once.
TEST_F(VerdictsTest, AControlOfOneThreadExcusesNoOther) {
  recorder_.SetInControl(1);
  Begin("WTSOpenServerW");
  Recorder::UseThread(2);
  Begin("WTSCloseServer");
  for (const ChildEnd& end : {ChildEnd{How::kHung, 2, 0, ""}, ChildEnd{How::kExited, 7, 0, ""}}) {
    EXPECT_NE(Record(Level::kRequired, end).verdict, Verdict::kUntestable);
  }
  EXPECT_EQ(Record(Level::kRequired, {How::kHung, 0, 0, ""}).verdict, Verdict::kUntestable);
  journal_->crash.seen = 1;
  journal_->crash.signal = SIGSEGV;
  journal_->crash.thread = 2;
  EXPECT_EQ(Record(Level::kRequired, {How::kSignalled, SIGSEGV, 0, ""}).signature,
            "SIGSEGV in WTSCloseServer");
}

struct Death {
  How how;
  int code;
  Verdict verdict;
  const char* signature;
  const char* detail;
};

const Death kDeaths[] = {
    {How::kSignalled, SIGSEGV, Verdict::kCrash, "SIGSEGV in WTSCloseServer",
     "died of SIGSEGV in WTSCloseServer"},
    {How::kSignalled, SIGKILL, Verdict::kInconclusive, "", "killed from outside"},
    {How::kExited, 0, Verdict::kCrash, "exit 0 in WTSCloseServer",
     "ended (exit 0) in WTSCloseServer"},
    {How::kExited, 7, Verdict::kCrash, "exit 7 in WTSCloseServer",
     "ended (exit 7) in WTSCloseServer"},
    {How::kHung, 0, Verdict::kHang, "hang in WTSCloseServer",
     "no return within the timeout in WTSCloseServer"},
    {How::kOverBudget, 0, Verdict::kInconclusive, "", "time ran out"},
    {How::kSignalled, kMissingFunction, Verdict::kUnsupported, "", "is a stub, in WTSCloseServer"},
};

// Nothing was found out about the call, whatever it was made for.
bool IsUndecided(const Death& death) {
  return death.verdict == Verdict::kInconclusive || death.verdict == Verdict::kUnsupported;
}

TEST_F(VerdictsTest, EveryDeathInACallIsBlamedOnTheCall) {
  Call("WTSOpenServerW");
  Begin("WTSCloseServer");
  for (const Death& death : kDeaths) {
    for (const Level level : {Level::kRequired, Level::kRobustness}) {
      const CaseRecord record = Record(level, {death.how, death.code, 0, ""});
      EXPECT_EQ(record.verdict, death.verdict) << death.signature << LevelName(level);
      EXPECT_EQ(record.signature, death.signature);
      EXPECT_THAT(record.detail, HasSubstr(death.detail));
      EXPECT_THAT(record.trace, Contains("WTSCloseServer(h NULL) did not return"));
    }
  }
}

TEST_F(VerdictsTest, WhereNothingIsJudgedADeathIsAnObservation) {
  Begin("WTSCloseServer");
  for (const Death& death : kDeaths) {
    const CaseRecord record = Record(Level::kObserved, {death.how, death.code, 0, ""});
    EXPECT_EQ(record.verdict, IsUndecided(death) ? death.verdict : Verdict::kObserved);
    EXPECT_EQ(record.signature, death.signature);
    EXPECT_THAT(record.detail, HasSubstr(death.detail));
  }
}

TEST_F(VerdictsTest, ADeathInAControlShowsNothing) {
  recorder_.SetInControl(1);
  Begin("WTSCloseServer");
  for (const Death& death : kDeaths) {
    for (const Level level : {Level::kRequired, Level::kRobustness, Level::kObserved}) {
      const CaseRecord record = Record(level, {death.how, death.code, 0, ""});
      EXPECT_EQ(record.verdict, IsUndecided(death) ? death.verdict : Verdict::kUntestable);
      EXPECT_EQ(record.signature, "");
      EXPECT_THAT(record.detail, HasSubstr(death.detail));
    }
  }
}

TEST_F(VerdictsTest, ADeathBetweenCallsIsPlacedAfterTheLastOne) {
  Call("WTSOpenServerW");
  EXPECT_EQ(Record(Level::kRequired, {How::kSignalled, SIGABRT, 0, ""}).signature,
            "SIGABRT after WTSOpenServerW");
  EXPECT_EQ(Record(Level::kRequired, {How::kExited, 3, 0, ""}).signature,
            "exit 3 after WTSOpenServerW");
}

// Before the library is even touched it is ours to answer for.
TEST_F(VerdictsTest, ADeathBeforeAnyCallIsOurFault) {
  const CaseRecord record = Record(Level::kRequired, {How::kSignalled, SIGSEGV, 0, ""});
  EXPECT_EQ(record.verdict, Verdict::kHarnessError);
  EXPECT_EQ(record.signature, "");
}

TEST_F(VerdictsTest, ADeathWhileLoadingIsBlamedOnLoading) {
  recorder_.Begin({kLoadingLibrary, "", "", false}, {});
  EXPECT_EQ(Record(Level::kRequired, {How::kSignalled, SIGSEGV, 0, ""}).signature,
            "SIGSEGV in loading the library");
  // The canary has loaded it: a machine that is too busy shows nothing.
  EXPECT_EQ(Record(Level::kRequired, {How::kHung, 0, 0, ""}).verdict, Verdict::kInconclusive);
}

TEST_F(VerdictsTest, TheThreadThatHangsNamesTheCall) {
  Begin("WTSOpenServerW");
  Recorder::UseThread(2);
  Begin("WTSCloseServer");
  EXPECT_EQ(Record(Level::kRequired, {How::kHung, 2, 0, ""}).signature, "hang in WTSCloseServer");
  EXPECT_EQ(Record(Level::kRequired, {How::kHung, 0, 0, ""}).signature, "hang in WTSOpenServerW");
}

TEST_F(VerdictsTest, AReportedCrashTellsSignalThreadAndFrames) {
  Begin("WTSOpenServerW");
  Recorder::UseThread(2);
  Begin("WTSCloseServer");
  journal_->crash.seen = 1;
  journal_->crash.signal = SIGBUS;
  journal_->crash.thread = 2;
  journal_->crash.frame_count = 2;
  journal_->crash.frames[0].symbol.Set("libx.so!Free+0x1");
  journal_->crash.frames[1].symbol.Set("libx.so!WTSCloseServer+0x2");
  // A library that turns its crash into an exit has crashed all the same.
  for (const ChildEnd& end :
       {ChildEnd{How::kSignalled, SIGBUS, 0, ""}, ChildEnd{How::kExited, 1, 0, ""}}) {
    const CaseRecord record = Record(Level::kRequired, end);
    EXPECT_EQ(record.verdict, Verdict::kCrash);
    EXPECT_EQ(record.signature, "SIGBUS in WTSCloseServer");
    EXPECT_THAT(record.trace, AllOf(Contains("    #0 libx.so!Free+0x1"),
                                    Contains("    #1 libx.so!WTSCloseServer+0x2")));
  }
}

// A thread of the library's own dies while the case is in no call, or in another.
TEST_F(VerdictsTest, ACrashOnAThreadThatIsInNoCallIsPlacedAfterTheLastCall) {
  Call("WTSCloseServer");
  journal_->crash.seen = 1;
  journal_->crash.signal = SIGSEGV;
  journal_->crash.thread = 0;
  EXPECT_EQ(Record(Level::kRequired, {How::kSignalled, SIGSEGV, 0, ""}).signature,
            "SIGSEGV after WTSCloseServer");
}

TEST_F(VerdictsTest, WhatItPrintedStandsBesideADeath) {
  Begin("WTSCloseServer");
  const CaseRecord record =
      Record(Level::kRequired, {How::kSignalled, SIGABRT, 0, "\nfree(): invalid\n\nmore"});
  EXPECT_THAT(record.trace, AllOf(Contains("    | free(): invalid"), Contains("    | more"),
                                  ::testing::Not(Contains("    | "))));
}

TEST_F(VerdictsTest, AnExitThatIsPartOfTheCaseMustGoWell) {
  Call("WTSOpenServerW");
  recorder_.SetExiting();
  Complete(Verdict::kPass, "", "");
  EXPECT_EQ(Record(Level::kRobustness, {How::kExited, kExitedAsAsked, 0, ""}).verdict,
            Verdict::kPass);
  EXPECT_EQ(Record(Level::kRobustness, {How::kExited, 0, 0, ""}).signature, "exit 0 at exit")
      << "a library that ends the process in the middle of its exit";
  const CaseRecord crash = Record(Level::kRobustness, {How::kSignalled, SIGSEGV, 0, "words\n"});
  EXPECT_EQ(crash.verdict, Verdict::kCrash);
  EXPECT_EQ(crash.signature, "SIGSEGV at exit");
  EXPECT_THAT(crash.trace, Contains("    | words"));
  EXPECT_EQ(Record(Level::kRobustness, {How::kExited, 3, 0, ""}).signature, "exit 3 at exit");
  const CaseRecord hang = Record(Level::kRobustness, {How::kNoExit, 0, 0, ""});
  EXPECT_EQ(hang.verdict, Verdict::kHang);
  EXPECT_EQ(hang.signature, "hang at exit");
  EXPECT_EQ(Record(Level::kObserved, {How::kNoExit, 0, 0, ""}).verdict, Verdict::kObserved);
  EXPECT_EQ(Record(Level::kRobustness, {How::kOverBudget, 0, 0, ""}).verdict,
            Verdict::kInconclusive)
      << "a machine that is too busy";
}

// Who forges its own record does not make the results unreadable.
TEST_F(VerdictsTest, AVerdictThatNoCaseOfTheLevelHasIsDamage) {
  Complete(Verdict::kHarm, "a", "b");
  EXPECT_EQ(Record(Level::kRobustness, {}).verdict, Verdict::kHarm);
  EXPECT_EQ(Record(Level::kRequired, {}).verdict, Verdict::kHarnessError);
  EXPECT_EQ(Record(Level::kObserved, {}).verdict, Verdict::kHarnessError);
}

}  // namespace
}  // namespace wtsconform
