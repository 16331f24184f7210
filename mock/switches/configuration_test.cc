#include "mock/switches/configuration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// GoogleTest's own expressions know no brackets on Windows.
MATCHER_P(Matches, expression, "matches " + std::string(expression)) {
  return std::regex_match(std::string(arg), std::regex(expression));
}

class ConfigurationTest : public MockTest {};

TEST_F(ConfigurationTest, ListsWhatIsOn) {
  EXPECT_STREQ(WtsMockActive(), "");
  EXPECT_EQ(WtsMockConfigure(" stale-accepted ,failed-open-minus-one,"), 0);
  EXPECT_STREQ(WtsMockActive(), "failed-open-minus-one,stale-accepted");
  EXPECT_EQ(WtsMockConfigure("ex-refused"), 0);
  EXPECT_STREQ(WtsMockActive(), "ex-refused") << "a new list replaces the old one";
  EXPECT_EQ(WtsMockConfigure(nullptr), 0);
  EXPECT_STREQ(WtsMockActive(), "");
}

TEST_F(ConfigurationTest, RefusesAnUnknownNameAndNamesTheNearest) {
  ASSERT_EQ(WtsMockConfigure("ex-refused"), 0);
  EXPECT_NE(WtsMockConfigure("stale-accepted,stale-crashs"), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("'stale-crashs'"));
  EXPECT_THAT(WtsMockError(), HasSubstr("'stale-crashes'"));
  EXPECT_STREQ(WtsMockActive(), "ex-refused") << "nothing may change";
  EXPECT_EQ(WtsMockConfigure(""), 0);
  EXPECT_STREQ(WtsMockError(), "");
}

TEST_F(ConfigurationTest, RefusesWhatCannotHoldTogether) {
  EXPECT_NE(WtsMockConfigure("stale-error-untouched,stale-error-null-context"), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("stale-error-untouched"));
  EXPECT_THAT(WtsMockError(), HasSubstr("stale-error-null-context"));
  EXPECT_NE(WtsMockConfigure("failed-open-minus-one,failed-open-null"), 0)
      << "a defect settles the same question as a variant";
  EXPECT_EQ(WtsMockConfigure("stale-accepted,stale-accepted"), 0) << "twice is once";
}

TEST_F(ConfigurationTest, ListsEverySwitchOnce) {
  std::set<std::string> names;
  WtsMockSwitch s;
  unsigned count = 0;
  for (; WtsMockSwitchAt(count, &s) == 0; ++count) {
    SCOPED_TRACE(s.name);
    EXPECT_TRUE(names.insert(s.name).second);
    EXPECT_THAT(s.name, Matches("[a-z]+(-[a-z]+)*"));
    EXPECT_THAT(s.clause, Matches("[A-Z]+-[0-9]+"));
    EXPECT_THAT(s.text, Matches("[A-Z].*[.]"));
    const bool is_variant = std::string(s.kind) == "variant";
    EXPECT_EQ(is_variant, s.group != nullptr);
    EXPECT_TRUE(is_variant || std::string(s.kind) == "defect") << s.kind;
    EXPECT_THAT(s.level, testing::AnyOf(testing::StrEq("required"), testing::StrEq("robustness"),
                                        testing::StrEq("observed")));
    EXPECT_EQ(WtsMockConfigure(s.name), 0) << WtsMockError();
    EXPECT_STREQ(WtsMockActive(), s.name);
  }
  EXPECT_EQ(count, static_cast<unsigned>(Switch::kCount));
}

}  // namespace
}  // namespace wtsmock
