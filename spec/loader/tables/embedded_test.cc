// The embedded tables themselves: they load, and they cover what they are for.
#include "spec/loader/tables/embedded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "spec/loader/tables/suite.h"
#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

using NameSet = std::set<std::string>;

const Suite& CheckedSuite() {
  static const Suite suite = LoadSuite(Suite::Check::kEverything);
  return suite;
}

NameSet NamesWithRole(Role role) {
  NameSet names;
  for (const Function& function : CheckedSuite().functions().functions()) {
    if (function.role == role) names.insert(function.name);
  }
  return names;
}

TEST(EmbeddedTables, PassEveryCheck) {
  EXPECT_GT(CheckedSuite().cases().size(), 2000u);
  EXPECT_GT(CheckedSuite().clauses().clauses().size(), 60u);
  EXPECT_GT(CheckedSuite().functions().functions().size(), 70u);
}

// The build writes the names of all tables in the source folder into this list.
TEST(EmbeddedTables, AreAllTablesOfTheSourceFolder) {
  std::ifstream list("case_files.txt");
  ASSERT_TRUE(list) << "run this in the build folder of spec/";
  std::vector<std::string> files = {"functions.toml", "clauses.toml"};
  for (std::string line; std::getline(list, line);) files.push_back(line);
  std::vector<std::string> embedded;
  for (const EmbeddedFile& file : EmbeddedTables()) embedded.emplace_back(file.name);
  EXPECT_THAT(embedded, UnorderedElementsAreArray(files));
}

TEST(EmbeddedTables, AreWholeTexts) {
  for (const EmbeddedFile& file : EmbeddedTables()) {
    ASSERT_THAT(file.text, Not(IsEmpty())) << file.name;
    EXPECT_EQ(file.text.back(), '\n') << file.name;
    EXPECT_EQ(file.text.find('\0'), std::string_view::npos) << file.name;
  }
}

TEST(EmbeddedCases, HaveIdsOfTheirOwn) {
  const std::regex plain("[A-Za-z0-9/._-]+");
  NameSet ids;
  for (const Case& each : CheckedSuite().cases()) {
    EXPECT_TRUE(std::regex_match(each.id, plain)) << each.id;
    EXPECT_TRUE(ids.insert(each.id).second) << each.id;
  }
}

TEST(EmbeddedClauses, EachHasCasesOrTellsWhyNot) {
  NameSet with_cases;
  for (const Case& each : CheckedSuite().cases()) with_cases.insert(each.clause->id);
  for (const Clause& clause : CheckedSuite().clauses().clauses()) {
    if (with_cases.contains(clause.id)) continue;
    const bool carried = with_cases.contains(clause.carried_by);
    EXPECT_TRUE(carried || !clause.nothing_to_run.empty()) << clause.id;
  }
}

// Whoever carries a required clause can itself be deviated from.
TEST(EmbeddedClauses, AreCarriedAtTheirOwnLevel) {
  for (const Clause& clause : CheckedSuite().clauses().clauses()) {
    if (clause.carried_by.empty() || clause.level == Level::kInformative) continue;
    EXPECT_EQ(clause.level, CheckedSuite().clauses().Find(clause.carried_by)->level) << clause.id;
  }
}

TEST(EmbeddedClauses, NameTheirPage) {
  for (const Clause& clause : CheckedSuite().clauses().clauses()) {
    EXPECT_THAT(clause.page, Not(IsEmpty())) << clause.id;
    EXPECT_THAT(clause.section, Not(IsEmpty())) << clause.id;
    EXPECT_THAT(clause.text, Not(IsEmpty())) << clause.id;
  }
}

void Texts(const Value& value, std::vector<std::string>& texts) {
  if (const auto* text = std::get_if<std::string>(&value.data)) texts.push_back(*text);
  if (const auto* list = std::get_if<Array>(&value.data)) {
    for (const Value& element : *list) Texts(element, texts);
  }
  if (const auto* table = std::get_if<Table>(&value.data)) {
    for (const auto& [key, element] : *table) Texts(element, texts);
  }
}

// A case is about the documentation, never about somebody's way of reading it.
TEST(EmbeddedCases, NameNoImplementation) {
  const std::regex names("\\b(mock|freerdp|freerds|winpr|wine|reactos|ogon|windows)\\b",
                         std::regex::icase);
  for (const EmbeddedFile& file : EmbeddedTables()) {
    if (!file.name.starts_with("cases/")) continue;
    std::vector<std::string> texts;
    Texts(ParseToml(file.text, std::string(file.name)), texts);
    for (const std::string& text : texts) {
      EXPECT_FALSE(std::regex_search(text, names)) << file.name << ": " << text;
    }
  }
}

// The functions that a case of a clause calls, in the way that the clause is about, on a handle of
// each opener. Only what stands outside of branches is looked at.
std::map<std::string, NameSet> CalledOnHandlesOf(const std::string& clause, bool to_fail) {
  std::map<std::string, NameSet> called;
  for (const Case& each : CheckedSuite().cases()) {
    if (each.clause->id != clause) continue;
    std::map<std::string, std::string> openers;  // by handle
    for (const Step& step : each.steps()) {
      if (const auto* open = step.As<step::Open>()) openers[open->handle] = open->opener->name;
      const auto* made = step.As<step::Call>();
      if (!made || !openers.contains(made->on)) continue;
      const Call* call = made->call.call;
      const bool fails = made->expect.kind == step::Expectation::Kind::kFailure;
      if (!call || !made->expect.any() || fails != to_fail) continue;
      called[openers[made->on]].insert(call->function->name);
    }
  }
  return called;
}

// Whoever takes a server handle and can be called on a real machine without harm.
NameSet OrdinaryConsumers() {
  NameSet names;
  for (const Function& function : CheckedSuite().functions().functions()) {
    const bool harmless =
        std::any_of(function.calls.begin(), function.calls.end(),
                    [](const Call& call) { return call.tier == Tier::kReadOnly; });
    if (!function.server.empty() && function.role == Role::kConsumer && harmless &&
        function.tier == Tier::kReadOnly && !function.current_only) {
      names.insert(function.name);
    }
  }
  return names;
}

class EachOpener : public ::testing::TestWithParam<const char*> {};

TEST_P(EachOpener, IsTriedWithEveryConsumer) {
  const NameSet consumers = OrdinaryConsumers();
  EXPECT_GE(consumers.size(), 13u);
  EXPECT_THAT(CalledOnHandlesOf("CLOSE-6", true)[GetParam()], IsSupersetOf(consumers));
  EXPECT_THAT(CalledOnHandlesOf("OPEN-4", true)[GetParam()], IsSupersetOf(consumers));
  EXPECT_THAT(CalledOnHandlesOf("USE-1", false)[GetParam()], IsSupersetOf(consumers));
}

INSTANTIATE_TEST_SUITE_P(EmbeddedCases, EachOpener,
                         ::testing::Values("WTSOpenServerA", "WTSOpenServerW", "WTSOpenServerExA",
                                           "WTSOpenServerExW"));

TEST(EmbeddedFunctions, HaveFourOpeners) {
  EXPECT_EQ(NamesWithRole(Role::kOpener),
            (NameSet{"WTSOpenServerA", "WTSOpenServerExA", "WTSOpenServerExW", "WTSOpenServerW"}));
  EXPECT_EQ(NamesWithRole(Role::kCloser), NameSet{"WTSCloseServer"});
}

}  // namespace
}  // namespace wtsconform
