#include "conformance/runner/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "conformance/platform/temporary_folder.h"
#include "conformance/tests/test_cases.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ClaimsTest : public ::testing::Test {
 protected:
  // What a run of these cases that all pass writes.
  Results Made(const SelectionOptions& options) const {
    Results results;
    results.selection = SelectionRecordOf(options, suite_);
    for (const Case* each : Select(suite_, options)) {
      CaseRecord& record = results.cases.emplace_back();
      record.id = each->id;
      record.clause = each->clause->id;
      record.level = LevelName(each->clause->level);
      record.verdict = Verdict::kPass;
    }
    return results;
  }

  const Suite suite_ = SuiteOf(CaseOf("t/a", "CLOSE-6") + CaseOf("t/b", "CLOSE-6") +
                               CaseOf("t/c", "CLOSE-7") + CaseOf("t/d", "OPEN-4"));
};

TEST_F(ClaimsTest, WhatARunWritesIsTrue) {
  for (const SelectionOptions& options :
       {SelectionOptions{}, SelectionOptions{.filters = {"t/a", "t/d"}},
        SelectionOptions{.clause = "CLOSE-6"}, SelectionOptions{.level = "required"},
        SelectionOptions{.shard = "2/3"}}) {
    const Results results = Made(options);
    EXPECT_THAT(FalseClaims(results, suite_), IsEmpty());
    EXPECT_TRUE(HasSameTables(results, suite_));
  }
}

TEST_F(ClaimsTest, ClauseAndLevelAreThoseOfTheTables) {
  Results results = Made({});
  results.cases[0].clause = "CLOSE-7";
  results.cases[1].level = "observed";
  EXPECT_THAT(FalseClaims(results, suite_), ElementsAre("t/a is a case of CLOSE-6, not of CLOSE-7",
                                                        "t/b is required, not observed"));
}

TEST_F(ClaimsTest, CompletenessIsThatOfTheSelection) {
  Results results = Made({.filters = {"t/a", "t/b"}});
  const CaseRecord cut = results.cases[1];
  results.cases.pop_back();
  EXPECT_THAT(FalseClaims(results, suite_), ElementsAre("t/b is missing"));
  results.cases[0].id = "t/c";
  EXPECT_THAT(FalseClaims(results, suite_),
              ElementsAre("t/c is no case that was selected", "t/a is missing", "t/b is missing"));
  results.selection.reset();
  EXPECT_THAT(FalseClaims(results, suite_), SizeIs(5)) << "then the whole suite is claimed";
}

TEST_F(ClaimsTest, MergedPartsAreCompleteTogether) {
  Results results = Made({.shard = "1/2"});
  const Results other = Made({.shard = "2/2"});
  results.selection->parts.push_back(other.selection->parts.front());
  EXPECT_THAT(FalseClaims(results, suite_), ElementsAre("t/b is missing", "t/d is missing"));
  results.cases.insert(results.cases.end(), other.cases.begin(), other.cases.end());
  EXPECT_THAT(FalseClaims(results, suite_), IsEmpty());
}

TEST_F(ClaimsTest, ASelectionThatNoRunTakesIsFalse) {
  Results results = Made({});
  results.selection->parts[0].shard = "3/2";
  EXPECT_THAT(FalseClaims(results, suite_), ElementsAre(HasSubstr("--shard 3/2")));
}

TEST_F(ClaimsTest, AnyChangeOfTheTablesIsAnother) {
  const Suite changed = SuiteOf(CaseOf("t/a", "CLOSE-6") + "# a comment\n");
  EXPECT_FALSE(HasSameTables(Made({}), changed));
  EXPECT_FALSE(HasSameTables(Results{}, suite_));
}

TEST_F(ClaimsTest, ExpectedIsWorkedOutFromTheList) {
  const Value document = ParseToml(
      "[[expect]]\ncase = \"t/a\"\nverdict = \"deviation\"\nreason = \"r\"\n"
      "[[expect]]\ncase = \"t/b\"\nverdict = \"deviation\"\nreason = \"r\"\n",
      "e.toml");
  Fields fields(document, "a list");
  const Expectations list = ReadExpectations(fields.Tables("expect"));
  Results results = Made({});
  results.cases[0].verdict = Verdict::kDeviation;  // listed, and the file says it is not
  results.cases[1].verdict = Verdict::kDeviation;  // listed, and the file says so
  results.cases[1].expected = true;
  results.cases[3].verdict = Verdict::kCrash;  // not listed, and the file says it is
  results.cases[3].expected = true;
  EXPECT_THAT(CorrectExpected(list, results),
              ElementsAre("t/a is listed as it came out", "t/d is not listed as it came out"));
  EXPECT_TRUE(results.cases[0].expected);
  EXPECT_TRUE(results.cases[1].expected);
  EXPECT_FALSE(results.cases[3].expected);
  EXPECT_THAT(CorrectExpected(list, results), IsEmpty());
}

TEST_F(ClaimsTest, AFileThatContradictsItsTablesIsRefused) {
  const TemporaryFolder folder;
  const auto read = [&](const Results& results) {
    std::ofstream(folder.File("a.json"), std::ios::binary) << ToJson(results);
    return ComplaintOf<ResultsError>(
        [&] { ReadResultsOf(suite_, folder.File("a.json").string()); });
  };
  Results results = Made({});
  EXPECT_EQ(read(results), "(nothing)");
  results.cases[0].clause = "CLOSE-7";
  results.cases.pop_back();
  EXPECT_THAT(read(results), HasSubstr("t/a is a case of CLOSE-6, not of CLOSE-7, and 1 more"));
  results.selection->tables_sha256 = "00";
  EXPECT_EQ(read(results), "(nothing)") << "other tables may say otherwise";
}

}  // namespace
}  // namespace wtsconform
