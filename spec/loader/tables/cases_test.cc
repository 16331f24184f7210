#include "spec/loader/tables/cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using testing::EmbeddedCatalogues;
using ::testing::EndsWith;
using testing::RefusalOf;
using testing::RefusalOfCases;
using ::testing::StartsWith;

// A row whose third line is `third`, and whose steps, in line 6, use {opener}.
std::string Row(const std::string& third, const std::string& id = "t/a") {
  return "[[case]]\nid = \"" + id + "\"\n" + third +
         "\ntitle = \"a title\"\n"
         "clause = \"USE-1\"\nsteps = [{ open = \"h\", by = \"{opener}\", server = \"reachable\" "
         "}, "
         "{ control = \"probe\", on = \"h\", as = \"it\" }, "
         "{ call = \"probe\", on = \"h\", expect = \"as it\" }]\n";
}

constexpr char kForOpeners[] = "for = { opener = \"openers\" }";

std::vector<std::string> IdsOf(const std::string& toml) {
  const Value document = ParseToml(toml, "cases/t.toml");
  std::vector<std::string> ids;
  for (const CaseTemplate& row : ReadCaseTemplates(document, "t", EmbeddedCatalogues())) {
    for (const Case& each : Expand(row, EmbeddedCatalogues())) ids.push_back(each.id);
  }
  return ids;
}

TEST(Cases, AreARowTimesItsParameters) {
  EXPECT_THAT(IdsOf(Row(kForOpeners)), ElementsAre("t/a/WTSOpenServerA", "t/a/WTSOpenServerW",
                                                   "t/a/WTSOpenServerExA", "t/a/WTSOpenServerExW"));
}

TEST(Cases, MayProveThatClosedHandlesAreRefused) {
  const auto proves = [](const std::string& third) {
    const Value document = ParseToml(Row(third), "cases/t.toml");
    return ReadCaseTemplates(document, "t", EmbeddedCatalogues()).front().proves_refusal;
  };
  EXPECT_FALSE(proves(kForOpeners));
  EXPECT_TRUE(proves(kForOpeners + std::string("\nproves_refusal = true")));
}

TEST(Cases, KeepTheOrderOfParameters) {
  const std::string steps =
      "[[case]]\nid = \"t/a\"\nclause = \"CLOSE-9\"\ntitle = \"{z} and {b} and {a}\"\n"
      "for = { z = [\"WTSOpenServerA\"], b = [\"in order\", \"reverse\"], a = [2, 30] }\n"
      "steps = [{ many = \"h\", count = \"{a}\", by = \"{z}\", server = \"reachable\", "
      "checking = \"probe\" }, { close-many = \"h\", order = \"{b}\", judging = \"open\", "
      "checking = \"probe\" }]\n";
  EXPECT_THAT(IdsOf(steps),
              ElementsAre("t/a/WTSOpenServerA/in-order/2", "t/a/WTSOpenServerA/in-order/30",
                          "t/a/WTSOpenServerA/reverse/2", "t/a/WTSOpenServerA/reverse/30"));
  const Value document = ParseToml(steps, "cases/t.toml");
  const auto rows = ReadCaseTemplates(document, "t", EmbeddedCatalogues());
  const std::vector<Case> cases = Expand(rows[0], EmbeddedCatalogues());
  EXPECT_EQ(cases[1].Title(), "WTSOpenServerA and in order and 30");
  EXPECT_EQ(cases[1].steps()[0].As<step::Many>()->count, 30);
  EXPECT_EQ(cases[1].clause->id, "CLOSE-9");
}

TEST(Cases, RefuseAFileWithoutAny) {
  EXPECT_EQ(RefusalOfCases(""), "cases/t.toml: holds no [[case]]");
  EXPECT_EQ(RefusalOfCases("[case]\nid = \"t/a\"\n"),
            "cases/t.toml:1:1: case: must be a list of tables, each under [[case]]");
  EXPECT_EQ(RefusalOfCases("[[cases]]\nid = \"t/a\"\n"),
            "cases/t.toml:1:1: a file of cases has no key \"cases\" (did you mean \"case\"?)");
}

TEST(Cases, RefuseAnUnknownOrMissingKey) {
  EXPECT_EQ(RefusalOfCases(Row("need = \"virtualization host\"")),
            "cases/t.toml:3:8: a case has no key \"need\" (did you mean \"needs\"?)");
  EXPECT_EQ(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"USE-1\"\ntitle = \"\"\nstep = []\n"),
            "cases/t.toml:5:8: a case needs the key \"steps\" (is \"step\" meant to be it?)");
}

TEST(Cases, RefuseAnIdOfAnotherFile) {
  EXPECT_EQ(RefusalOfCases(Row(kForOpeners, "close/a")),
            "cases/t.toml:2:6: id: the ids of this file start with \"t/\"");
}

TEST(Cases, RefuseIdsThatCannotBeTyped) {
  const std::string rule = "may hold letters, digits and / . _ - only, and must not end with a /";
  EXPECT_EQ(RefusalOfCases(Row(kForOpeners, "t/a*")),
            "cases/t.toml:1:1: id: \"t/a*/WTSOpenServerA\" " + rule);
  EXPECT_THAT(RefusalOfCases(Row(kForOpeners, "t/\u00e4")), EndsWith(rule));
  EXPECT_THAT(RefusalOfCases("[[case]]\nid = \"t/\"\nclause = \"USE-1\"\ntitle = \"\"\n"
                             "steps = [{ sleep = 1 }]\n"),
              EndsWith(rule));
  EXPECT_THAT(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"GAP-16\"\ntitle = \"\"\n"
                             "for = { name = [\"a,b\"] }\nsteps = [{ open = \"h\", by = "
                             "\"WTSOpenServerW\", server = \"{name}\" }]\n"),
              EndsWith(rule));
}

TEST(Cases, RefuseAnUnknownClause) {
  EXPECT_EQ(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"CLOSE-66\"\n"),
            "cases/t.toml:3:10: clause: there is no clause \"CLOSE-66\" (did you mean "
            "\"CLOSE-6\"?)");
}

TEST(Cases, RefuseAClauseWithNothingToRun) {
  EXPECT_EQ(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"OPEN-7\"\n"),
            "cases/t.toml:3:10: clause: OPEN-7 has nothing to run: A duty of the caller; what "
            "follows from it for the implementation is CLOSE-9.");
  EXPECT_THAT(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"CLOSE-8\"\n"),
              StartsWith("cases/t.toml:3:10: clause: CLOSE-8 has nothing to run: "));
}

TEST(Cases, RefuseParametersThatMeanNothing) {
  EXPECT_EQ(RefusalOfCases(Row("for = \"openers\"")), "cases/t.toml:3:7: for: must be a table");
  EXPECT_EQ(RefusalOfCases(Row("for = { opener = \"opnrs\" }")),
            "cases/t.toml:3:18: opener: there is no group \"opnrs\" (did you mean \"openers\"?)");
  EXPECT_EQ(RefusalOfCases(Row("for = { opener = [] }")),
            "cases/t.toml:3:18: opener: a group or a list of values");
  EXPECT_EQ(RefusalOfCases(Row("for = { opener = 5 }")),
            "cases/t.toml:3:18: opener: a group or a list of values");
  EXPECT_EQ(RefusalOfCases(Row("for = { opener = [true] }")),
            "cases/t.toml:3:19: opener: texts and whole numbers only");
}

TEST(Cases, RefuseAnEmptyGroup) {
  const FunctionCatalogue functions(
      "[groups]\nopeners = \"none yet\"\n[[function]]\nname = \"F\"\nrole = \"other\"\n", "f.toml");
  const Catalogues catalogues{functions, EmbeddedCatalogues().clauses};
  EXPECT_EQ(testing::RefusalOf([&] { testing::ReadAndCheck(Row(kForOpeners), catalogues); }),
            "cases/t.toml:3:18: opener: the group is empty");
}

// Four cases that do the same would claim to have tried four openers.
TEST(Cases, RefuseAParameterThatNoStepUses) {
  EXPECT_EQ(RefusalOfCases(Row("for = { opener = \"openers\", consumer = \"read-only\" }")),
            "cases/t.toml:3:40: consumer: no step has the placeholder {consumer}");
}

TEST(Cases, RefuseMoreThanAnybodyWouldRun) {
  std::string keys, steps;
  for (const char key : {'a', 'b', 'c'}) {
    keys += std::string(key == 'a' ? "" : ", ") + key + " = \"read-only\"";
    steps += std::string("{ call = \"{") + key + "}\", on = \"current\" }, ";
  }
  EXPECT_EQ(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"USE-1\"\ntitle = \"\"\nfor = { " +
                           keys + " }\nsteps = [" + steps + "]\n"),
            "cases/t.toml:5:7: for: this row stands for more than 5000 cases");
}

TEST(Cases, RefuseADanglingPlaceholder) {
  EXPECT_EQ(RefusalOfCases(Row("")),
            "cases/t.toml:6:10: the placeholder {opener} is filled by no key of \"for\"");
  EXPECT_EQ(RefusalOfCases("[[case]]\nid = \"t/a\"\nclause = \"USE-1\"\ntitle = \"{it}\"\n"
                           "steps = [{ sleep = 1 }]\n"),
            "cases/t.toml:1:1: the placeholder {it} is filled by no key of \"for\"");
}

const std::string kFourSteps =
    "[[case]]\nid = \"t/a\"\nclause = \"CLOSE-6\"\ntitle = \"t\"\nsteps = [\n"
    "{ open = \"h\", by = \"WTSOpenServerW\", server = \"reachable\" },\n"
    "{ control = \"probe\", on = \"h\" },\n"
    "{ close = \"h\" },\n"
    "{ call = \"probe\", on = \"h\", expect = \"failure\" },\n]\n";

// What the part of those steps is refused with, or its id.
std::string PartOfFour(const std::string& numbers) {
  static const Value document = ParseToml(kFourSteps, "cases/t.toml");
  static const auto rows = ReadCaseTemplates(document, "t", EmbeddedCatalogues());
  static const auto cases = Expand(rows.at(0), EmbeddedCatalogues());
  std::string id;
  const std::string refusal = RefusalOf([&] { id = cases.at(0).Part(numbers).id; });
  return id.empty() ? refusal : id;
}

TEST(Cases, HaveParts) { EXPECT_EQ(PartOfFour("1-4"), "t/a=1-4"); }

TEST(Cases, RefuseAPartThatIsNoCase) {
  EXPECT_EQ(
      PartOfFour("1,3-4"),
      "cases/t.toml:9:1: t/a=1,3-4: that probe fails shows nothing, because no step makes the "
      "same call on a live handle: add a control");
  for (const char* numbers : {"0-2", "2,1", "1-9", "3-1"}) {
    EXPECT_EQ(PartOfFour(numbers),
              "t/a=" + std::string(numbers) +
                  ": t/a has the steps 1 to 4, and a part of it has them in order");
  }
  for (const char* numbers : {"", "x", "1-", "1,,2"}) {
    EXPECT_EQ(PartOfFour(numbers),
              "t/a=" + std::string(numbers) + ": write the numbers of steps as in \"t/a=1-4,9\"");
  }
}

}  // namespace
}  // namespace wtsconform
