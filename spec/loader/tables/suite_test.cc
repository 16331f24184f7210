#include "spec/loader/tables/suite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using testing::CaseWith;
using testing::Embedded;
using ::testing::HasSubstr;
using ::testing::IsNull;
using testing::kOpenH;
using testing::kUseH;
using ::testing::NotNull;
using testing::RefusalOf;
using ::testing::StartsWith;

std::string GoodCase() { return CaseWith("USE-1", {kOpenH, kUseH}); }

std::vector<SourceFile> Files(const std::string& cases) {
  return {{"functions.toml", Embedded("functions.toml")},
          {"clauses.toml", Embedded("clauses.toml")},
          {"cases/t.toml", cases}};
}

std::string RefusalOfSuite(const std::vector<SourceFile>& files,
                           Suite::Check check = Suite::Check::kCases) {
  return RefusalOf([&] { Suite(files, check); });
}

TEST(Suite, FindsCases) {
  const Suite suite(Files(GoodCase()), Suite::Check::kCases);
  ASSERT_EQ(suite.cases().size(), 1u);
  EXPECT_EQ(suite.Find("t/a"), &suite.cases()[0]);
  EXPECT_THAT(suite.Find("t/b"), IsNull());
}

TEST(Suite, StaysWholeWhenItIsMoved) {
  Suite first(Files(GoodCase()), Suite::Check::kCases);
  const Suite suite = std::move(first);
  ASSERT_THAT(suite.Find("t/a"), NotNull());
  EXPECT_EQ(suite.Find("t/a")->Title(), "a title");
  EXPECT_EQ(suite.Find("t/a")->steps().size(), 2u);
}

TEST(Suite, RefusesMissingTables) {
  EXPECT_EQ(RefusalOfSuite({}), "there is no functions.toml");
  EXPECT_EQ(RefusalOfSuite({{"functions.toml", ""}}), "there is no clauses.toml");
}

TEST(Suite, RefusesToHaveNoCases) {
  std::vector<SourceFile> files = Files("");
  EXPECT_EQ(RefusalOfSuite(files), "cases/t.toml: holds no [[case]]");
  files.pop_back();
  EXPECT_EQ(RefusalOfSuite(files), "the tables hold no case: write one into cases/*.toml");
}

TEST(Suite, RefusesADuplicateId) {
  EXPECT_EQ(RefusalOfSuite(Files(GoodCase() + GoodCase())),
            "cases/t.toml:9:1: id: \"t/a\" stands here a second time");
  std::string twin = GoodCase();
  twin.replace(twin.find("t/a"), 3, "t/a/WTSOpenServerW");
  const std::string row =
      "[[case]]\nid = \"t/a\"\nclause = \"USE-1\"\ntitle = \"\"\n"
      "for = { o = [\"WTSOpenServerW\"] }\n"
      "steps = [{ open = \"h\", by = \"{o}\", server = \"reachable\" }, {" +
      std::string(kUseH) + "}]\n";
  EXPECT_EQ(RefusalOfSuite(Files(twin + row)),
            "cases/t.toml:9:1: id: \"t/a/WTSOpenServerW\" is the id of another case");
}

TEST(Suite, RefusesAValueTwice) {
  std::string row =
      "[[case]]\nid = \"t/a\"\nclause = \"USE-1\"\ntitle = \"\"\n"
      "for = { o = [\"WTSOpenServerW\", \"WTSOpenServerW\"] }\n"
      "steps = [{ open = \"h\", by = \"{o}\", server = \"reachable\" }, {" +
      std::string(kUseH) + "}]\n";
  EXPECT_EQ(RefusalOfSuite(Files(row)),
            "cases/t.toml:1:1: id: \"t/a/WTSOpenServerW\" is the id of another case");
}

TEST(Suite, ChecksFormAndLife) {
  EXPECT_THAT(RefusalOfSuite(Files(CaseWith("USE-1", {kOpenH}))),
              HasSubstr("no step expects or records anything"));
  EXPECT_THAT(RefusalOfSuite(Files(CaseWith("USE-1", {kUseH}))), HasSubstr("opens the handle"));
  std::string title = GoodCase();
  title.replace(title.find("a title"), 7, "{title}");
  EXPECT_THAT(RefusalOfSuite(Files(title)), HasSubstr("the placeholder {title}"));
}

// The program itself makes these calls, with whatever functions.toml it is given.
TEST(Suite, RefusesFunctionsWithoutWhatItCallsItself) {
  std::vector<SourceFile> files = Files(GoodCase());
  const auto without = [&](const std::string& what, const std::string& with) {
    files[0].text = Embedded("functions.toml");
    for (std::size_t at = 0; (at = files[0].text.find(what, at)) != std::string::npos;) {
      files[0].text.replace(at, what.size(), with);
      at += with.size();
    }
    return RefusalOfSuite(files);
  };
  EXPECT_EQ(without("\"everyday\", ", ""),
            "functions.toml: the group \"everyday\" is missing or empty: its calls show whether a "
            "handle works");
  EXPECT_EQ(without("\"WTSCloseServer\"", "\"WTSShutServer\""),
            "functions.toml: WTSCloseServer is missing, which closes what a case leaves open");
  EXPECT_EQ(without("name = \"WTSEnumerateProcessesW\"", "name = \"WTSEnumerateProcessesX\""),
            "functions.toml: WTSEnumerateProcessesW is missing, which finds the processes that "
            "calls are about");
}

TEST(Suite, RefusesAClauseWithoutCases) {
  std::vector<SourceFile> files = Files(GoodCase());
  const std::string use_1 =
      "[[clause]]\nid = \"USE-1\"\nlevel = \"required\"\n"
      "evidence = \"documented\"\ntext = \"\"\n";
  const auto refusal = [&](const std::string& more) {
    files[1].text = use_1 +
                    "[[clause]]\nid = \"A-1\"\nlevel = \"required\"\n"
                    "evidence = \"documented\"\ntext = \"\"\n" +
                    more;
    return RefusalOfSuite(files, Suite::Check::kEverything);
  };
  const std::string rule =
      "clauses.toml:6:1: A-1 has no case: write one, or say in \"carried_by\" "
      "or \"nothing_to_run\" why not";
  EXPECT_EQ(refusal(""), rule);
  EXPECT_EQ(RefusalOfSuite(files, Suite::Check::kCases), "(accepted)");
  EXPECT_EQ(refusal("nothing_to_run = \"why\"\n"), "(accepted)");
  EXPECT_EQ(refusal("carried_by = \"USE-1\"\n"), "(accepted)");
  EXPECT_EQ(refusal("carried_by = \"A-1\"\n"), rule) << "nobody carries himself";
}

// Tables of a vendor's own, in a folder that is gone afterwards.
class SuiteFolder : public ::testing::Test {
 protected:
  SuiteFolder() { fs::create_directories(folder_ / "cases"); }
  ~SuiteFolder() override { fs::remove_all(folder_); }

  void Put(const std::string& path, const std::string& text) const {
    std::ofstream(folder_ / path, std::ios::binary) << text;
  }
  std::string RefusalOfSuite() const {
    return RefusalOf([this] { LoadSuiteFrom(folder_); });
  }

  const fs::path folder_ =
      fs::temp_directory_path() / ("wtsconform-" + std::to_string(std::random_device()()));
};

TEST_F(SuiteFolder, ReplacesTheCasesOnly) {
  Put("cases/t.toml", GoodCase());
  Put("cases/notes.txt", "no table");
  const Suite suite = LoadSuiteFrom(folder_);
  EXPECT_EQ(suite.cases().size(), 1u);
  EXPECT_THAT(suite.functions().Find("WTSOpenServerW"), NotNull());
  EXPECT_THAT(suite.clauses().Find("CLOSE-6"), NotNull());
}

TEST_F(SuiteFolder, MayBringItsOwnClauses) {
  const std::string clause =
      "[[clause]]\nid = \"USE-1\"\nlevel = \"required\"\n"
      "evidence = \"documented\"\ntext = \"\"\n";
  Put("clauses.toml", clause);
  Put("cases/t.toml", GoodCase());
  EXPECT_EQ(LoadSuiteFrom(folder_).clauses().clauses().size(), 1u);
  Put("clauses.toml", clause +
                          "[[clause]]\nid = \"MINE-1\"\nlevel = \"required\"\n"
                          "evidence = \"documented\"\ntext = \"\"\n");
  EXPECT_THAT(RefusalOfSuite(), StartsWith("clauses.toml:6:1: MINE-1 has no case"));
}

TEST_F(SuiteFolder, RefusesWhatHoldsNoCases) {
  EXPECT_EQ(RefusalOfSuite(), "the tables hold no case: write one into cases/*.toml");
  fs::remove(folder_ / "cases");
  EXPECT_EQ(RefusalOfSuite(), "the tables hold no case: write one into cases/*.toml");
  fs::remove(folder_);
  EXPECT_EQ(RefusalOfSuite(),
            "--spec " + folder_.string() + ": is no folder; give one that holds cases/*.toml");
}

TEST_F(SuiteFolder, RefusesAFolderInPlaceOfATable) {
  fs::create_directories(folder_ / "cases" / "t.toml");
  EXPECT_THAT(RefusalOfSuite(), ::testing::StartsWith((folder_ / "cases" / "t.toml").string() +
                                                      ": it cannot be read: "));
}

TEST_F(SuiteFolder, NamesTheFileThatIsWrong) {
  Put("cases/a.toml", "");
  EXPECT_EQ(RefusalOfSuite(), "cases/a.toml: holds no [[case]]");
  Put("cases/a.toml", "\xff");
  EXPECT_THAT(RefusalOfSuite(), StartsWith("cases/a.toml:1:"));
}

TEST(SuiteFolderName, MayBeAnything) {
  const std::string long_name(5000, 'x');
  EXPECT_THAT(RefusalOf([&] { LoadSuiteFrom(long_name); }), StartsWith("--spec xxx"));
  EXPECT_THAT(RefusalOf([] { LoadSuiteFrom(""); }), StartsWith("--spec "));
}

}  // namespace
}  // namespace wtsconform
