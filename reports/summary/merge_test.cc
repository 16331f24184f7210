#include "reports/summary/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Record;
using testing::ResultsOf;

Results Part(const std::vector<std::string>& ids) {
  std::vector<CaseRecord> cases;
  for (const std::string& id : ids) cases.push_back(Record(id, "OPEN-1", Verdict::kPass));
  return ResultsOf("lib", cases);
}

std::vector<std::string> Ids(const Results& results) {
  std::vector<std::string> ids;
  for (const CaseRecord& record : results.cases) ids.push_back(record.id);
  return ids;
}

std::string Refusal(const Results& a, const Results& b) {
  try {
    Merge({a, b}, {"a.json", "b.json"}, {});
  } catch (const ResultsError& error) {
    return error.what();
  }
  return "not refused";
}

TEST(Merge, PutsShardsInTheOrderOfTheTables) {
  const Results merged = Merge({Part({"1", "3", "new"}), Part({"2", "4"})}, {"a.json", "b.json"},
                               {"1", "2", "3", "4", "5"});
  EXPECT_THAT(Ids(merged), ElementsAre("1", "2", "3", "4", "new"));
  EXPECT_EQ(merged.implementation.name, "lib");
}

TEST(Merge, RefusesDoubles) {
  EXPECT_THAT(Refusal(Part({"x", "y"}), Part({"y"})),
              HasSubstr("case y is in a.json and in b.json"));
}

TEST(Merge, RefusesPartsOfDifferentThings) {
  const Results one = Part({"x"});
  for (std::string ImplementationRecord::*field :
       {&ImplementationRecord::name, &ImplementationRecord::version, &ImplementationRecord::library,
        &ImplementationRecord::sha256, &ImplementationRecord::loader}) {
    Results other = Part({"y"});
    other.implementation.*field = "another";
    EXPECT_THAT(Refusal(one, other), HasSubstr("\"another\" in b.json"));
  }
  Results other = Part({"y"});
  other.tool.revision = "another";
  EXPECT_THAT(Refusal(one, other), HasSubstr("revision"));
}

TEST(Merge, KeepsWhatEachHostSays) {
  Results one = Part({"x"});
  Results two = Part({"y"});
  one.host = {{"system", "Linux"}, {"kernel", "6.1"}};
  two.host = {{"system", "Linux"}, {"kernel", "6.6"}, {"machine", "arm64"}};
  EXPECT_THAT(Merge({one, two}, {"a", "b"}, {}).host,
              ElementsAre(std::pair("kernel", "6.1; 6.6"), std::pair("machine", "arm64"),
                          std::pair("system", "Linux")));
}

TEST(Merge, KeepsWhatEachPartWasAskedFor) {
  Results one = ResultsOf("a", {Record("x", "OPEN-1", Verdict::kPass)});
  Results two = ResultsOf("a", {Record("y", "OPEN-1", Verdict::kPass)});
  EXPECT_FALSE(Merge({one, two}, {"1", "2"}, {}).selection);
  one.selection = {"embedded", "00", {{{}, "", "", "1/2"}}};
  EXPECT_THROW(Merge({one, two}, {"1", "2"}, {}), ResultsError) << "an earlier version's";
  two.selection = {"embedded", "00", {{{}, "", "", "2/2"}}};
  const Results merged = Merge({one, two}, {"1", "2"}, {});
  ASSERT_EQ(merged.selection->parts.size(), 2u);
  EXPECT_EQ(merged.selection->parts[1].shard, "2/2");
  two.selection->tables_sha256 = "11";
  EXPECT_THROW(Merge({one, two}, {"1", "2"}, {}), ResultsError) << "other tables";
}

}  // namespace
}  // namespace wtsconform
