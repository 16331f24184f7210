#include "conformance/runner/requirements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/runner/selection.h"
#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(RequirementsTest, ReadsIdsMadeOfLists) {
  const Requirements read = ReadRequirements(R"(
version = "1"
clauses = ["CLOSE-6"]
[[values]]
name = "openers"
are = ["A", "W"]
[[row]]
id = "close/one"
for = ["openers"]
[[row]]
id = "close/two"
)",
                                             "1.toml");
  EXPECT_THAT(read.cases, ElementsAre("close/one/A", "close/one/W", "close/two"));
}

TEST(RequirementsTest, RefusesAnEmptySetAndAnUnknownList) {
  EXPECT_THROW(ReadRequirements("version = \"1\"\n", "f"), InputError);
  EXPECT_THROW(ReadRequirements("version = \"1\"\n[[row]]\nid = \"a/b\"\nfor = [\"c\"]\n", "f"),
               InputError);
}

// Frozen: no case of it vanishes, whatever is added to the tables.
TEST(RequirementsTest, TheFrozenSetOf2026IsThere) {
  const Requirements set = FindRequirements("2026.1", TheSuite());
  EXPECT_EQ(set.version, "2026.1");
  EXPECT_EQ(set.cases.size(), 2262u);
  EXPECT_EQ(set.clauses.size(), 17u);
  for (const std::string& id : set.cases) {
    EXPECT_EQ(TheSuite().Find(id)->clause->level, Level::kRequired) << id;
  }
}

// A later set holds the one before.
void ExpectToFollow(const std::string& earlier, const std::string& later, std::size_t cases) {
  const Requirements before = FindRequirements(earlier, TheSuite());
  const Requirements set = FindRequirements(later, TheSuite());
  EXPECT_EQ(set.cases.size(), cases);
  EXPECT_EQ(set.clauses.size(), 21u);
  for (const std::string& id : before.cases) EXPECT_TRUE(set.cases.contains(id)) << id;
  for (const std::string& id : set.cases) {
    EXPECT_EQ(TheSuite().Find(id)->clause->level, Level::kRequired) << id;
  }
}

TEST(RequirementsTest, TheSecondSetOf2026HoldsTheFirst) {
  ExpectToFollow("2026.1", "2026.2", 2739);
}

// All that is required now, but for the random walks.
TEST(RequirementsTest, TheThirdSetOf2026HoldsTheSecond) {
  ExpectToFollow("2026.2", "2026.3", 3051);
}

TEST(RequirementsTest, SelectsItsCasesAndNoOthers) {
  SelectionOptions options;
  options.requirements = "2026.1";
  EXPECT_EQ(Select(TheSuite(), options).size(), 2262u);
  options.clause = "OPEN-5";
  EXPECT_EQ(Select(TheSuite(), options).size(), 4u);
}

TEST(RequirementsTest, NamesTheKnownOnes) {
  SelectionOptions options;
  options.requirements = "2026.9";
  try {
    Select(TheSuite(), options);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("there are: 2026.1 2026.2 2026.3"));
  }
}

}  // namespace
}  // namespace wtsconform
