#include "spec/loader/tables/callers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kHabit[] =
    "[[habit]]\nid = \"a\"\ntext = \"t\"\nhurt = \"u\"\nwhere = [{ case = \"c/*\" }]\n";

std::string RefusalOfCallers(const std::string& toml) {
  return testing::RefusalOf([&] { ReadCallers(toml, "c.toml"); });
}

TEST(Callers, AreReadWithTheirHabits) {
  const Callers read = ReadCallers(
      std::string(kHabit) + "[[caller]]\nprogram = \"p\"\nhabits = [\"a\"]\nsource = \"s\"\n",
      "c.toml");
  ASSERT_EQ(read.habits.size(), 1u);
  EXPECT_EQ(read.habits[0].where[0].cases, "c/*");
  ASSERT_EQ(read.programs.size(), 1u);
  EXPECT_EQ(read.programs[0].source, "s");
}

TEST(Callers, AHabitNeedsADescriptionAndSomebodyWhoHasIt) {
  EXPECT_THAT(RefusalOfCallers(kHabit), HasSubstr("no program has the habit \"a\""));
  EXPECT_THAT(RefusalOfCallers(std::string(kHabit) +
                               "[[caller]]\nprogram = \"p\"\nhabits = [\"b\"]\nsource = \"s\"\n"),
              HasSubstr("there is no habit \"b\""));
}

TEST(Callers, EachKnownOneHasAPublicSource) {
  for (const CallingProgram& each : KnownCallers().programs) {
    EXPECT_THAT(each.source, StartsWith("https://")) << each.name;
    EXPECT_THAT(each.habits, Not(IsEmpty())) << each.name;
  }
}

}  // namespace
}  // namespace wtsconform
