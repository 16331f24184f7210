#include "conformance/runner/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SelectionTest : public ::testing::Test {
 protected:
  std::vector<std::string> Ids(const SelectionOptions& options) const {
    std::vector<std::string> ids;
    for (const Case* each : Select(suite_, options)) ids.push_back(each->id);
    return ids;
  }
  std::string Refusal(const SelectionOptions& options) const {
    return ComplaintOf<InputError>([&] { Select(suite_, options); });
  }

  const Suite suite_ =
      SuiteOf(CaseOf("t/a", "CLOSE-6") + CaseOf("t/b", "CLOSE-7") + CaseOf("t/c", "USE-3") +
              CaseOf("t/d", "CLOSE-6") + CaseOf("t/e", "CLOSE-6"));
};

TEST_F(SelectionTest, WithoutOptionsItIsEverythingInOrder) {
  EXPECT_THAT(Ids({}), ElementsAre("t/a", "t/b", "t/c", "t/d", "t/e"));
}

TEST_F(SelectionTest, ACaseIsSelectedByAnyFilter) {
  EXPECT_THAT(Ids({{"t/b"}, "", "", ""}), ElementsAre("t/b"));
  EXPECT_THAT(Ids({{"t/e", "*/b", "t/e*"}, "", "", ""}), ElementsAre("t/b", "t/e"));
}

TEST_F(SelectionTest, WhatIsExcludedIsNotSelected) {
  EXPECT_THAT(Ids({.excludes = {"t/b", "*/e"}}), ElementsAre("t/a", "t/c", "t/d"));
  EXPECT_THAT(Ids({.filters = {"t/*"}, .clause = "CLOSE-6", .excludes = {"t/d"}}),
              ElementsAre("t/a", "t/e"));
  EXPECT_EQ(LeftOut(suite_, {.excludes = {"t/b", "*/e"}}), 2u);
  EXPECT_EQ(LeftOut(suite_, {.clause = "CLOSE-6", .excludes = {"t/b", "*/e"}}), 1u)
      << "t/b would not have been there";
  EXPECT_EQ(LeftOut(suite_, {.filters = {"t/a"}}), 0u);
}

TEST_F(SelectionTest, AFilterWithAHyphenInFrontLeavesOut) {
  EXPECT_THAT(Ids({.filters = {"-t/b", "-*/e"}}), ElementsAre("t/a", "t/c", "t/d"));
  EXPECT_THAT(Ids({.filters = {"-t/a", "t/a", "t/b"}}), ElementsAre("t/b"));
  EXPECT_EQ(LeftOut(suite_, {.filters = {"-t/a", "t/a", "t/b"}}), 1u);
}

TEST_F(SelectionTest, WhatLeavesOutNothingThereIsOrEverythingIsRefused) {
  EXPECT_THAT(Refusal({.excludes = {"t/x"}}), HasSubstr("--exclude t/x matches no case"));
  EXPECT_THAT(Refusal({.filters = {"-t/x"}}), HasSubstr("--filter=-t/x matches no case"));
  EXPECT_THAT(Refusal({.excludes = {"*"}}), HasSubstr("no case is left"));
}

TEST_F(SelectionTest, ClauseAndLevel) {
  EXPECT_THAT(Ids({{}, "CLOSE-6", "", ""}), ElementsAre("t/a", "t/d", "t/e"));
  EXPECT_THAT(Ids({{}, "", "robustness", ""}), ElementsAre("t/b"));
  EXPECT_THAT(Ids({{}, "", "observed", ""}), ElementsAre("t/c"));
  EXPECT_THAT(Ids({{"*/d", "*/b"}, "CLOSE-6", "required", ""}), ElementsAre("t/d"));
}

TEST_F(SelectionTest, ShardsPartitionWhatIsSelected) {
  EXPECT_THAT(Ids({{}, "", "", "1/1"}), Ids({}));
  EXPECT_THAT(Ids({{}, "CLOSE-6", "", "1/2"}), ElementsAre("t/a", "t/e"));
  EXPECT_THAT(Ids({{}, "CLOSE-6", "", "2/2"}), ElementsAre("t/d"));
}

TEST(Selection, ShardsPartitionTheWholeSuiteExactly) {
  const Suite suite = LoadSuite();
  for (const std::size_t count : {2, 3, 7}) {
    std::set<std::string> seen;
    std::size_t least = suite.cases().size(), most = 0;
    for (std::size_t i = 1; i <= count; ++i) {
      const auto shard =
          Select(suite, {{}, "", "", std::to_string(i) + "/" + std::to_string(count)});
      for (const Case* each : shard) EXPECT_TRUE(seen.insert(each->id).second) << each->id;
      least = std::min(least, shard.size());
      most = std::max(most, shard.size());
    }
    EXPECT_EQ(seen.size(), suite.cases().size());
    EXPECT_LE(most - least, 1u) << "the parts are as good as equal";
  }
}

TEST_F(SelectionTest, ShardsThatAreNoneAreRefused) {
  for (const char* shard : {"0/3", "4/3", "x/y", "1", "/", "1/", "/3", "1/0", "0/0", "-1/3",
                            "1/3/5", "1/3x", " 1/3", "1.5/3", "+1/3", "99999999999999999999/3"}) {
    EXPECT_THAT(Refusal({{}, "", "", shard}),
                AllOf(HasSubstr("--shard " + std::string(shard)), HasSubstr("write I/N")))
        << shard;
  }
}

TEST_F(SelectionTest, AShardThatHasNothingToDoIsRefused) {
  EXPECT_THAT(Refusal({{"t/a"}, "", "", "2/2"}), HasSubstr("no case is left"));
}

TEST_F(SelectionTest, AFilterThatMatchesNothingIsRefusedAlsoBesideOneThatDoes) {
  EXPECT_THAT(Refusal({{"t/x"}, "", "", ""}),
              AllOf(HasSubstr("--filter t/x matches no case"), HasSubstr("wtsconform list")));
  EXPECT_THAT(Refusal({{"t/a", "t/x"}, "", "", ""}), HasSubstr("t/x"));
}

TEST_F(SelectionTest, UnknownNamesAreRefused) {
  EXPECT_THAT(Refusal({{}, "CLOSE-66", "", ""}),
              AllOf(HasSubstr("--clause CLOSE-66"), HasSubstr("did you mean \"CLOSE-6\"?")));
  EXPECT_THAT(Refusal({{}, "", "requierd", ""}),
              AllOf(HasSubstr("--level requierd"), HasSubstr("required, robustness or observed")));
  EXPECT_THAT(Refusal({{}, "", "informative", ""}), HasSubstr("--level informative"));
}

TEST_F(SelectionTest, NoCaseIsNeverSuccess) {
  EXPECT_THAT(Refusal({{}, "CLOSE-6", "observed", ""}), HasSubstr("no case is left"));
  EXPECT_THAT(Refusal({{"t/a"}, "CLOSE-7", "", ""}), HasSubstr("no case is left"));
}

TEST_F(SelectionTest, AClauseWithoutCasesSaysWhy) {
  EXPECT_THAT(Refusal({{}, "CLOSE-5", "", ""}),
              HasSubstr("CLOSE-5 is judged by the cases of CLOSE-6"));
  int with_nothing_to_run = 0;
  for (const Clause& clause : suite_.clauses().clauses()) {
    if (clause.nothing_to_run.empty() || !clause.carried_by.empty()) continue;
    ++with_nothing_to_run;
    EXPECT_THAT(Refusal({{}, clause.id, "", ""}),
                HasSubstr(clause.id + " has nothing to run: " + clause.nothing_to_run));
  }
  EXPECT_GT(with_nothing_to_run, 0);
}

}  // namespace
}  // namespace wtsconform
