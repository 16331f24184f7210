#include "reports/summary/brief.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/summary/diff.h"
#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Record;
using testing::ResultsOf;

CaseRecord Traced(const std::string& id, Verdict verdict, const std::string& signature = "",
                  const std::string& level = "required") {
  CaseRecord record = Record(id, "OPEN-1", verdict, level);
  record.signature = signature;
  record.detail = "a detail";
  record.trace = {"the calls of " + id};
  return record;
}

Results Whole() {
  return ResultsOf("lib",
                   {Traced("pass", Verdict::kPass), Traced("untestable", Verdict::kUntestable),
                    Traced("crash", Verdict::kCrash, "SIGSEGV"),
                    Traced("crash again", Verdict::kCrash, "SIGSEGV"),
                    Traced("crash elsewhere", Verdict::kCrash, "SIGBUS"),
                    Traced("observed", Verdict::kObserved, "", "observed"),
                    Traced("observed again", Verdict::kObserved, "", "observed")});
}

TEST(Brief, HasTheCallsWhereSomethingWasFoundOnce) {
  Results results = Whole();
  MakeBrief(results);
  std::vector<std::string> traced;
  for (const CaseRecord& each : results.cases) {
    if (!each.trace.empty()) traced.push_back(each.id);
  }
  EXPECT_THAT(traced, ElementsAre("crash", "crash elsewhere", "observed"));
}

TEST(Brief, LeavesAllElse) {
  Results results = Whole();
  MakeBrief(results);
  EXPECT_THAT(Compare(Whole(), results), IsEmpty());
  Results whole = Whole();
  for (Results* each : {&whole, &results}) {
    for (CaseRecord& record : each->cases) record.trace.clear();
  }
  EXPECT_EQ(ToJson(results), ToJson(whole));
}

}  // namespace
}  // namespace wtsconform
