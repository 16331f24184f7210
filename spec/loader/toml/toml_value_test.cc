#include "spec/loader/toml/toml_value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using testing::RefusalOf;
using ::testing::StartsWith;

std::string Refusal(std::string_view toml) {
  return RefusalOf([toml] { ParseToml(toml, "t.toml"); });
}

const Value& At(const Value& table, std::string_view key) {
  return std::get<Table>(table.data).find(key)->second;
}

TEST(ParseToml, KeepsValuesAndTheirPlaces) {
  const Value document =
      ParseToml("text = \"x\"\nnumber = 0x10\n\nflag = true\nlist = [1,\n 2]\n", "t.toml");
  EXPECT_EQ(std::get<std::string>(At(document, "text").data), "x");
  EXPECT_EQ(std::get<std::int64_t>(At(document, "number").data), 16);
  EXPECT_TRUE(std::get<bool>(At(document, "flag").data));
  const Array& list = std::get<Array>(At(document, "list").data);
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(ToString(list[1].where), "t.toml:6:2");
}

TEST(ParseToml, KnowsWhereATableStands) {
  const Value document = ParseToml("[[case]]\nid = 1\n\n[[case]]\nid = 2\n", "t.toml");
  const Array& rows = std::get<Array>(At(document, "case").data);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].where.line, 4);
}

TEST(ParseToml, AcceptsAnEmptyFile) {
  EXPECT_TRUE(std::get<Table>(ParseToml("", "t.toml").data).empty());
  EXPECT_TRUE(std::get<Table>(ParseToml("# nothing\r\n", "t.toml").data).empty());
}

TEST(ParseToml, RefusesWithThePlace) {
  EXPECT_THAT(Refusal("id = \"x\"\nid = \"y\"\n"), StartsWith("t.toml:2:"));
  EXPECT_THAT(Refusal("a = 1\nb = \n"), StartsWith("t.toml:2:"));
  EXPECT_THAT(Refusal("[[case]\n"), StartsWith("t.toml:1:"));
  EXPECT_THAT(Refusal("a = \"not closed\n"), StartsWith("t.toml:1:"));
  EXPECT_THAT(Refusal("a = 1\nb = 99999999999999999999\n"), StartsWith("t.toml:2:"));
}

// These trip an assertion of toml++ 3.3.
TEST(ParseToml, RefusesATableWithoutAName) {
  EXPECT_THAT(Refusal("a = 1\n[.b]\nc = 2\n"), StartsWith("t.toml:2:"));
  EXPECT_THAT(Refusal("a = 1\n\n[[=b]]"), StartsWith("t.toml:3:"));
}

// Undefined behaviour of toml++ 3.3, if nothing is done about it.
TEST(ParseToml, RefusesLettersWhereASpaceMayStand) {
  for (const char* letter : {"\u00E4", "\u0185", "\u0499", "\u3001", "\uFEA0"}) {
    EXPECT_THAT(Refusal(std::string("a = 1\n") + letter), StartsWith("t.toml:2:")) << letter;
    EXPECT_THAT(Refusal(std::string("a = ") + letter), StartsWith("t.toml:1:")) << letter;
  }
}

TEST(ParseToml, RefusesWhatIsNoUtf8) {
  EXPECT_THAT(Refusal("a = 1\nb = \"\xff\xfe\"\n"), StartsWith("t.toml:2:"));
  EXPECT_THAT(Refusal("# \x80\n"), StartsWith("t.toml:1:"));
}

TEST(ParseToml, RefusesBytesThatNoTextHolds) {
  EXPECT_THAT(Refusal(std::string_view("a = \"\0\"\n", 8)), StartsWith("t.toml:1:"));
}

TEST(ParseToml, RefusesKindsThatNoTableUses) {
  EXPECT_EQ(Refusal("a = 1\nb = 1.5\n"),
            "t.toml:2:5: a text, a whole number, true/false, an array or a table belongs here");
  EXPECT_THAT(Refusal("b = [1, 2026-01-01]\n"), StartsWith("t.toml:1:9: a text"));
}

TEST(ParseToml, RefusesEndlessNesting) {
  const std::string deep(100'000, '[');
  EXPECT_THAT(Refusal("a = " + deep), StartsWith("t.toml:1:"));
}

// toml++ has no limit for these, and runs out of stack.
TEST(ParseToml, RefusesKeysOfEndlessParts) {
  std::string key = "a";
  for (int i = 0; i < 100'000; ++i) key += ".a";
  EXPECT_EQ(Refusal("b = 1\n" + key + " = 1\n"), "t.toml:2:1: a key has more than 32 parts");
  EXPECT_THAT(Refusal("[" + key + "]\n"), StartsWith("t.toml:1:1: a key has"));
  EXPECT_THAT(Refusal("[[" + key + "]]\n"), StartsWith("t.toml:1:1: a key has"));
  EXPECT_THAT(Refusal("b = { " + key + " = 1 }\n"), StartsWith("t.toml:1:1: a key has"));
}

TEST(ParseToml, TakesNoTextForAKey) {
  const std::string dots(100, '.');
  for (const std::string& text :
       {"a = \"" + dots + "\"\n", "a = '" + dots + "'\n", "# " + dots + "\na = 1\n",
        "a = \"\\\"" + dots + "\"\n", "a = \"\"\"\n" + dots + "\"\n" + dots + "\"\"\"\n",
        "a = \'\'\'" + dots + "\n'" + dots + "\'\'\'\n", "\"" + dots + "\" = 1\n"}) {
    EXPECT_NO_THROW(ParseToml(text, "t.toml")) << text;
  }
}

TEST(ParseToml, RefusesWhatIsTooLarge) {
  EXPECT_EQ(Refusal("#" + std::string(9 << 20, ' ')), "t.toml: is too large");
}

TEST(Location, OfAWholeFileIsItsName) {
  EXPECT_EQ(ToString({"t.toml", 0, 0}), "t.toml");
  EXPECT_STREQ(InputError({"t.toml", 3, 4}, "is wrong").what(), "t.toml:3:4: is wrong");
}

}  // namespace
}  // namespace wtsconform
