#include "conformance/interpreter/case_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Closing = CaseState::Closing;

constexpr Word kValue = 0x10;

Handle HandleOf(Word value) { return {{value}, "WTSOpenServerW", "reachable", false, false, 1}; }

class CaseStateTest : public ::testing::Test {
 protected:
  const Call call_{};
  CaseState state_;
};

TEST_F(CaseStateTest, AHandleIsProvedByACallThatWorks) {
  state_.Opened(kValue, "WTSOpenServerW", "reachable");
  EXPECT_FALSE(state_.IsProved(kValue));
  EXPECT_THAT(state_.ProvedAndOpen(), IsEmpty());
  state_.Worked(call_, {"h", kValue, "reachable"});
  EXPECT_TRUE(state_.IsProved(kValue));
  EXPECT_THAT(state_.ProvedAndOpen(), ElementsAre(kValue));
  EXPECT_THAT(state_.WorkedOn(call_, "reachable"), ElementsAre("h"));
}

// What a server denies, or has not, another one may give.
TEST_F(CaseStateTest, ThatACallWorksOnOneServerSaysNothingOfAnother) {
  state_.Worked(call_, {"h", kValue, "reachable"});
  state_.Worked(call_, {"current", 0, "current"});
  EXPECT_THAT(state_.WorkedOn(call_, "other"), ElementsAre("current"));
  state_.Worked(call_, {"o", 0x20, "other"});
  EXPECT_THAT(state_.WorkedOn(call_, "other"), ElementsAre("current", "o"));
  EXPECT_THAT(state_.WorkedOn(call_, "null"), ElementsAre("current", "h"));
}

TEST_F(CaseStateTest, AFailureCountsOnceTheSameCallWorks) {
  EXPECT_FALSE(state_.FailureCounts(call_));
  EXPECT_FALSE(state_.FailureCounts(call_));
  EXPECT_EQ(state_.Worked(call_, {"h", kValue, "reachable"}), 2);
  EXPECT_EQ(state_.Worked(call_, {"h", kValue, "reachable"}), 0);
  EXPECT_TRUE(state_.FailureCounts(call_));
}

TEST_F(CaseStateTest, ACloseNeedsAProofWhereTheCaseMayNotGuess) {
  Handle handle = HandleOf(kValue);
  state_.Opened(kValue, "WTSOpenServerW", "reachable");
  EXPECT_EQ(state_.Close(handle, true), Closing::kUnproved);
  EXPECT_FALSE(handle.closed) << "it was not done";
  state_.ProveOpener("WTSOpenServerW", "reachable");
  EXPECT_EQ(state_.Close(handle, true), Closing::kPermitted);
  EXPECT_EQ(state_.Close(handle, false), Closing::kForbidden);
}

TEST_F(CaseStateTest, AValueThatWasHandedOutAgainIsOpenForAnother) {
  Handle handle = HandleOf(kValue);
  state_.Opened(kValue, "WTSOpenServerW", "reachable");
  state_.Close(handle, false);
  EXPECT_FALSE(state_.IsOpenForAnother(handle));
  state_.Opened(kValue, "WTSOpenServerW", "reachable");
  EXPECT_TRUE(state_.IsOpenForAnother(handle));
  EXPECT_EQ(state_.Close(handle, false), Closing::kOpenForAnother);
}

TEST_F(CaseStateTest, AnOpenMayHaveFailedWhereItsValueSaysSoOrSomethingElseIsOpen) {
  EXPECT_TRUE(state_.OpenMayHaveFailed(0));
  EXPECT_TRUE(state_.OpenMayHaveFailed(~Word{0}));
  EXPECT_FALSE(state_.OpenMayHaveFailed(kValue));
  state_.Opened(0x20, "WTSOpenServerW", "reachable");
  state_.Worked(call_, {"other", 0x20, "reachable"});
  EXPECT_TRUE(state_.OpenMayHaveFailed(kValue));
  EXPECT_FALSE(state_.OpenMayHaveFailed(0x20)) << "it worked";
}

// A limit may be on all handles, or on those of one kind.
TEST_F(CaseStateTest, HadMoreWhereMoreOfAllAndOfTheKindWorkedAtOnce) {
  const auto open = [&](Word value, const std::string& opener) {
    state_.Opened(value, opener, "reachable");
    state_.Worked(call_, {"h", value, "reachable"});
  };
  const auto had_more = [&](const std::string& opener) {
    return state_.HadMore(0x90, opener, "reachable");
  };
  open(0x10, "WTSOpenServerW");
  open(0x20, "WTSOpenServerExA");
  EXPECT_FALSE(had_more("WTSOpenServerExW")) << "as many are open as ever";
  state_.Closed(0x20);
  EXPECT_TRUE(had_more("WTSOpenServerExW"));
  EXPECT_FALSE(had_more("WTSOpenServerA")) << "the one plain handle that there was is open";
  EXPECT_FALSE(state_.HadMore(0x90, "WTSOpenServerExW", "other"));
  state_.Opened(0x30, "WTSOpenServerA", "reachable");
  EXPECT_FALSE(had_more("WTSOpenServerExW")) << "one that was not used may be open";
}

TEST(Scope, ABranchSeesTheHandlesAroundItAndNoAnswers) {
  const Call call;
  Scope outside;
  outside.Bind("h", HandleOf(kValue));
  outside.Remember("first", call, {true, "answer", "h", 0});
  Scope branch(&outside);
  EXPECT_EQ(branch.Named("h").value(), kValue);
  EXPECT_EQ(branch.Recall("first", call), nullptr);
  EXPECT_EQ(outside.Recall("first", call)->answer, "answer");
  branch.Bind("h", HandleOf(0x30));
  EXPECT_EQ(outside.Named("h").value(), kValue) << "what a branch names is its own";
}

}  // namespace
}  // namespace wtsconform
