#include "reports/summary/annotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using testing::Joined;
using ::testing::Not;
using testing::Record;
using testing::Records;
using testing::ResultsOf;

Report ReportOn(const Results& results) { return Report({results}, {"a.json"}, {}); }

Results OneDeviation() {
  CaseRecord record = Record("a/WTSOpenServerW", "OPEN-5", Verdict::kDeviation);
  record.detail = "expected: X; observed: 100%, ```NULL```";
  return ResultsOf("l|b", Joined({{record}, Records(2, "EX-1", Verdict::kPass)}));
}

TEST(Annotations, AreOneLineEach) {
  EXPECT_EQ(ToAnnotations(ReportOn(OneDeviation())),
            "::error title=OPEN-5 deviation in l|b::expected: X; observed: 100%25, ```NULL```%0A"
            "1 case, e.g. wtsconform run 'l|b' --filter 'a/WTSOpenServerW'\n"
            "::notice title=wtsconform::l|b: deviates from OPEN-5!; 1 of 2 clauses passes.\n");
}

TEST(Annotations, CannotBeInjected) {
  Results results = OneDeviation();
  results.implementation.name = "a,b::\n::error::x";
  for (CaseRecord& record : results.cases) record.detail = "\n::error::y\r\n::stop-commands::t";
  const std::string text = ToAnnotations(ReportOn(results));
  EXPECT_THAT(text, Not(HasSubstr("\n::error::")));
  EXPECT_THAT(text, Not(HasSubstr("\n::stop")));
}

}  // namespace
}  // namespace wtsconform
