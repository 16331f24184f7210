#include "reports/formats/lineage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using testing::ResultsOf;

// A text for each: its name, then the versions of its members.
std::vector<std::string> LineagesIn(
    const std::vector<std::pair<std::string, std::string>>& implementations) {
  std::vector<Results> all;
  for (const auto& [name, version] : implementations) {
    all.push_back(ResultsOf(name, {}));
    all.back().implementation.version = version;
  }
  std::vector<std::string> texts;
  for (const Lineage& each : LineagesOf(all)) {
    texts.push_back(each.name + ":");
    for (const std::size_t i : each.columns) texts.back() += " " + all[i].implementation.version;
  }
  return texts;
}

TEST(Lineages, AreInTheOrderOfTheirVersions) {
  EXPECT_THAT(LineagesIn({{"lib-3.10", "3.10.3"},
                          {"lib-3.9", "3.9.12"},
                          {"other", "1"},
                          {"lib", "2.11.7"},
                          {"lib", "libx 12.0"}}),
              ElementsAre("lib: 2.11.7 3.9.12 3.10.3 libx 12.0", "other: 1"));
}

TEST(Lineages, KeepTheOrderOfFilesOfOneVersion) {
  EXPECT_THAT(LineagesIn({{"lib", "1.0"}, {"lib", "1.0 again"}, {"lib", ""}}),
              ElementsAre("lib:  1.0 1.0 again"));
}

TEST(Lineages, KnowNumbersThatFitNoInteger) {
  EXPECT_THAT(LineagesIn({{"lib", "99999999999999999999999"}, {"lib", "2"}}),
              ElementsAre("lib: 2 99999999999999999999999"));
}

TEST(Lineages, AreOfNamesWithoutVersions) {
  for (const auto& [name, without] :
       std::vector<std::pair<std::string, std::string>>{{"wine-10", "wine"},
                                                        {"freerdp-3.10", "freerdp"},
                                                        {"winpr-mock", "winpr-mock"},
                                                        {"lib2", "lib2"},
                                                        {"lib-", "lib-"},
                                                        {"-3", "-3"},
                                                        {"lib-.so", "lib-.so"},
                                                        {"", ""},
                                                        {"7", "7"}}) {
    EXPECT_EQ(NameWithoutVersion(name), without) << name;
  }
}

TEST(NameWithVersion, HasAVersionOnlyWhereThereIsOne) {
  ImplementationRecord wine;
  wine.name = "wine";
  EXPECT_EQ(NameWithVersion(wine), "wine");
  wine.version = "8.0";
  EXPECT_EQ(NameWithVersion(wine), "wine 8.0");
}

}  // namespace
}  // namespace wtsconform
