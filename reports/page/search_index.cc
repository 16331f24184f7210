#include "reports/page/search_index.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "reports/formats/lineage.h"
#include "reports/formats/text.h"
#include "reports/page/html.h"
#include "reports/page/search_text.h"

namespace wtsconform {
namespace {

using Json = nlohmann::json;

// A page of the index: the implementations' ones come after the page that has the clauses.
constexpr std::size_t kFirstImplementation = 1;

// ASCII, so that it is the same script whatever encoding the browser takes it for.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string NameOf(const Report& report, std::size_t column) {
  return OneLine(NameWithVersion(report.results()[column].implementation));
}

Json PagesOf(const Report& report, const PageScope& scope, const std::string& own_page) {
  Json pages = Json::array({Json::array({own_page, ""})});
  for (const std::size_t i : scope.columns) {
    pages.push_back(Json::array({scope.findings[i], NameOf(report, i)}));
  }
  return pages;
}

std::vector<std::string> Lines(const Json& entries) {
  std::vector<std::string> lines;
  for (const Json& each : entries) lines.push_back(Dump(each));
  return lines;
}

Json Clauses(const Report& report) {
  const auto words = WordsByClause(report);
  Json entries = Json::array();
  for (const ClauseRow& row : report.table().rows) {
    const std::string& text = report.Note(row.clause).text;
    const Json place = Json::array({0, AnchorOf(row.level, row.clause)});
    entries.push_back(Json::array(
        {row.clause + " (" + row.level + ")" + (text.empty() ? "" : ": " + OneLine(text)),
         words.at(row.clause).Text(""), Json::array({place})}));
  }
  return entries;
}

// The same finding of several implementations is one entry.
Json Findings(const Report& report, const PageScope& scope) {
  Json entries = Json::array();
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (std::size_t page = 0; page < scope.columns.size(); ++page) {
    const std::size_t column = scope.columns[page];
    for (const Cause& cause : report.causes()[column]) {
      const CaseRecord& first = cause.First();
      const std::string clause = CleanText(first.clause);
      const std::string title =
          OneLine(clause + " " + std::string(VerdictName(first.verdict)) + ": " + cause.reason);
      const Json place = Json::array(
          {page + kFirstImplementation, AnchorOf(first.level, clause, report.slugs()[column])});
      const auto [found, is_new] = known.emplace(std::pair(title, first.level), entries.size());
      if (is_new) entries.push_back(Json::array({title, first.level, Json::array()}));
      Json& places = entries[found->second][2];
      if (places.empty() || places.back() != place) places.push_back(place);
    }
  }
  return entries;
}

}  // namespace

std::string SearchIndex(const Report& report, const PageScope& scope, const std::string& own_page) {
  Json implementations = Json::array();
  for (std::size_t page = 0; page < scope.columns.size(); ++page) {
    implementations.push_back(
        Json::array({NameOf(report, scope.columns[page]), "",
                     Json::array({Json::array({page + kFirstImplementation, ""})})}));
  }
  std::string entries;
  for (const Json& part : {implementations, Clauses(report), Findings(report, scope)}) {
    for (const std::string& line : Lines(part)) entries += (entries.empty() ? "" : ",\n") + line;
  }
  return "window.wtsconformIndex = {\"pages\":" + Dump(PagesOf(report, scope, own_page)) +
         ",\"entries\":[\n" + entries + "\n]};\n";
}

}  // namespace wtsconform
