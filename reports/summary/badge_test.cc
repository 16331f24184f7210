#include "reports/summary/badge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::Joined;
using testing::Listed;
using ::testing::Not;
using testing::Records;
using testing::ResultsOf;

std::string ColourFor(const std::vector<CaseRecord>& cases) {
  const Report report({ResultsOf("lib", cases)}, {"a.json"}, {});
  return BadgeOf(report, 0).colour;
}

TEST(Badge, HasAColourForEachState) {
  const auto pass = Records(2, "OPEN-1", Verdict::kPass);
  const auto untestable = Records(2, "EX-1", Verdict::kUntestable);
  const auto deviation = Records(2, "OPEN-5", Verdict::kDeviation);
  EXPECT_EQ(ColourFor(pass), "brightgreen");
  EXPECT_EQ(ColourFor(Joined({pass, untestable})), "yellow");
  EXPECT_EQ(ColourFor(untestable), "lightgrey");
  EXPECT_EQ(ColourFor({}), "lightgrey");
  EXPECT_EQ(ColourFor(Joined({pass, deviation})), "red");
  EXPECT_EQ(ColourFor(Joined({pass, Listed(deviation)})), "orange");
  EXPECT_EQ(ColourFor(Joined({pass, Records(1, "GAP-1", Verdict::kCrash, "robustness")})),
            "brightgreen")
      << "robustness never counts";
}

TEST(Badge, IsJsonAndAPicture) {
  const Report report({ResultsOf("a\"\\<b>", Records(2, "OPEN-1", Verdict::kPass))}, {"a"}, {});
  const Badge badge = BadgeOf(report, 0);
  EXPECT_EQ(ToShieldsJson(badge),
            "{\"schemaVersion\": 1, \"label\": \"Wtsapi32 handles: a\\\"\\\\<b>\", \"message\": "
            "\"1 of 1 clause\", \"color\": \"brightgreen\"}\n");
  EXPECT_THAT(ToSvg(badge), AllOf(HasSubstr("1 of 1 clause"), Not(HasSubstr("<b>"))));
}

}  // namespace
}  // namespace wtsconform
