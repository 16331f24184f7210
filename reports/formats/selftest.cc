#include "reports/formats/selftest.h"

#include <nlohmann/json.hpp>

#include "reports/formats/read_json.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kSelftestSchema[] = "wtsconform-selftest/1";

DefectKills DefectFrom(const Json& json) {
  DefectKills defect{json.at("name"),   json.at("text"), json.at("clause"),  json.at("level"),
                     json.at("caught"), json.at("case"), json.at("history"), {}};
  for (const auto& [clause, kill] : json.at("clauses").items()) {
    defect.kills.push_back({clause, kill.at("caught"), kill.at("of")});
  }
  return defect;
}

SelftestResults SelftestFrom(const Json& json) {
  if (json.at("schema") != kSelftestSchema) {
    throw ResultsError("its schema is not \"" + std::string(kSelftestSchema) + "\"");
  }
  if (!json.value("complete", false)) throw ResultsError("the run that wrote it did not finish");
  SelftestResults selftest;
  const Json& tool = json.at("tool");
  selftest.tool =
      tool.at("version").get<std::string>() + " (" + tool.at("revision").get<std::string>() + ")";
  for (const Json& each : json.at("defects")) selftest.defects.push_back(DefectFrom(each));
  for (const Json& each : json.at("accusations")) {
    selftest.accusations.push_back(each.at("case").get<std::string>() + " with \"" +
                                   each.at("switches").get<std::string>() +
                                   "\": " + each.at("verdict").get<std::string>());
  }
  selftest.problems = json.at("problems").get<std::vector<std::string>>();
  return selftest;
}

}  // namespace

SelftestResults ReadSelftest(const std::filesystem::path& path) {
  return ReadJson(path, "result of selftest", SelftestFrom);
}

}  // namespace wtsconform
