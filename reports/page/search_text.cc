#include "reports/page/search_text.h"

#include <string_view>
#include <unordered_set>

#include "reports/formats/causes.h"
#include "reports/formats/text.h"

namespace wtsconform {

void SearchWords::Add(const std::string& id) {
  scenarios_.insert(ScenarioOf(id));
  for (std::string& function : FunctionsOf(id)) functions_.insert(std::move(function));
}

void SearchWords::Merge(const SearchWords& other) {
  scenarios_.insert(other.scenarios_.begin(), other.scenarios_.end());
  functions_.insert(other.functions_.begin(), other.functions_.end());
}

std::string SearchWords::Text(const std::string& start) const {
  std::string text = start;
  for (const auto* words : {&scenarios_, &functions_}) {
    for (const std::string& word : *words) text += " " + word;
  }
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::map<std::string, SearchWords> WordsByClause(const Report& report) {
  std::map<std::string, SearchWords> words;
  std::unordered_set<std::string_view> seen;  // most cases are in all results
  for (const Results& results : report.results()) {
    for (const CaseRecord& record : results.cases) {
      if (seen.insert(record.id).second) words[CleanText(record.clause)].Add(record.id);
    }
  }
  return words;
}

}  // namespace wtsconform
