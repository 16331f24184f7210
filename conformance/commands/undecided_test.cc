#include "conformance/commands/undecided.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

CaseRecord RecordWith(const std::string& id, Verdict verdict, const std::string& detail) {
  CaseRecord record;
  record.id = id;
  record.clause = "USE-1";
  record.level = "required";
  record.verdict = verdict;
  record.detail = detail;
  return record;
}

TEST(Undecided, NamesEachReasonOnceWithTheNumberOfItsCases) {
  Results results;
  for (const char* handle : {"h", "a", "b"}) {
    results.cases.push_back(
        RecordWith("t/a", Verdict::kUntestable,
                   std::string("the control failed: WTSEnumerateProcessesExW.Level1 on ") + handle +
                       " returned 0x0, last error 50"));
  }
  for (const char* id : {"t/b", "t/c"}) {
    results.cases.push_back(
        RecordWith(id, Verdict::kUnsupported, "WTSOpenServerA is not exported"));
  }
  EXPECT_EQ(UndecidedText(results, {"mock"}),
            "not decided, by reason:\n"
            "  unsupported   2: not exported: WTSOpenServerA (2)\n"
            "  untestable    3: the control failed: WTSEnumerateProcessesExW.Level1\n");
}

TEST(Undecided, SaysHowACaseCanBeDecided) {
  Results results;
  results.cases = {RecordWith("robustness/resources/WTSOpenServerA", Verdict::kInconclusive,
                              "2064 bytes per pair over 300 pairs: a leak, or a cache that fills; "
                              "--stress tells")};
  EXPECT_THAT(UndecidedText(results, {"./lib.so"}),
              AllOf(HasSubstr("inconclusive  robustness/resources/WTSOpenServerA: 2064 bytes"),
                    HasSubstr("wtsconform run ./lib.so --stress --filter "),
                    HasSubstr("robustness/resources/WTSOpenServerA")));
}

TEST(Undecided, IsSilentWhereAllIsDecided) {
  Results results;
  results.cases = {RecordWith("t/a", Verdict::kPass, "")};
  EXPECT_EQ(UndecidedText(results, {}), "");
  EXPECT_EQ(DependentsText(results.cases), "");
}

TEST(Undecided, NamesTheProgramsThatAreHurt) {
  EXPECT_THAT(
      DependentsText({RecordWith("robustness/double-close/WTSOpenServerA", Verdict::kCrash, "")}),
      AllOf(HasSubstr("pywin32"), HasSubstr("never scored"),
            HasSubstr("shown by robustness/double-close/WTSOpenServerA")));
}

}  // namespace
}  // namespace wtsconform
