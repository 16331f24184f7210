#include "conformance/runner/failed_preconditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Row(const std::string& id, const std::string& steps,
                const std::string& clause = "CLOSE-7") {
  return "[[case]]\nid = \"t/" + id + "\"\nclause = \"" + clause + "\"\ntitle = \"t\"\nsteps = [" +
         steps + "]\n";
}

std::string Open(const std::string& opener, const std::string& name = "h") {
  return "{ open = \"" + name + "\", by = \"" + opener + "\", server = \"reachable\" },";
}

const std::string kControl = "{ control = \"WTSEnumerateSessionsW\", on = \"h\" },";
const std::string kOtherControl = "{ control = \"WTSEnumerateSessionsA\", on = \"h\" },";

class FailedPreconditionsTest : public ::testing::Test {
 protected:
  // What the cases of those names begin with is probed; each probe ends with the next of `records`,
  // and the last ends all that follow.
  FailedPreconditions Probed(const std::vector<std::string>& names,
                             const std::vector<CaseRecord>& records) {
    std::vector<const Case*> cases;
    for (const std::string& name : names) cases.push_back(suite_.Find("t/" + name));
    std::size_t next = 0;
    return FailedPreconditions(cases, [&](const std::vector<const Case*>& probes) {
      std::vector<CaseRecord> ends;
      for (const Case* probe : probes) {
        probed_.push_back(*probe);
        ends.push_back(records[std::min(next++, records.size() - 1)]);
      }
      return ends;
    });
  }
  bool IsSettled(const FailedPreconditions& failed, const std::string& name) const {
    CaseRecord record;
    return failed.Settle(*suite_.Find("t/" + name), record);
  }

  static CaseRecord Ended(Verdict verdict, const std::string& detail = "the control failed") {
    CaseRecord record;
    record.verdict = verdict;
    record.detail = detail;
    return record;
  }

  const std::vector<std::string> kAlike = {"a", "b", "c"};
  const Suite suite_ =
      SuiteOf(Row("a", Open("WTSOpenServerW") + kControl) +
              Row("b", Open("WTSOpenServerW") + kControl + "{ close = \"h\" },") +
              Row("c", Open("WTSOpenServerW") + kControl + kOtherControl) +
              Row("other-name", Open("WTSOpenServerW", "g") +
                                    "{ control = \"WTSEnumerateSessionsW\", on = \"g\" },") +
              Row("other-opener", Open("WTSOpenServerA") + kControl) +
              Row("other-server",
                  "{ open = \"h\", by = \"WTSOpenServerW\", server = \"other\" }," + kControl) +
              Row("other-control", Open("WTSOpenServerW") + kOtherControl) +
              Row("after-a-close", Open("WTSOpenServerW") + "{ close = \"h\" }," +
                                       Open("WTSOpenServerW") + kControl) +
              Row("a-sibling", Open("WTSOpenServerW", "s") + Open("WTSOpenServerW") + kControl) +
              Row("a-judged-call",
                  Open("WTSOpenServerW") +
                      "{ call = \"WTSEnumerateSessionsW\", on = \"h\", expect = \"success\" },") +
              Row("a-call-that-may-fail",
                  Open("WTSOpenServerW") +
                      "{ call = \"WTSEnumerateSessionsW\", on = \"h\", observe = true },") +
              Row("many",
                  "{ many = \"h\", count = 2, by = \"WTSOpenServerW\", server = \"reachable\", "
                  "checking = \"probe\" },") +
              Row("on-current", "{ control = \"WTSEnumerateSessionsW\", on = \"current\" }," +
                                    Open("WTSOpenServerW") + kControl) +
              Row("after-a-call", "{ call = \"WTSEnumerateSessionsW\", on = \"current\" }," +
                                      Open("WTSOpenServerW") + kControl));
  std::vector<Case> probed_;
};

TEST_F(FailedPreconditionsTest, AreProbedWithTheFirstStepsOfACase) {
  Probed(kAlike, {Ended(Verdict::kPass)});
  ASSERT_THAT(probed_, SizeIs(1));
  EXPECT_EQ(probed_[0].id, "t/a+2");
  ASSERT_GE(probed_[0].steps().size(), 2u);
  EXPECT_TRUE(probed_[0].steps()[1].Is<step::Control>());
}

TEST_F(FailedPreconditionsTest, SettleWhatBeginsLikeThis) {
  const FailedPreconditions failed =
      Probed(kAlike, {Ended(Verdict::kUntestable, "the control failed: why")});
  CaseRecord record;
  ASSERT_TRUE(failed.Settle(*suite_.Find("t/c"), record));
  EXPECT_EQ(record.verdict, Verdict::kUntestable);
  EXPECT_EQ(record.detail, "the control failed: why");
  EXPECT_THAT(probed_, SizeIs(2)) << "in two fresh processes";
}

TEST_F(FailedPreconditionsTest, AreProbedInThePlainestCase) {
  Probed({"a-sibling", "after-a-call", "a"}, {Ended(Verdict::kPass)});
  ASSERT_THAT(probed_, SizeIs(1));
  EXPECT_EQ(probed_[0].id, "t/a+2");
}

TEST_F(FailedPreconditionsTest, SettleWhatNeedsTheSameOfTheLibrary) {
  const FailedPreconditions failed =
      Probed(kAlike, {Ended(Verdict::kUntestable, "the control failed: F on h returned 0x0")});
  for (const char* name : {"a-sibling", "after-a-call"})
    EXPECT_TRUE(IsSettled(failed, name)) << name;
  CaseRecord record;
  ASSERT_TRUE(failed.Settle(*suite_.Find("t/other-name"), record));
  EXPECT_EQ(record.detail, "the control failed: F on g returned 0x0");
}

TEST_F(FailedPreconditionsTest, SettleNothingElse) {
  const FailedPreconditions failed = Probed(kAlike, {Ended(Verdict::kUntestable)});
  for (const char* name : {"other-opener", "other-server", "other-control", "a-judged-call", "many",
                           "after-a-close", "on-current"}) {
    EXPECT_FALSE(IsSettled(failed, name)) << name;
  }
}

TEST_F(FailedPreconditionsTest, AnOpenThatGivesNullSettlesEveryControlOnIt) {
  const FailedPreconditions failed = Probed(
      kAlike,
      {Ended(Verdict::kUntestable, "WTSOpenServerW returned NULL, so there is no live handle")});
  for (const char* name : {"a", "other-control", "a-sibling", "a-judged-call", "many"}) {
    EXPECT_TRUE(IsSettled(failed, name)) << name;
  }
  for (const char* name : {"other-opener", "other-server", "a-call-that-may-fail"}) {
    EXPECT_FALSE(IsSettled(failed, name)) << name;
  }
}

TEST_F(FailedPreconditionsTest, OneFailureMayBeAnAccident) {
  EXPECT_FALSE(
      IsSettled(Probed(kAlike, {Ended(Verdict::kUntestable), Ended(Verdict::kPass)}), "a"));
}

TEST_F(FailedPreconditionsTest, TwoReasonsAreNone) {
  EXPECT_FALSE(IsSettled(Probed(kAlike, {Ended(Verdict::kUntestable, "last error 5"),
                                         Ended(Verdict::kUntestable, "last error 6")}),
                         "a"));
}

TEST_F(FailedPreconditionsTest, OnlyWhatIsUntestableFails) {
  for (const Verdict verdict : AllVerdicts()) {
    if (verdict == Verdict::kUntestable) continue;
    EXPECT_FALSE(IsSettled(Probed(kAlike, {Ended(verdict)}), "a")) << VerdictName(verdict);
  }
}

TEST_F(FailedPreconditionsTest, WhatFewCasesShareIsNotProbed) {
  Probed({"a", "b", "other-opener", "other-control"}, {Ended(Verdict::kUntestable)});
  EXPECT_THAT(probed_, IsEmpty());
}

}  // namespace
}  // namespace wtsconform
