#include "reports/formats/results.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "reports/formats/json_depth.h"
#include "reports/formats/unfinished_results.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/message.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;
// For reading, which is most of what a report over many files does: an ordered object copies all
// its members whenever it grows.
using Parsed = nlohmann::json;

constexpr char kResultsSchema[] = "wtsconform-results/1";

constexpr std::pair<Verdict, std::string_view> kVerdictNames[] = {
    {Verdict::kPass, "pass"},
    {Verdict::kDeviation, "deviation"},
    {Verdict::kCrash, "crash"},
    {Verdict::kHang, "hang"},
    {Verdict::kHarm, "harm"},
    {Verdict::kUntestable, "untestable"},
    {Verdict::kUnsupported, "unsupported"},
    {Verdict::kInconclusive, "inconclusive"},
    {Verdict::kObserved, "observed"},
    {Verdict::kHarnessError, "harness-error"},
};

constexpr std::array<std::string_view, 3> kLevels = {"required", "robustness", "observed"};

// Results hold what a library handed out: bytes that are no UTF-8 become U+FFFD.
template <typename Value>
std::string Dump(const Value& value) {
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

Json ToJsonObject(const CaseRecord& record) {
  Json json = {{"id", record.id},
               {"clause", record.clause},
               {"level", record.level},
               {"verdict", VerdictName(record.verdict)},
               {"expected", record.expected},
               {"detail", record.detail}};
  if (!record.wanted.empty()) {
    json["wanted"] = record.wanted;
    json["observed"] = record.observed;
  }
  json["signature"] = record.signature;
  json["trace"] = record.trace;
  if (!record.left_running.empty()) json["left_running"] = record.left_running;
  json["seconds"] = std::round(record.seconds * 1000) / 1000;
  return json;
}

Json SummaryJson(const Results& results) {
  const auto summary = results.Summary();
  Json json = Json::object();
  for (const std::string_view level : kLevels) {
    const auto& counts = summary.at(std::string(level));
    Json& ordered = json[std::string(level)] = Json::object();
    for (const auto& [verdict, name] : kVerdictNames) {
      const auto found = counts.find(std::string(name));
      if (found != counts.end()) ordered[found->first] = found->second;
    }
  }
  return json;
}

Json ToJsonObject(const SelectionRecord& selection) {
  Json parts = Json::array();
  for (const SelectionOptions& each : selection.parts) {
    Json& part = parts.emplace_back(Json({{"filters", each.filters},
                                          {"clause", each.clause},
                                          {"level", each.level},
                                          {"shard", each.shard},
                                          {"requirements", each.requirements}}));
    if (!each.excludes.empty()) part["excludes"] = each.excludes;
  }
  return {
      {"tables", selection.tables}, {"tables_sha256", selection.tables_sha256}, {"parts", parts}};
}

std::string Beginning() { return "{\n\"schema\": " + Dump(Json(kResultsSchema)) + ",\n"; }

// The keys of one object of a file; `where` names it in messages and must outlive it.
class Fields {
 public:
  Fields(const Parsed& object, std::string_view where) : object_(object), where_(where) {}

  template <typename T>
  T Get(const char* key) const {
    const Parsed& value = At(key);
    try {
      return value.get<T>();
    } catch (const Parsed::exception&) {
      throw WrongType(key, value);
    }
  }
  std::string Text(const char* key) const {
    const Parsed& value = At(key);
    if (!value.is_string()) throw WrongType(key, value);
    return value.get_ref<const std::string&>();
  }
  std::vector<std::string> Texts(const char* key) const {
    const Parsed& list = At(key);
    std::vector<std::string> texts;
    if (!list.is_array()) throw WrongType(key, list);
    texts.reserve(list.size());
    for (const Parsed& each : list) {
      if (!each.is_string()) throw WrongType(key, list);
      texts.push_back(each.get_ref<const std::string&>());
    }
    return texts;
  }

  bool Has(const char* key) const { return object_.contains(key); }
  const Parsed& At(const char* key) const {
    const auto found = object_.find(key);
    if (found == object_.end()) {
      throw ResultsError(std::string(where_) + " has no \"" + key + "\"");
    }
    return *found;
  }

 private:
  ResultsError WrongType(const char* key, const Parsed& value) const {
    return ResultsError(std::string(where_) + ": \"" + key +
                        "\" has the wrong type: " + Excerpt(Dump(value)));
  }

  const Parsed& object_;
  const std::string_view where_;
};

// Files of earlier versions have the two in the detail only: "expected: X; observed: Y".
void TakeApart(CaseRecord& record) {
  constexpr std::string_view kExpected = "expected: ";
  constexpr std::string_view kObserved = "; observed: ";
  const std::size_t split = record.detail.find(kObserved);
  if (!record.detail.starts_with(kExpected) || split == std::string::npos) return;
  record.wanted = record.detail.substr(kExpected.size(), split - kExpected.size());
  record.observed = record.detail.substr(split + kObserved.size());
}

CaseRecord ReadCase(const Parsed& json, std::size_t number) {
  CaseRecord record;
  record.id = Fields(json, "case number " + std::to_string(number)).Text("id");
  const std::string where = "case " + Excerpt(record.id);
  const Fields fields(json, where);
  record.clause = fields.Text("clause");
  record.level = fields.Text("level");
  if (std::find(kLevels.begin(), kLevels.end(), record.level) == kLevels.end()) {
    throw ResultsError(where + ": there is no level \"" + Excerpt(record.level) + "\"");
  }
  try {
    record.verdict = VerdictFromName(fields.Text("verdict"));
  } catch (const std::invalid_argument& error) {
    throw ResultsError(where + ": " + error.what());
  }
  if (!BelongsTo(record.level, record.verdict)) {
    throw ResultsError(where + ": no " + record.level + " case can have the verdict \"" +
                       std::string(VerdictName(record.verdict)) + "\"");
  }
  record.expected = fields.Get<bool>("expected");
  record.detail = fields.Text("detail");
  if (fields.Has("wanted")) {
    record.wanted = fields.Text("wanted");
    record.observed = fields.Text("observed");
  } else {
    TakeApart(record);
  }
  record.signature = fields.Text("signature");
  record.trace = fields.Texts("trace");
  if (fields.Has("left_running")) record.left_running = fields.Texts("left_running");
  record.seconds = fields.Get<double>("seconds");
  return record;
}

std::vector<CaseRecord> ReadCases(const Parsed& json) {
  if (!json.is_array()) throw ResultsError("\"cases\" is no list");
  std::vector<CaseRecord> cases;
  cases.reserve(json.size());
  for (const Parsed& each : json) cases.push_back(ReadCase(each, cases.size() + 1));
  std::unordered_set<std::string_view> ids;
  for (const CaseRecord& record : cases) {
    if (!ids.insert(record.id).second) {
      throw ResultsError("case " + Excerpt(record.id) + " is there twice");
    }
  }
  return cases;
}

SelectionRecord ReadSelection(const Parsed& json) {
  const Fields fields(json, "\"selection\"");
  SelectionRecord selection{fields.Text("tables"), fields.Text("tables_sha256"), {}};
  const Parsed& parts = fields.At("parts");
  if (!parts.is_array() || parts.empty()) throw ResultsError("\"parts\" is no list of selections");
  for (const Parsed& each : parts) {
    const Fields part(each, "a part of \"selection\"");
    selection.parts.push_back(
        {part.Texts("filters"), part.Text("clause"), part.Text("level"), part.Text("shard"),
         part.Text("requirements"),
         part.Has("excludes") ? part.Texts("excludes") : std::vector<std::string>()});
  }
  return selection;
}

// A file without its end is what an interrupted run leaves; anything else was never ours.
Parsed Parse(const std::string& text) {
  CheckDepth(text);
  try {
    return Parsed::parse(text);
  } catch (const Parsed::parse_error& error) {
    if (error.byte > text.size()) throw ResultsError("the run that wrote it did not finish");
    throw ResultsError("it is no JSON from byte " + std::to_string(error.byte) + " on");
  } catch (const Parsed::exception& error) {
    throw ResultsError(std::string("it holds a value out of range: ") + error.what());
  }
}

Results ResultsFrom(const Parsed& json) {
  const Fields file(json, "the file");
  const std::string schema = file.Text("schema");
  if (schema != kResultsSchema) {
    throw ResultsError("its schema is \"" + Excerpt(schema) + "\", and this program reads \"" +
                       kResultsSchema + "\" only");
  }
  if (!json.contains("complete") || json["complete"] != true) {
    throw ResultsError("the run that wrote it did not finish: it has no \"complete\": true");
  }
  Results results;
  const Fields tool(file.At("tool"), "\"tool\"");
  results.tool = {tool.Text("version"), tool.Text("revision")};
  const Fields implementation(file.At("implementation"), "\"implementation\"");
  results.implementation = {implementation.Text("name"), implementation.Text("version"),
                            implementation.Text("library"), implementation.Text("sha256"),
                            implementation.Text("loader")};
  results.host = file.Get<std::map<std::string, std::string>>("host");
  if (file.Has("selection")) results.selection = ReadSelection(file.At("selection"));
  results.cases = ReadCases(file.At("cases"));
  if (file.Get<decltype(results.Summary())>("summary") != results.Summary()) {
    throw ResultsError("its summary contradicts its cases; they count up to " +
                       Dump(SummaryJson(results)));
  }
  return results;
}

std::string ReadText(const std::filesystem::path& path) {
  FileText file = ReadFileText(path, kLargestJson);
  if (!file.problem.empty()) throw ResultsError(file.problem);
  return std::move(file.text);
}

}  // namespace

std::string_view VerdictName(Verdict verdict) {
  for (const auto& [value, name] : kVerdictNames) {
    if (value == verdict) return name;
  }
  throw std::invalid_argument("a value that is no verdict");
}

bool BelongsTo(std::string_view level, Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
    case Verdict::kDeviation:
      return level != "observed";
    case Verdict::kHarm:
      return level == "robustness";
    case Verdict::kObserved:
      return level == "observed";
    default:
      return true;
  }
}

Verdict VerdictFromName(std::string_view name) {
  for (const auto& [value, each] : kVerdictNames) {
    if (each == name) return value;
  }
  std::string known;
  for (const auto& [value, each] : kVerdictNames) {
    known += (known.empty() ? "" : ", ") + std::string(each);
  }
  throw std::invalid_argument("there is no verdict \"" + Excerpt(name) + "\"; they are " + known);
}

ResultsError::ResultsError(const std::string& message)
    : std::runtime_error(BoundedMessage(message)) {}

void CaseRecord::Judge(const std::string& should_happen, const std::string& happened) {
  wanted = should_happen;
  observed = happened;
  detail = "expected: " + wanted + "; observed: " + observed;
}

const std::vector<Verdict>& AllVerdicts() {
  static const std::vector<Verdict> all = [] {
    std::vector<Verdict> verdicts;
    for (const auto& [value, name] : kVerdictNames) verdicts.push_back(value);
    return verdicts;
  }();
  return all;
}

std::map<std::string, std::map<std::string, int>> Results::Summary() const {
  std::map<std::string, std::map<std::string, int>> summary;
  for (const std::string_view level : kLevels) {
    auto& counts = summary[std::string(level)];
    for (const auto& [verdict, name] : kVerdictNames) {
      if (BelongsTo(level, verdict)) counts[std::string(name)] = 0;
    }
  }
  for (const CaseRecord& record : cases) {
    ++summary[record.level][std::string(VerdictName(record.verdict))];
  }
  return summary;
}

std::string Results::Unfinished() const {
  if (missing == 0) return "";
  return "UNFINISHED: the run of " + implementation.name + " was interrupted after " +
         std::to_string(cases.size()) + " of " + std::to_string(cases.size() + missing) +
         " cases; what the others come to is not known";
}

// One line a case, so that files compare well line by line.
std::string ToJson(const Results& results) {
  const ImplementationRecord& implementation = results.implementation;
  std::string text = Beginning();
  text += "\"tool\": " +
          Dump(Json{{"version", results.tool.version}, {"revision", results.tool.revision}}) +
          ",\n";
  text += "\"implementation\": " +
          Dump(Json{{"name", implementation.name},
                    {"version", implementation.version},
                    {"library", implementation.library},
                    {"sha256", implementation.sha256},
                    {"loader", implementation.loader}}) +
          ",\n";
  text += "\"host\": " + Dump(Json(results.host)) + ",\n";
  if (results.selection) {
    text += "\"selection\": " + Dump(ToJsonObject(*results.selection)) + ",\n";
  }
  text += "\"cases\": [";
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    text += (i == 0 ? "\n" : ",\n") + Dump(ToJsonObject(results.cases[i]));
  }
  text += "\n],\n\"summary\": " + Dump(SummaryJson(results)) + ",\n\"complete\": true\n}\n";
  return text;
}

std::string ToJson(const CaseRecord& record) { return Dump(ToJsonObject(record)); }

Results ResultsFromJson(const std::string& text) { return ResultsFrom(Parse(text)); }

CaseRecord CaseFromJson(const std::string& text) { return ReadCase(Parse(text), 1); }

Results ReadResults(const std::filesystem::path& path) {
  try {
    std::string text = ReadText(path);
    if (!IsUnfinished(text)) return ResultsFromJson(text);
  } catch (const ResultsError& error) {
    throw ResultsError(TextOf(path) + " is refused: " + error.what() +
                       ". Regenerate it with `wtsconform run --json`");
  }
  throw ResultsError(TextOf(path) +
                     " is refused: the run that wrote it did not finish. Only `wtsconform run "
                     "--resume`, which goes on with it, and `wtsconform report` read such a file");
}

}  // namespace wtsconform
