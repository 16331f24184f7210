// The texts that the page's filter searches.
#ifndef WTSCONFORM_REPORTS_PAGE_SEARCH_TEXT_H_
#define WTSCONFORM_REPORTS_PAGE_SEARCH_TEXT_H_

#include <map>
#include <set>
#include <string>

#include "reports/formats/report.h"

namespace wtsconform {

// The scenarios and functions of a set of cases.
class SearchWords {
 public:
  void Add(const std::string& id);
  void Merge(const SearchWords& other);
  const std::set<std::string>& functions() const { return functions_; }
  // Lower-case words, with spaces between them, after `start`.
  std::string Text(const std::string& start) const;

 private:
  std::set<std::string> scenarios_;
  std::set<std::string> functions_;
};

// The words of each clause's cases in all results.
std::map<std::string, SearchWords> WordsByClause(const Report& report);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_SEARCH_TEXT_H_
