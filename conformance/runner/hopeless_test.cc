#include "conformance/runner/hopeless.h"

#include <gtest/gtest.h>

#include <memory>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

std::string Row(const std::string& id, const std::string& steps) {
  return "[[case]]\nid = \"t/" + id + "\"\nclause = \"CLOSE-7\"\ntitle = \"t\"\nsteps = [" + steps +
         "]\n";
}

std::string Open(const std::string& opener, const std::string& name = "h") {
  return "{ open = \"" + name + "\", by = \"" + opener + "\", server = \"reachable\" },";
}

const std::string kControl = "{ control = \"WTSEnumerateSessionsW\", on = \"h\" },";
const std::string kOtherControl = "{ control = \"WTSEnumerateSessionsA\", on = \"h\" },";

class HopelessTest : public ::testing::Test {
 protected:
  const Case& At(const std::string& id) const { return *suite_.Find("t/" + id); }

  // The case came to nothing, since its nth control failed.
  void Fail(const std::string& id, std::uint32_t control = 1) {
    CaseRecord record;
    record.verdict = Verdict::kUntestable;
    record.detail = "the control failed: " + id;
    journal_->threads[0].failed_control = control;
    beginnings_.Learn(At(id), record, channel_.Report());
  }
  bool Known(const std::string& id) const {
    CaseRecord record;
    return beginnings_.Known(At(id), record);
  }

  const Suite suite_ = SuiteOf(
      Row("a", Open("WTSOpenServerW") + kControl) +
      Row("b", Open("WTSOpenServerW") + kControl + "{ close = \"h\" },") +
      Row("c", Open("WTSOpenServerW") + kControl + kControl) +
      Row("other-opener", Open("WTSOpenServerA") + kControl) +
      Row("other-control", Open("WTSOpenServerW") + kOtherControl) +
      Row("after-a-close",
          Open("WTSOpenServerW") + "{ close = \"h\" }," + Open("WTSOpenServerW") + kControl) +
      Row("a-sibling-opened-before",
          Open("WTSOpenServerW", "s") + Open("WTSOpenServerW") + kControl) +
      Row("a-sibling-opened-after",
          Open("WTSOpenServerW") + Open("WTSOpenServerW", "s") + kControl) +
      Row("a-call-that-must-succeed",
          Open("WTSOpenServerW") +
              "{ call = \"WTSEnumerateSessionsW\", on = \"h\", expect = \"success\" },") +
      Row("a-call", Open("WTSOpenServerW") +
                        "{ call = \"WTSEnumerateSessionsW\", on = \"h\", observe = true },") +
      Row("many",
          "{ many = \"h\", count = 2, by = \"WTSOpenServerW\", server = \"reachable\", "
          "checking = \"probe\" },") +
      Row("after-a-call", "{ call = \"WTSEnumerateSessionsW\", on = \"current\" }," +
                              Open("WTSOpenServerW") + kControl));
  TestChannel channel_;
  Journal* const journal_ = &channel_.journal();
  HopelessBeginnings beginnings_{suite_};
};

TEST_F(HopelessTest, NothingIsKnownBeforeAnythingRan) { EXPECT_FALSE(Known("a")); }

TEST_F(HopelessTest, OneFailureMayBeAnAccident) {
  Fail("a");
  EXPECT_FALSE(Known("c"));
}

TEST_F(HopelessTest, TwoFailuresTellTheThird) {
  Fail("a");
  Fail("b");
  CaseRecord record;
  ASSERT_TRUE(beginnings_.Known(At("c"), record));
  EXPECT_EQ(record.verdict, Verdict::kUntestable);
  EXPECT_EQ(record.detail, "the control failed: b");
}

TEST_F(HopelessTest, ACallOnCurrentBeforeMakesNoDifference) {
  Fail("a");
  Fail("b");
  EXPECT_TRUE(Known("after-a-call"));
}

TEST_F(HopelessTest, WhatBeginsOtherwiseIsStillTried) {
  Fail("a");
  Fail("b");
  EXPECT_FALSE(Known("other-opener"));
  EXPECT_FALSE(Known("other-control"));
  EXPECT_FALSE(Known("after-a-close"));
  EXPECT_FALSE(Known("a-sibling-opened-before"));
  EXPECT_FALSE(Known("a-sibling-opened-after"));
  EXPECT_FALSE(Known("a-call-that-must-succeed")) << "a control may fail on a handle that is open";
  EXPECT_FALSE(Known("many"));
}

TEST_F(HopelessTest, AnOpenThatGivesNothingTellsForEveryCallOnIt) {
  const Function& opener = *suite_.functions().Find("WTSOpenServerW");
  const auto index = static_cast<std::uint16_t>(&opener - suite_.functions().functions().data());
  Recorder recorder(*journal_, std::chrono::seconds(5));
  recorder.End(recorder.Begin({index, "", "NAME", false}, {}), 0, false, 0, false);
  Fail("a");
  Fail("b");
  EXPECT_TRUE(Known("c"));
  EXPECT_TRUE(Known("other-control"));
  EXPECT_TRUE(Known("a-call-that-must-succeed"));
  EXPECT_TRUE(Known("many"));
  EXPECT_FALSE(Known("a-call"));
  EXPECT_FALSE(Known("other-opener"));
  EXPECT_FALSE(Known("after-a-close"));
  EXPECT_FALSE(Known("a-sibling-opened-before"));
}

TEST_F(HopelessTest, OnlyTheFirstControlTells) {
  Fail("c", 2);
  Fail("c", 2);
  Fail("a", 0);
  Fail("b", 0);
  EXPECT_FALSE(Known("a"));
}

TEST_F(HopelessTest, OnlyUntestableCasesTell) {
  for (const Verdict verdict : AllVerdicts()) {
    if (verdict == Verdict::kUntestable) continue;
    CaseRecord record;
    record.verdict = verdict;
    journal_->threads[0].failed_control = 1;
    beginnings_.Learn(At("a"), record, channel_.Report());
    beginnings_.Learn(At("b"), record, channel_.Report());
  }
  EXPECT_FALSE(Known("c"));
}

}  // namespace
}  // namespace wtsconform
