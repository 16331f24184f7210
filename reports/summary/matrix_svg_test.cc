#include "reports/summary/matrix_svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MatrixSvg, HasAShapeForEachVerdict) {
  Results results = testing::EveryVerdict();
  int number = 0;
  for (CaseRecord& record : results.cases) record.clause = "OPEN-" + std::to_string(++number);
  results.implementation.name = "<b>";
  const std::string svg = ToMatrixSvg(testing::ReportOn(results));
  for (const Verdict verdict : AllVerdicts()) {
    if (verdict == Verdict::kObserved) continue;
    EXPECT_THAT(svg, HasSubstr("href=\"#i-" + std::string(VerdictName(verdict)) + "\""));
    EXPECT_THAT(svg, HasSubstr("id=\"i-" + std::string(VerdictName(verdict)) + "\""));
  }
  EXPECT_THAT(svg, Not(HasSubstr("<b>")));
}

}  // namespace
}  // namespace wtsconform
