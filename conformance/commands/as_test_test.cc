#include "conformance/commands/as_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

CaseRecord RecordOf(Verdict verdict, const std::string& level = "required", bool expected = false) {
  CaseRecord record;
  record.id = "open/one";
  record.level = level;
  record.verdict = verdict;
  record.expected = expected;
  return record;
}

TEST(AsTest, PassesWhereSomethingIsDecidedAndNothingIsWrong) {
  EXPECT_EQ(TestStatus(kAllAsExpected, {RecordOf(Verdict::kPass), RecordOf(Verdict::kUntestable)}),
            kAllAsExpected);
  EXPECT_EQ(TestStatus(kNotDecided, {RecordOf(Verdict::kPass)}), kAllAsExpected);
  EXPECT_EQ(TestStatus(kAllAsExpected, {RecordOf(Verdict::kObserved, "observed")}), kAllAsExpected);
}

TEST(AsTest, IsSkippedWhereNothingIsDecided) {
  for (const ExitStatus status : {kNotDecided, kAllAsExpected}) {
    EXPECT_EQ(TestStatus(status, {RecordOf(Verdict::kUntestable), RecordOf(Verdict::kUnsupported),
                                  RecordOf(Verdict::kInconclusive)}),
              kSkipped);
  }
  EXPECT_EQ(TestText({}, {RecordOf(Verdict::kUnsupported)}),
            "skipped: nothing could be decided of 1 case\n");
  EXPECT_EQ(TestText({}, {RecordOf(Verdict::kPass)}), "");
}

TEST(AsTest, FailsWhereOneOfThoseThatRanStayedInconclusive) {
  EXPECT_EQ(TestStatus(kNotDecided, {RecordOf(Verdict::kPass), RecordOf(Verdict::kInconclusive)}),
            kNotDecided);
  EXPECT_EQ(TestStatus(kNotDecided, {RecordOf(Verdict::kPass),
                                     RecordOf(Verdict::kInconclusive, "required", true)}),
            kAllAsExpected);
}

TEST(AsTest, FailsAtEveryLevel) {
  EXPECT_EQ(TestStatus(kAllAsExpected, {RecordOf(Verdict::kCrash, "robustness")}), kUnexpected);
  EXPECT_EQ(TestStatus(kUnexpected, {RecordOf(Verdict::kPass)}), kUnexpected);
  EXPECT_EQ(TestStatus(kHarnessFailed, {RecordOf(Verdict::kUntestable)}), kHarnessFailed);
}

TEST(AsTest, WhatIsListedPassesAndIsNamed) {
  const std::vector<CaseRecord> records = {RecordOf(Verdict::kDeviation, "required", true)};
  EXPECT_EQ(TestStatus(kAllAsExpected, records), kAllAsExpected);
  Expectation entry;
  entry.pattern = "open/*";
  entry.reason = "we know";
  entry.where = {.file = "list.toml", .line = 3, .column = 1};
  EXPECT_EQ(TestText({entry}, records), "as expected: list.toml:3:1: 1 case of open/*: we know\n");
  entry.pattern = "close/*";
  EXPECT_EQ(TestText({entry}, records), "");
  EXPECT_EQ(TestStatus(kAllAsExpected, {RecordOf(Verdict::kUnsupported, "required", true)}),
            kAllAsExpected);
}

}  // namespace
}  // namespace wtsconform
