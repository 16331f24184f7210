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

// All that is required now; 2026.1 is a part of it.
TEST(RequirementsTest, TheSecondSetOf2026HoldsTheFirst) {
  const Requirements first = FindRequirements("2026.1", TheSuite());
  const Requirements second = FindRequirements("2026.2", TheSuite());
  EXPECT_EQ(second.cases.size(), 2739u);
  EXPECT_EQ(second.clauses.size(), 21u);
  for (const std::string& id : first.cases) EXPECT_TRUE(second.cases.contains(id)) << id;
  for (const std::string& id : second.cases) {
    EXPECT_EQ(TheSuite().Find(id)->clause->level, Level::kRequired) << id;
  }
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
  options.requirements = "2026.3";
  try {
    Select(TheSuite(), options);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("there are: 2026.1 2026.2"));
  }
}

}  // namespace
}  // namespace wtsconform
