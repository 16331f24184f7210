#include "reports/formats/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "reports/formats/benchmarks.h"
#include "reports/formats/read_json.h"
#include "reports/formats/results.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kSideBySideSchema[] = "wtsbench-side-by-side/1";
constexpr std::pair<SideRowKind, std::string_view> kRowKinds[] = {
    {SideRowKind::kMeasured, "measured"},
    {SideRowKind::kCallsAlone, "calls alone"},
    {SideRowKind::kAgain, "again"},
    {SideRowKind::kPeer, "peer"},
    {SideRowKind::kMissing, "missing"}};

// In floor pairs: from far less than an instruction to years.
constexpr double kLeastFigure = 1e-6, kMostFigure = 1e18;

// What an operation is, by the beginning of the benchmark's name.
constexpr std::pair<std::string_view, std::string_view> kOperations[] = {
    {"pair", "an open and its close"},
    {"failed_open", "an open of a server that cannot be reached"},
    {"query/live", "a query through a live handle"},
    {"query/stale", "a query through a closed handle"},
    {"validate/live", "the mock's look at a live handle"},
    {"validate/stale", "the mock's look at a closed handle"},
    {"live", "an open and its close while so many other handles are open"},
    {"batch", "an open and its close, so many opens at a time, then as many closes"},
    {"own_handles", "an open and its close, each thread with its own handles"},
    {"shared_query", "a query, all threads with one handle"},
    {"handover", "opened on one thread, closed on another"},
};

std::string_view WordFor(SideRowKind kind) {
  for (const auto& [value, word] : kRowKinds) {
    if (value == kind) return word;
  }
  return "";
}

SideRowKind RowKindFrom(const std::string& word) {
  for (const auto& [kind, known] : kRowKinds) {
    if (known == word) return kind;
  }
  throw ResultsError("there is no kind of a row \"" + word + "\"");
}

Json JsonOf(const SideRow& row) {
  Json json = {{"side", row.side}, {"kind", WordFor(row.kind)}};
  if (row.kind == SideRowKind::kMissing) {
    json["why"] = row.why;
    return json;
  }
  // Two runs far apart have an interval without end; it is cut where a reader refuses it.
  json["floor_pairs"] = row.figure.estimate;
  json["low"] = std::max(row.figure.low, kLeastFigure);
  json["high"] = std::min(row.figure.high, kMostFigure);
  return json;
}

SideRow RowFrom(const Json& json) {
  SideRow row{json.at("side"), RowKindFrom(json.at("kind"))};
  if (row.kind == SideRowKind::kMissing) {
    row.why = json.at("why");
    return row;
  }
  row.figure = {json.at("floor_pairs"), json.at("low"), json.at("high")};
  const auto& [estimate, low, high] = row.figure;
  if (!(kLeastFigure <= low && low <= estimate && estimate <= high && high <= kMostFigure)) {
    throw ResultsError("a figure of " + row.side + " does not lie in its interval, or is no time");
  }
  return row;
}

SideBySide SideBySideFrom(const Json& json) {
  if (json.at("schema") != kSideBySideSchema) {
    throw ResultsError("its schema is not \"" + std::string(kSideBySideSchema) + "\"");
  }
  if (!json.value("complete", false)) throw ResultsError("the run that wrote it did not finish");
  SideBySide all;
  all.tool = json.at("tool");
  for (const Json& side : json.at("sides")) {
    all.sides.push_back({side.at("name"), side.at("library"), side.at("machine"),
                         side.at("processes"), side.at("floor_pair")});
  }
  for (const Json& benchmark : json.at("benchmarks")) {
    SideBenchmark& each = all.all.emplace_back(SideBenchmark{benchmark.at("name"), {}});
    for (const Json& row : benchmark.at("rows")) each.rows.push_back(RowFrom(row));
  }
  if (all.all.empty()) throw ResultsError("it compares nothing");
  all.noise = json.at("noise").get<std::vector<double>>();
  return all;
}

}  // namespace

std::string ToJson(const SideBySide& all) {
  Json sides = Json::array();
  for (const Side& side : all.sides) {
    sides.push_back({{"name", side.name},
                     {"library", side.library},
                     {"machine", side.machine},
                     {"processes", side.processes},
                     {"floor_pair", side.floor_pair}});
  }
  Json benchmarks = Json::array();
  for (const SideBenchmark& each : all.all) {
    Json rows = Json::array();
    for (const SideRow& row : each.rows) rows.push_back(JsonOf(row));
    benchmarks.push_back({{"name", each.name}, {"rows", rows}});
  }
  const Json json = {{"schema", kSideBySideSchema}, {"tool", all.tool},   {"sides", sides},
                     {"benchmarks", benchmarks},    {"noise", all.noise}, {"complete", true}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

SideBySide ReadSideBySide(const std::filesystem::path& path) {
  return ReadJson(path, "comparison of several sides by wtsbench", SideBySideFrom);
}

std::string OperationText(const std::string& benchmark) {
  for (const auto& [beginning, text] : kOperations) {
    if (!benchmark.starts_with(beginning)) continue;
    if (benchmark.size() == beginning.size() || benchmark[beginning.size()] == '/') {
      return std::string(text);
    }
  }
  return "";
}

std::string NoteText(const SideRow& row) {
  switch (row.kind) {
    case SideRowKind::kCallsAlone:
      return "the two calls alone: no open succeeds here";
    case SideRowKind::kAgain:
      return "measured again: the noise";
    case SideRowKind::kPeer:
      return "for comparison";
    case SideRowKind::kMissing:
      return "not measurable here: " + row.why;
    case SideRowKind::kMeasured:
      break;
  }
  return "";
}

std::string ProcessesText(const Side& side) {
  if (side.processes == 0) return "not measured";
  const std::string processes = Count(side.processes, "process", "processes");
  return side.processes > 1 ? processes + ", interval of 99 %"
                            : processes + ", middle 80 % of its slices";
}

std::string NoiseSentence(const SideBySide& all) {
  if (all.noise.empty()) return "Nothing was measured twice, so the noise is not known.";
  return fmt::format(
      "Measured twice, benchmarks differ from themselves by up to {:.1f} %, half of them by up to "
      "{:.1f} %. Smaller differences mean nothing.",
      1e2 * Quantile(all.noise, 1), 1e2 * Quantile(all.noise, 0.5));
}

std::string IntervalText(const Figure& figure) {
  return FigureText(figure.low) + " – " + FigureText(figure.high);
}

}  // namespace wtsconform
