// Holds written files against schema/results-1.schema.json. Understands the keywords that this
// schema uses, and fails at any other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/formats/results.h"
#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using Json = nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

Json Schema() {
  std::ifstream file("schema/results-1.schema.json");
  if (!file) throw std::runtime_error("run this through ctest: the schema is in the build folder");
  return Json::parse(file);
}

std::string TypeOf(const Json& value) {
  return value.is_number_integer() ? "integer" : value.type_name();
}

bool IsA(const Json& value, const std::string& type) {
  return TypeOf(value) == type || (type == "number" && value.is_number());
}

std::vector<std::string> Problems(const Json& schema, const Json& value, const std::string& at);

void Append(std::vector<std::string>& problems, std::vector<std::string> more) {
  std::move(more.begin(), more.end(), std::back_inserter(problems));
}

std::vector<std::string> MemberProblems(const Json& schema, const Json& value,
                                        const std::string& at) {
  std::vector<std::string> problems;
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [key, member] : value.items()) {
    if (properties.contains(key)) {
      Append(problems, Problems(properties[key], member, at + "/" + key));
    } else if (schema.contains("additionalProperties")) {
      Append(problems, Problems(schema["additionalProperties"], member, at + "/" + key));
    }
  }
  return problems;
}

std::vector<std::string> Problems(const Json& schema, const Json& value, const std::string& at) {
  std::vector<std::string> problems;
  for (const auto& [keyword, rule] : schema.items()) {
    if (keyword == "type") {
      if (!IsA(value, rule)) problems.push_back(at + ": no " + rule.get<std::string>());
    } else if (keyword == "const") {
      if (value != rule) problems.push_back(at + ": not " + rule.dump());
    } else if (keyword == "enum") {
      if (std::find(rule.begin(), rule.end(), value) == rule.end()) {
        problems.push_back(at + ": none of " + rule.dump());
      }
    } else if (keyword == "required") {
      for (const std::string key : rule) {
        if (!value.contains(key)) problems.push_back(at + ": no " + key);
      }
    } else if (keyword == "items") {
      for (const Json& item : value) Append(problems, Problems(rule, item, at + "/*"));
    } else if (keyword == "properties") {
      Append(problems, MemberProblems(schema, value, at));
    } else if (keyword == "additionalProperties") {
      if (!schema.contains("properties")) Append(problems, MemberProblems(schema, value, at));
    } else if (keyword != "title" && keyword != "description" && !keyword.starts_with('$')) {
      problems.push_back("the schema uses \"" + keyword + "\", which this test does not know");
    }
  }
  return problems;
}

TEST(ResultsSchema, HoldsForWhatIsWritten) {
  Results results = testing::EveryVerdict();
  results.cases[0].trace = {testing::kHostile};
  EXPECT_THAT(Problems(Schema(), Json::parse(ToJson(results)), ""), IsEmpty());
  results.selection = {"own", "00", {{{"a"}, "OPEN-1", "required", "1/2", "2026.1"}}};
  EXPECT_THAT(Problems(Schema(), Json::parse(ToJson(results)), ""), IsEmpty());
  EXPECT_THAT(Problems(Schema(), Json::parse(ToJson(Results{})), ""), IsEmpty());
}

TEST(ResultsSchema, KnowsTheSameVerdictsAsTheProgram) {
  std::vector<std::string> names;
  for (const Verdict verdict : AllVerdicts()) names.emplace_back(VerdictName(verdict));
  const Json verdict = Schema()["properties"]["cases"]["items"]["properties"]["verdict"];
  EXPECT_THAT(verdict["enum"].get<std::vector<std::string>>(), UnorderedElementsAreArray(names));
}

TEST(ResultsSchema, DemandsEveryCountOfTheSummary) {
  const Json levels = Schema()["properties"]["summary"]["properties"];
  for (const auto& [level, counts] : Results{}.Summary()) {
    std::vector<std::string> names;
    for (const auto& [name, count] : counts) names.push_back(name);
    EXPECT_THAT(levels[level]["required"].get<std::vector<std::string>>(),
                UnorderedElementsAreArray(names))
        << level;
  }
}

TEST(ResultsSchema, FindsWhatIsWrong) {
  Json file = Json::parse(ToJson(testing::EveryVerdict()));
  file.erase("complete");
  file["tool"]["version"] = 1;
  file["cases"][0]["verdict"] = "ok";
  file["summary"]["required"]["pass"] = "many";
  file["host"]["cpus"] = 2;
  EXPECT_THAT(Problems(Schema(), file, ""),
              ElementsAre("/cases/*/verdict: none of [\"pass\",\"deviation\",\"crash\",\"hang\","
                          "\"harm\",\"untestable\",\"unsupported\",\"inconclusive\",\"observed\","
                          "\"harness-error\"]",
                          "/host/cpus: no string", "/summary/required/pass: no integer",
                          "/tool/version: no string", ": no complete"));
}

}  // namespace
}  // namespace wtsconform
