#include "conformance/gtest/case_outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using Kind = CaseOutcome::Kind;

CaseRecord RecordOf(const std::string& level, Verdict verdict) {
  CaseRecord record;
  record.id = "close/x";
  record.clause = "CLOSE-6";
  record.level = level;
  record.verdict = verdict;
  record.detail = "what was seen";
  return record;
}

CaseOutcome OutcomeOf(const std::string& level, Verdict verdict, const Expectations& list = {}) {
  CaseRecord record = RecordOf(level, verdict);
  return OutcomeOf(record, list, "BLOCK\n");
}

Expectations ListOf(Verdict verdict) {
  return {{.pattern = "close/*",
           .verdicts = {verdict},
           .signature = "",
           .reason = "an old bug",
           .link = "bug/1",
           .nondeterministic = "",
           .where = {"list.toml", 3, 1}}};
}

TEST(CaseOutcome, WhatIsAsItShouldBePasses) {
  EXPECT_EQ(OutcomeOf("required", Verdict::kPass).kind, Kind::kPassed);
  EXPECT_EQ(OutcomeOf("observed", Verdict::kObserved).kind, Kind::kPassed);
}

TEST(CaseOutcome, AProblemOfARequiredCaseFailsWithItsBlock) {
  for (const Verdict verdict : {Verdict::kDeviation, Verdict::kCrash, Verdict::kHang}) {
    const CaseOutcome outcome = OutcomeOf("required", verdict);
    EXPECT_EQ(outcome.kind, Kind::kFailed);
    EXPECT_EQ(outcome.text, "BLOCK");
  }
}

TEST(CaseOutcome, AFaultOfTheHarnessFailsAtAnyLevel) {
  for (const char* const level : {"required", "robustness", "observed"}) {
    EXPECT_EQ(OutcomeOf(level, Verdict::kHarnessError).kind, Kind::kFailed) << level;
  }
}

TEST(CaseOutcome, WhatIsNotRequiredIsSkippedWhateverItComesTo) {
  for (const Verdict verdict : {Verdict::kCrash, Verdict::kHang, Verdict::kHarm}) {
    const CaseOutcome outcome = OutcomeOf("robustness", verdict);
    EXPECT_EQ(outcome.kind, Kind::kSkipped);
    EXPECT_THAT(outcome.text, StartsWith("not judged, since the case is robustness: "));
  }
  EXPECT_EQ(OutcomeOf("robustness", Verdict::kInconclusive).kind, Kind::kSkipped);
}

TEST(CaseOutcome, WhatCouldNotBeDecidedIsSkippedWithItsReason) {
  EXPECT_EQ(OutcomeOf("required", Verdict::kUnsupported).text, "unsupported: what was seen");
  EXPECT_EQ(OutcomeOf("required", Verdict::kUntestable).text, "untestable: what was seen");
  EXPECT_EQ(OutcomeOf("required", Verdict::kUntestable).kind, Kind::kSkipped);
}

// As `run` ends with 4: nobody may take it for a pass.
TEST(CaseOutcome, ARequiredCaseThatStaysInconclusiveFails) {
  const CaseOutcome outcome = OutcomeOf("required", Verdict::kInconclusive);
  EXPECT_EQ(outcome.kind, Kind::kFailed);
  EXPECT_THAT(outcome.text, AllOf(HasSubstr("--timeout"), HasSubstr("BLOCK")));
  EXPECT_EQ(OutcomeOf("required", Verdict::kInconclusive, ListOf(Verdict::kInconclusive)).kind,
            Kind::kSkipped);
}

TEST(CaseOutcome, AListedDeviationIsASkipThatSaysSo) {
  const CaseOutcome outcome =
      OutcomeOf("required", Verdict::kDeviation, ListOf(Verdict::kDeviation));
  EXPECT_EQ(outcome.kind, Kind::kSkipped);
  EXPECT_EQ(outcome.text,
            "expected deviation: what was seen\nlisted at list.toml:3:1: an old bug (bug/1)");
}

TEST(CaseOutcome, AListedDeviationThatDidNotHappenFails) {
  for (const char* const level : {"required", "robustness"}) {
    const CaseOutcome outcome = OutcomeOf(level, Verdict::kPass, ListOf(Verdict::kCrash));
    EXPECT_EQ(outcome.kind, Kind::kFailed);
    EXPECT_EQ(outcome.text, "list.toml:3:1: close/x is listed as crash, but came out as pass");
  }
}

TEST(CaseOutcome, NothingThatSteersATerminalComesOut) {
  CaseRecord record = RecordOf("required", Verdict::kUntestable);
  record.detail = "\x1b[2J";
  EXPECT_EQ(OutcomeOf(record, {}, "").text.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace wtsconform
