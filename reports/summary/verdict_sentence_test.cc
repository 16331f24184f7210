#include "reports/summary/verdict_sentence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Joined;
using testing::Listed;
using testing::Record;
using testing::Records;
using testing::ResultsOf;

std::string Sentence(const std::vector<std::vector<CaseRecord>>& parts) {
  return VerdictSentence(CountByClause({ResultsOf("lib", Joined(parts))}, {}), 0);
}

std::vector<CaseRecord> One(const char* clause, Verdict verdict, const char* level = "required") {
  return {Record(clause, clause, verdict, level)};
}

TEST(VerdictSentence, OfOneThatConforms) {
  EXPECT_EQ(Sentence({Records(40, "OPEN-4", Verdict::kPass)}),
            "lib: conforms: 1 of 1 clause passes.");
  EXPECT_EQ(Sentence({One("OPEN-4", Verdict::kPass), One("EX-1", Verdict::kPass),
                      One("GAP-05", Verdict::kObserved, "observed"),
                      One("GAP-01", Verdict::kUntestable, "robustness")}),
            "lib: conforms: 2 of 2 clauses pass.");
}

TEST(VerdictSentence, NeverSaysConformsWhereSomethingWasNotTested) {
  EXPECT_EQ(
      Sentence({One("OPEN-4", Verdict::kPass), One("EX-2", Verdict::kUntestable),
                One("EX-3", Verdict::kUntestable), One("WAIT-1", Verdict::kUnsupported)}),
      "lib: no deviation found: 1 of 4 clauses passes; 2 clauses could not be tested; 1 clause "
      "unsupported.");
  EXPECT_EQ(Sentence({One("OPEN-4", Verdict::kPass), Records(2, "OPEN-4", Verdict::kInconclusive)}),
            "lib: no deviation found: 1 of 1 clause passes (1 tested in part).");
  EXPECT_EQ(Sentence({One("OPEN-4", Verdict::kUntestable)}), "lib: no clause could be tested.");
  EXPECT_EQ(Sentence({}), "lib: no clause could be tested.");
}

TEST(VerdictSentence, NamesTheClausesOfEachProblem) {
  EXPECT_EQ(Sentence({One("OPEN-4", Verdict::kPass), Listed(One("CLOSE-6", Verdict::kDeviation)),
                      Listed(Records(2, "CLOSE-6", Verdict::kCrash)),
                      One("OPEN-5", Verdict::kDeviation), One("WAIT-1", Verdict::kHang)}),
            "lib: crashes in CLOSE-6; hangs in WAIT-1!; deviates from CLOSE-6, OPEN-5!; 1 of 4 "
            "clauses passes.");
  EXPECT_EQ(Sentence({One("OPEN-4", Verdict::kHarnessError)}),
            "lib: the harness failed in OPEN-4!; no clause passes.");
}

TEST(VerdictSentence, KeepsTheOtherLevelsApart) {
  EXPECT_EQ(
      Sentence({One("OPEN-4", Verdict::kPass), One("GAP-01", Verdict::kHarm, "robustness"),
                One("GAP-02", Verdict::kCrash, "robustness"),
                One("GAP-09", Verdict::kHarnessError, "observed")}),
      "lib: conforms: 1 of 1 clause passes; robustness: crashes in GAP-02, does harm in GAP-01; "
      "observed: the harness failed in GAP-09!.");
}

std::vector<std::string> RemarksOn(const std::vector<std::vector<CaseRecord>>& implementations) {
  std::vector<Results> all;
  for (const auto& cases : implementations) all.push_back(ResultsOf("lib", cases));
  return Remarks(CountByClause(all, {}));
}

TEST(Remarks, NameWhatNoImplementationCouldBeTestedIn) {
  const auto untested = Joined({One("EX-2", Verdict::kUntestable), One("EX-3", Verdict::kPass)});
  const auto absent = Joined({One("EX-2", Verdict::kUnsupported), One("EX-3", Verdict::kPass)});
  EXPECT_THAT(RemarksOn({untested, absent}),
              ElementsAre("No implementation could be tested in EX-2."));
  EXPECT_THAT(RemarksOn({untested, One("EX-2", Verdict::kPass)}), IsEmpty());
}

TEST(Remarks, SuspectATestThatNoImplementationPasses) {
  const auto deviates = One("OPEN-5", Verdict::kDeviation);
  const auto crashes = Listed(One("OPEN-5", Verdict::kCrash));
  EXPECT_THAT(
      RemarksOn({deviates, crashes, One("OPEN-5", Verdict::kUntestable)}),
      ElementsAre(
          "No implementation conforms to OPEN-5: suspect the test before the implementations."));
  EXPECT_THAT(RemarksOn({deviates, crashes, One("OPEN-5", Verdict::kPass)}), IsEmpty());
  EXPECT_THAT(RemarksOn({deviates}), IsEmpty()) << "one implementation alone says nothing";
}

}  // namespace
}  // namespace wtsconform
