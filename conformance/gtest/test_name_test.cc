#include "conformance/gtest/test_name.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::vector<const Case*> CasesOf(const Suite& suite) {
  std::vector<const Case*> cases;
  for (const Case& each : suite.cases()) cases.push_back(&each);
  return cases;
}

TEST(TestName, IsTheClauseAndTheCase) {
  const Case* const subject =
      TheSuite().Find("close/use-after-close/WTSOpenServerW/WTSQuerySessionInformationA.UserName");
  ASSERT_NE(subject, nullptr);
  EXPECT_EQ(TestNameOf(*subject).Full(),
            "CLOSE_6.use_after_close/WTSOpenServerW/WTSQuerySessionInformationA_UserName");
}

TEST(TestName, EachCaseHasItsOwnAndItIsAFilterThatSelectsItAlone) {
  const auto named = ByTestName(CasesOf(TheSuite()));
  EXPECT_EQ(named.size(), TheSuite().cases().size());
  for (const auto& [name, subject] : named) {
    EXPECT_EQ(name.find_first_of("-:*? "), std::string::npos) << name;
  }
}

TEST(TestName, TwoCasesOfOneNameAreRefused) {
  const Suite suite = SuiteOf(CaseOf("t/a-b", "CLOSE-6") + CaseOf("t/a_b", "CLOSE-6"));
  EXPECT_THAT(ComplaintOf<InputError>([&] { ByTestName(CasesOf(suite)); }),
              AllOf(HasSubstr("t/a-b"), HasSubstr("t/a_b"), HasSubstr("CLOSE_6.a_b")));
}

}  // namespace
}  // namespace wtsconform
