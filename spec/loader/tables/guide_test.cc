// cases/README.md: its example is a table that loads, and it leaves nothing out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "spec/loader/tables/step_reader.h"
#include "spec/loader/tables/suite.h"
#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::NotNull;

std::string Guide() {
  std::ifstream file("cases/README.md", std::ios::binary);
  EXPECT_TRUE(file) << "run this in the build folder of spec/";
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string Example() {
  const std::string guide = Guide();
  const std::string fence = "```toml\n";
  const std::size_t from = guide.find(fence) + fence.size();
  return guide.substr(from, guide.find("```", from) - from);
}

TEST(Guide, ItsExampleLoadsAsAFolderOfTables) {
  const fs::path folder =
      fs::temp_directory_path() / ("wtsconform-" + std::to_string(std::random_device()()));
  fs::create_directories(folder / "cases");
  std::ofstream(folder / "cases" / "vendor.toml", std::ios::binary) << Example();
  const Suite suite = LoadSuiteFrom(folder);
  fs::remove_all(folder);
  EXPECT_THAT(suite.Find("vendor/idle-handle/WTSOpenServerW/1000"), NotNull());
  EXPECT_THAT(suite.Find("vendor/closed-while-another-lives/WTSEnumerateSessionsW"), NotNull());
}

// The words that the reader of steps names when it meets a step without a verb.
std::vector<std::string> Verbs() {
  const Value document = ParseToml("steps = [{}]", "t.toml");
  const std::string refusal = testing::RefusalOf([&] {
    ReadSteps(std::get<Table>(document.data).find("steps")->second, {},
              testing::EmbeddedCatalogues().functions);
  });
  const std::string before = "the verbs are: ";
  std::istringstream list(refusal.substr(refusal.find(before) + before.size()));
  std::vector<std::string> verbs;
  for (std::string verb; std::getline(list >> std::ws, verb, ',');) verbs.push_back(verb);
  return verbs;
}

TEST(Guide, TellsOfEveryVerb) {
  const std::string guide = Guide();
  const std::vector<std::string> verbs = Verbs();
  EXPECT_GE(verbs.size(), 25u);
  for (const std::string& verb : verbs) EXPECT_THAT(guide, HasSubstr("| `" + verb + " = "));
}

TEST(Guide, TellsOfEveryKindOfServer) {
  const std::string guide = Guide();
  for (const std::string& kind : ServerKinds()) EXPECT_THAT(guide, HasSubstr("`" + kind + "`"));
}

}  // namespace
}  // namespace wtsconform
