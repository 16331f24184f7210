#include "spec/loader/tables/clauses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsNull;
using ::testing::NotNull;
using testing::RefusalOf;

std::string ClauseRow(const std::string& id, const std::string& level,
                      const std::string& more = "") {
  return "[[clause]]\nid = \"" + id + "\"\nlevel = \"" + level +
         "\"\nevidence = \"documented\"\ntext = \"What it says.\"\n" + more;
}

std::string RefusalOfClauses(const std::string& toml) {
  return RefusalOf([&toml] { ClauseCatalogue(toml, "c.toml"); });
}

TEST(ClauseCatalogue, ReadsClauses) {
  const ClauseCatalogue catalogue(
      ClauseRow("OPEN-1", "required", "derived = [\"OPEN-2\"]\npage = \"p\"\nsection = \"s\"\n") +
          ClauseRow("OPEN-2", "observed", "observed_on = \"x\"\nno_defect = \"n\"\n"),
      "c.toml");
  EXPECT_THAT(catalogue.Ids(), ElementsAre("OPEN-1", "OPEN-2"));
  const auto* clause = catalogue.Find("OPEN-1");
  ASSERT_THAT(clause, NotNull());
  EXPECT_EQ(clause->level, Level::kRequired);
  EXPECT_THAT(clause->derived, ElementsAre("OPEN-2"));
  EXPECT_EQ(clause->page, "p");
  EXPECT_THAT(catalogue.Find("OPEN-3"), IsNull());
}

TEST(ClauseCatalogue, KnowsTheAddressesOfPages) {
  const std::string pages =
      "site = \"https://site/\"\n[[page]]\nname = \"old\"\naddress = \"https://old/1\"\n";
  const std::string clauses = ClauseRow("A-1", "required", "page = \"p\"\n") +
                              ClauseRow("A-2", "required", "page = \"old\"\n") +
                              ClauseRow("A-3", "required");
  const ClauseCatalogue catalogue(pages + clauses, "c.toml");
  EXPECT_EQ(catalogue.Find("A-1")->address, "https://site/p");
  EXPECT_EQ(catalogue.Find("A-2")->address, "https://old/1");
  EXPECT_EQ(catalogue.Find("A-3")->address, "");
  EXPECT_EQ(ClauseCatalogue(clauses, "c.toml").Find("A-1")->address, "");
  EXPECT_EQ(RefusalOfClauses(pages + "[[page]]\nname = \"old\"\naddress = \"x\"\n" + clauses),
            "c.toml:6:8: name: \"old\" stands here a second time");
}

TEST(ClauseCatalogue, FindsTheClauseThatHasARule) {
  const ClauseCatalogue catalogue(ClauseRow("A-1", "required", "rules = [\"r\", \"s\"]\n") +
                                      ClauseRow("A-2", "required", "rules = [\"t\"]\n"),
                                  "c.toml");
  EXPECT_EQ(catalogue.OfRule("s").id, "A-1");
  EXPECT_EQ(catalogue.OfRule("t").id, "A-2");
  EXPECT_EQ(RefusalOf([&] { catalogue.OfRule("u"); }),
            "clauses.toml: no clause has the rule \"u\"");
}

TEST(ClauseCatalogue, RefusesARuleOfTwoClauses) {
  EXPECT_EQ(RefusalOfClauses(ClauseRow("A-1", "required", "rules = [\"r\"]\n") +
                             ClauseRow("A-2", "required", "rules = [\"r\"]\n")),
            "c.toml:7:1: rules: \"r\" stands here a second time");
}

TEST(ClauseCatalogue, NamesLevels) {
  EXPECT_EQ(LevelName(Level::kRequired), "required");
  EXPECT_EQ(LevelName(Level::kRobustness), "robustness");
  EXPECT_EQ(LevelName(Level::kObserved), "observed");
  EXPECT_EQ(LevelName(Level::kInformative), "informative");
}

TEST(ClauseCatalogue, RefusesAnEmptyTable) {
  EXPECT_EQ(RefusalOfClauses("# nothing\n"), "c.toml: holds no [[clause]]");
}

TEST(ClauseCatalogue, RefusesATableWhereAListBelongs) {
  EXPECT_EQ(RefusalOfClauses("[clause]\nid = \"A\"\n"),
            "c.toml:1:1: clause: must be a list of tables, each under [[clause]]");
}

TEST(ClauseCatalogue, RefusesAnUnknownKey) {
  EXPECT_EQ(RefusalOfClauses(ClauseRow("A-1", "required", "derivd = []\n")),
            "c.toml:6:10: a clause has no key \"derivd\" (did you mean \"derived\"?)");
  EXPECT_EQ(RefusalOfClauses("[[claus]]\nid = \"A\"\n"),
            "c.toml:1:1: the table of clauses has no key \"claus\" (did you mean \"clause\"?)");
}

TEST(ClauseCatalogue, RefusesAMissingKey) {
  EXPECT_EQ(RefusalOfClauses("[[clause]]\nlevel = \"required\"\n"),
            "c.toml:1:1: a clause needs the key \"id\"");
  EXPECT_EQ(RefusalOfClauses("[[clause]]\nid = \"\"\nlevel = \"observed\"\nevidence = \"assumed\"\n"
                             "text = \"\"\n"),
            "c.toml:2:6: id: is empty");
}

TEST(ClauseCatalogue, RefusesUnknownLevelsAndEvidence) {
  EXPECT_EQ(RefusalOfClauses(ClauseRow("A-1", "needed")),
            "c.toml:3:9: level: \"needed\" is none of: required, robustness, observed, "
            "informative");
  EXPECT_EQ(
      RefusalOfClauses("[[clause]]\nid = \"A\"\nlevel = \"observed\"\nevidence = \"heard\"\n"),
      "c.toml:4:12: evidence: \"heard\" is none of: documented, observed, assumed");
}

TEST(ClauseCatalogue, RefusesADuplicateId) {
  EXPECT_EQ(RefusalOfClauses(ClauseRow("A-1", "required") + ClauseRow("A-1", "observed")),
            "c.toml:6:1: id: \"A-1\" stands here a second time");
}

TEST(ClauseCatalogue, RefusesToRequireWhatIsAssumed) {
  EXPECT_EQ(
      RefusalOfClauses("[[clause]]\nid = \"A-1\"\nlevel = \"required\"\nevidence = \"assumed\"\n"
                       "text = \"\"\n"),
      "c.toml:4:12: evidence: A-1 is only assumed, so it cannot be required");
}

TEST(ClauseCatalogue, RefusesAnInformativeClauseWithoutAReason) {
  EXPECT_EQ(RefusalOfClauses(ClauseRow("A-1", "informative")),
            "c.toml:3:9: level: A-1 is informative: say in \"nothing_to_run\" why");
}

TEST(ClauseCatalogue, RefusesDanglingReferences) {
  EXPECT_EQ(RefusalOfClauses(ClauseRow("CLOSE-6", "required", "derived = [\"CLOSE-66\"]\n")),
            "c.toml:1:1: CLOSE-6 refers to \"CLOSE-66\", which is no clause (did you mean "
            "\"CLOSE-6\"?)");
  EXPECT_EQ(RefusalOfClauses(ClauseRow("A-1", "required", "carried_by = \"B-1\"\n")),
            "c.toml:1:1: A-1 refers to \"B-1\", which is no clause (did you mean \"A-1\"?)");
}

}  // namespace
}  // namespace wtsconform
