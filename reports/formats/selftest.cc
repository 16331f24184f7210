#include "reports/formats/selftest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reports/formats/read_json.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kSelftestSchema[] = "wtsconform-selftest/1";

Json JsonOf(const Accusation& each) {
  return {{"switches", each.switches},
          {"case", each.id},
          {"verdict", each.verdict},
          {"detail", each.detail}};
}

// Of other clauses only those that were touched.
Json JsonOf(const DefectResult& each) {
  Json clauses = Json::object();
  for (const auto& [clause, kills] : each.kills) {
    if (!kills.killed && clause != each.clause) continue;
    clauses[clause] = {{"caught", kills.killed}, {"of", kills.of}, {"left_out", kills.left_out}};
  }
  return {{"name", each.name},       {"text", each.text},
          {"clause", each.clause},   {"level", each.level},
          {"applied", each.applied}, {"caught", each.killed},
          {"case", each.example},    {"verdict", each.example_verdict},
          {"history", each.history}, {"clauses", clauses}};
}

Accusation AccusationFrom(const Json& json) {
  return {json.at("switches"), json.at("case"), json.at("verdict"), json.at("detail")};
}

DefectResult DefectFrom(const Json& json) {
  DefectResult defect;
  defect.name = json.at("name");
  defect.text = json.at("text");
  defect.clause = json.at("clause");
  defect.level = json.at("level");
  defect.applied = json.at("applied");
  defect.killed = json.at("caught");
  defect.example = json.at("case");
  defect.example_verdict = json.value("verdict", "");  // earlier files lack it
  defect.history = json.at("history");
  for (const auto& [clause, kills] : json.at("clauses").items()) {
    defect.kills[clause] = {kills.at("of"), kills.at("caught"), kills.at("left_out")};
  }
  return defect;
}

SelftestResults SelftestFrom(const Json& json) {
  if (json.at("schema") != kSelftestSchema) {
    throw ResultsError("its schema is not \"" + std::string(kSelftestSchema) + "\"");
  }
  if (!json.value("complete", false)) throw ResultsError("the run that wrote it did not finish");
  SelftestResults selftest;
  selftest.tool = {json.at("tool").at("version"), json.at("tool").at("revision")};
  selftest.cases = json.at("cases");
  selftest.choices = json.at("lawful").at("choices");
  selftest.choice_cases = json.at("lawful").at("cases");
  for (const Json& each : json.at("defects")) selftest.defects.push_back(DefectFrom(each));
  for (const Json& each : json.at("accusations")) {
    selftest.accusations.push_back(AccusationFrom(each));
  }
  selftest.problems = json.at("problems").get<std::vector<std::string>>();
  return selftest;
}

}  // namespace

const Kills* DefectResult::Own() const {
  const auto found = kills.find(clause);
  return found == kills.end() ? nullptr : &found->second;
}

std::string ToJson(const SelftestResults& selftest) {
  Json json = {{"schema", kSelftestSchema},
               {"tool", {{"version", selftest.tool.version}, {"revision", selftest.tool.revision}}},
               {"cases", selftest.cases},
               {"lawful", {{"choices", selftest.choices}, {"cases", selftest.choice_cases}}},
               {"accusations", Json::array()},
               {"defects", Json::array()},
               {"problems", selftest.problems}};
  for (const Accusation& each : selftest.accusations) json["accusations"].push_back(JsonOf(each));
  for (const DefectResult& each : selftest.defects) json["defects"].push_back(JsonOf(each));
  json["complete"] = true;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

SelftestResults ReadSelftest(const std::filesystem::path& path) {
  return ReadJson(path, "result of selftest", SelftestFrom);
}

std::string KilledText(const SelftestResults& selftest) {
  const auto killed = std::count_if(selftest.defects.begin(), selftest.defects.end(),
                                    [](const DefectResult& each) { return each.killed; });
  return std::to_string(killed) + " of " + Count(selftest.defects.size(), "defect") + " killed";
}

}  // namespace wtsconform
