#include "spec/loader/toml/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::RefusalOf;

// What `read` throws when it reads the fields of `toml`, which are those of "a thing".
template <typename Read>
std::string Refusal(std::string_view toml, const Read& read) {
  const Value document = ParseToml(toml, "t.toml");
  return RefusalOf([&] {
    Fields fields(document, "a thing");
    read(fields);
    fields.Finish();
  });
}

TEST(Fields, ReadsEachKind) {
  const Value document = ParseToml(
      "text = \"x\"\nnumber = -5\nflag = true\none = \"a\"\nmany = [\"a\", \"b\"]\n"
      "[[row]]\n[[row]]\n",
      "t.toml");
  Fields fields(document, "a thing");
  EXPECT_EQ(fields.Text("text"), "x");
  EXPECT_EQ(fields.OptionalText("none", "otherwise"), "otherwise");
  EXPECT_EQ(fields.OptionalNumber("number", 0), -5);
  EXPECT_EQ(fields.OptionalNumber("none", 7), 7);
  EXPECT_TRUE(fields.OptionalFlag("flag", false));
  EXPECT_TRUE(fields.OptionalFlag("none", true));
  EXPECT_THAT(fields.Texts("one"), ElementsAre("a"));
  EXPECT_THAT(fields.Texts("many"), ElementsAre("a", "b"));
  EXPECT_THAT(fields.Texts("none"), IsEmpty());
  EXPECT_EQ(fields.Tables("row").size(), 2u);
  EXPECT_THAT(fields.Tables("none"), IsEmpty());
  EXPECT_EQ(fields.Optional("none"), nullptr);
  fields.Finish();
}

TEST(Fields, RefusesAnUnknownKey) {
  const auto read = [](Fields& fields) {
    fields.OptionalText("title", "");
    fields.OptionalText("server", "");
  };
  EXPECT_EQ(Refusal("title = \"x\"\nsever = \"y\"\n", read),
            "t.toml:2:9: a thing has no key \"sever\" (did you mean \"server\"?)");
  EXPECT_EQ(Refusal("colour = \"red\"\n", read), "t.toml:1:10: a thing has no key \"colour\"");
}

TEST(Fields, RefusesAMissingKey) {
  const auto read = [](Fields& fields) { fields.Text("clause"); };
  EXPECT_EQ(Refusal("", read), "t.toml:1:1: a thing needs the key \"clause\"");
  EXPECT_EQ(Refusal("claus = \"OPEN-1\"\n", read),
            "t.toml:1:9: a thing needs the key \"clause\" (is \"claus\" meant to be it?)");
}

TEST(Fields, RefusesTheWrongKind) {
  EXPECT_EQ(Refusal("k = 5\n", [](Fields& fields) { fields.Text("k"); }),
            "t.toml:1:5: k: must be a text");
  EXPECT_EQ(Refusal("k = 5\n", [](Fields& fields) { fields.OptionalText("k", ""); }),
            "t.toml:1:5: k: must be a text");
  EXPECT_EQ(Refusal("k = \"5\"\n", [](Fields& fields) { fields.OptionalNumber("k", 0); }),
            "t.toml:1:5: k: must be a whole number");
  EXPECT_EQ(Refusal("k = 1\n", [](Fields& fields) { fields.OptionalFlag("k", false); }),
            "t.toml:1:5: k: must be true or false");
  EXPECT_EQ(Refusal("k = 1\n", [](Fields& fields) { fields.Texts("k"); }),
            "t.toml:1:5: k: must be a text or a list of texts");
  EXPECT_EQ(Refusal("k = [\"a\", 1]\n", [](Fields& fields) { fields.Texts("k"); }),
            "t.toml:1:11: k: must be a list of texts");
}

TEST(Fields, RefusesATableWhereAListOfTablesBelongs) {
  EXPECT_EQ(Refusal("[row]\nid = 1\n", [](Fields& fields) { fields.Tables("row"); }),
            "t.toml:1:1: row: must be a list of tables, each under [[row]]");
}

TEST(Fields, RefusesWhatIsNoTable) {
  const Value document = ParseToml("k = 5\n", "t.toml");
  const Value& number = std::get<Table>(document.data).find("k")->second;
  EXPECT_EQ(RefusalOf([&] { Fields(number, "a thing"); }),
            "t.toml:1:5: a thing must be a table of keys and values");
}

TEST(Fields, PointsAtTheKeyThatIsRefused) {
  const auto read = [](Fields& fields) { fields.Refuse(fields.Has("k") ? "k" : "j", "no"); };
  EXPECT_EQ(Refusal("i = 1\nk = 5\n", read), "t.toml:2:5: k: no");
  EXPECT_EQ(Refusal("i = 1\n", read), "t.toml:1:1: j: no");
}

TEST(Choose, NamesAllChoices) {
  const std::pair<std::string_view, int> choices[] = {{"one", 1}, {"two", 2}};
  int chosen = 0;
  const auto read = [&](Fields& fields) {
    chosen = Choose<int>(fields, "k", fields.Text("k"), choices);
  };
  EXPECT_EQ(Refusal("k = \"two\"\n", read), "(accepted)");
  EXPECT_EQ(chosen, 2);
  EXPECT_EQ(Refusal("k = \"three\"\n", read), "t.toml:1:5: k: \"three\" is none of: one, two");
}

}  // namespace
}  // namespace wtsconform
