// The kill matrix, and that it fails where the suite is weakened.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "conformance/proof/selftest/kill_matrix.h"
#include "conformance/proof/selftest/quick_run.h"
#include "conformance/tests/test_cases.h"
#include "spec/loader/tables/embedded.h"

namespace wtsconform {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

SelftestOptions Only(const std::vector<std::string>& defects) {
  SelftestOptions options;
  options.run.jobs = 2;
  options.only = defects;
  return options;
}

SelftestResults MatrixOf(const Suite& suite, const std::vector<std::string>& defects) {
  return RunKillMatrix(suite, FindProfile("mock"), Only(defects), [](std::size_t, std::size_t) {});
}

// The embedded tables with one text of one file replaced.
class Weakened {
 public:
  Weakened(const std::string& file, const std::string& from, const std::string& to) {
    std::string name = (fs::temp_directory_path() / "wtsconform-spec-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
    fs::create_directory(folder_ / "cases");
    for (const EmbeddedFile& each : EmbeddedTables()) {
      std::string text(each.text);
      if (each.name == file) {
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
      }
      std::ofstream(folder_ / each.name) << text;
    }
  }
  ~Weakened() { fs::remove_all(folder_); }

  Suite Load() const { return LoadSuiteFrom(folder_); }

 private:
  fs::path folder_;
};

// What survives the tables must be found by a history, or the whole fails.
TEST(SelftestTest, DefectsAreKilledByTheirOwnClause) {
  const SelftestResults matrix =
      MatrixOf(TheSuite(), {"stale-accepted", "bad-level-kept", "second-failure-stops-current"});
  EXPECT_THAT(matrix.problems, IsEmpty());
  ASSERT_EQ(matrix.defects.size(), 3u);
  EXPECT_TRUE(matrix.defects[0].applied);
  EXPECT_TRUE(matrix.defects[0].killed);
  EXPECT_THAT(matrix.defects[0].Own()->killed, Ge(100));
  EXPECT_EQ(TheSuite().Find(matrix.defects[1].example)->clause->id, "USE-9");
  EXPECT_FALSE(matrix.defects[2].killed);
  EXPECT_THAT(matrix.defects[2].history, HasSubstr("does not exist"));
}

TEST(SelftestTest, NamesTheClauseOfAWeakenedCase) {
  const Weakened tables("cases/use.toml", "expect = \"documented failure\", dword = 1 }",
                        "expect = \"documented failure\" }");
  const SelftestResults matrix = MatrixOf(tables.Load(), {"bad-level-kept"});
  EXPECT_THAT(matrix.problems, Contains(HasSubstr("USE-9")));
  EXPECT_TRUE(matrix.defects.front().Survived());
}

TEST(SelftestTest, AHangCostsTwoCasesOfEachRow) {
  const SelftestResults matrix = MatrixOf(TheSuite(), {"stale-hangs"});
  EXPECT_THAT(matrix.problems, IsEmpty());
  EXPECT_THAT(matrix.defects.front().Own()->left_out, Ge(100));
}

TEST(SelftestTest, RefusesADefectThatTheMockLacks) {
  EXPECT_THROW(MatrixOf(TheSuite(), {"no-such-defect"}), InputError);
}

TEST(QuickRunTest, ComesToTheVerdictsOfProcessesOfTheirOwn) {
  std::vector<const Case*> cases;
  for (const Case& each : TheSuite().cases()) {
    if (each.clause->level != Level::kObserved && cases.size() < 150) cases.push_back(&each);
  }
  RunOptions options;
  options.jobs = 2;
  std::vector<MockRun> runs;
  for (const char* switches : {"", "stale-accepted", "stale-crashes"}) {
    runs.push_back({switches, cases});
  }
  QuickRuns(TheSuite(), FindProfile("mock"), options, runs, [](std::size_t, std::size_t) {});
  for (const MockRun& run : runs) {
    EXPECT_EQ(run.active, run.switches);
    std::vector<MockCase> alone;
    for (const Case* each : cases) alone.push_back({run.switches, each});
    const auto slow = SlowRun(TheSuite(), FindProfile("mock"), options, alone);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      ASSERT_TRUE(run.outcomes[i]);
      EXPECT_EQ(run.outcomes[i]->verdict, slow[i].verdict)
          << cases[i]->id << " with " << run.switches;
    }
  }
}

TEST(MockSwitchesTest, NameClausesAndTheirLevels) {
  const auto switches = ReadSwitches(FindProfile("mock"));
  EXPECT_THAT(OfKind(switches, "defect").size(), Ge(60u));
  for (const MockSwitch& each : switches) {
    const Clause* clause = TheSuite().clauses().Find(each.clause);
    ASSERT_NE(clause, nullptr) << each.name << " names " << each.clause;
    EXPECT_EQ(LevelName(clause->level), each.level) << each.name << " of " << each.clause;
    EXPECT_THAT(each.text, HasSubstr(".")) << each.name;
  }
}

TEST(VariantsAndPairsTest, LeavesOutPairsThatSettleTheSame) {
  const std::vector<MockSwitch> variants = {{"a", "variant", "x", "", "", ""},
                                            {"b", "variant", "x", "", "", ""},
                                            {"c", "variant", "y", "", "", ""}};
  EXPECT_EQ(VariantsAndPairs(variants), (std::vector<std::string>{"a", "b", "c", "a,c", "b,c"}));
}

}  // namespace
}  // namespace wtsconform
