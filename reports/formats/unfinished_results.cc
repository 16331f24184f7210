#include "reports/formats/unfinished_results.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStart = R"({"schema":"wtsconform-unfinished/1")";
constexpr int kDeepestValue = 8;

std::string Line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Json ParseLine(const std::string& line) {
  const auto not_too_deep = [](int depth, Json::parse_event_t, const Json&) {
    if (depth > kDeepestValue) throw ResultsError("it holds a value that is nested too deep");
    return true;
  };
  return Json::parse(line, not_too_deep);
}

// The lines that end; one that was cut while it was written does not.
std::vector<std::string> WholeLines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
    lines.push_back(text.substr(from, end - from));
  }
  return lines;
}

UnfinishedResults FirstLine(const std::string& line) {
  const Json json = ParseLine(line);
  UnfinishedResults unfinished;
  unfinished.results = ResultsFromJson(json.at("results").dump());
  unfinished.selected = json.at("selected").get<std::size_t>();
  unfinished.settings = json.at("settings").get<std::map<std::string, std::string>>();
  return unfinished;
}

UnfinishedResults FromLines(const std::vector<std::string>& lines) {
  if (lines.empty()) throw ResultsError("its first line is cut");
  UnfinishedResults unfinished = FirstLine(lines.front());
  std::vector<std::string> begun;
  std::set<std::string> ended;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Json json = ParseLine(lines[i]);
    if (json.contains("begun")) {
      begun.push_back(json.at("begun").get<std::string>());
      continue;
    }
    CaseRecord record = CaseFromJson(lines[i]);
    if (!ended.insert(record.id).second) {
      throw ResultsError("case " + record.id + " is there twice");
    }
    unfinished.results.cases.push_back(std::move(record));
  }
  std::copy_if(begun.begin(), begun.end(), std::back_inserter(unfinished.running),
               [&](const std::string& id) { return !ended.contains(id); });
  if (ended.size() > unfinished.selected) throw ResultsError("it has more cases than it says");
  unfinished.results.missing = unfinished.selected - ended.size();
  return unfinished;
}

}  // namespace

std::string BeginningOf(const UnfinishedResults& unfinished) {
  Results without_cases = unfinished.results;
  without_cases.cases.clear();
  std::string text = Line({{"schema", "wtsconform-unfinished/1"},
                           {"complete", false},
                           {"selected", unfinished.selected},
                           {"settings", unfinished.settings},
                           {"results", Json::parse(ToJson(without_cases))}});
  for (const CaseRecord& each : unfinished.results.cases) text += EndedLine(each);
  return text;
}

std::string BegunLine(const std::string& id) { return Line({{"begun", id}}); }

std::string EndedLine(const CaseRecord& record) { return ToJson(record) + '\n'; }

bool IsUnfinished(std::string_view text) { return text.starts_with(kStart); }

UnfinishedResults ReadUnfinishedResults(const std::filesystem::path& path) {
  try {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw ResultsError("it cannot be read");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!IsUnfinished(text)) throw ResultsError("it is no unfinished results file");
    return FromLines(WholeLines(text));
  } catch (const Json::exception& error) {
    throw ResultsError(TextOf(path) +
                       " is refused: it is no unfinished results file: " + error.what());
  } catch (const ResultsError& error) {
    throw ResultsError(TextOf(path) + " is refused: " + error.what());
  }
}

}  // namespace wtsconform
