// Which part of a report one page shows, and on which page the rest is.
#ifndef WTSCONFORM_REPORTS_PAGE_PAGE_SCOPE_H_
#define WTSCONFORM_REPORTS_PAGE_PAGE_SCOPE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reports/formats/report.h"

namespace wtsconform {

// Pages are names of files in one folder; "" is the page itself.
struct PageScope {
  std::vector<std::size_t> columns;   // those of the results that the page shows
  std::vector<std::string> findings;  // the page with the findings of each of the results
  // The page that has a place for each clause; none where the rows of this page's matrix are it.
  std::optional<std::string> clauses;

  // The address of a finding's anchor.
  std::string Finding(std::size_t column, const std::string& anchor) const {
    return findings[column] + "#" + anchor;
  }
  // "" where the clause is this very row.
  std::string Clause(const std::string& anchor) const {
    return clauses ? *clauses + "#" + anchor : "";
  }
};

// The one page that has everything.
inline PageScope WholeReport(const Report& report) {
  PageScope scope;
  for (std::size_t i = 0; i < report.results().size(); ++i) scope.columns.push_back(i);
  scope.findings.resize(report.results().size());
  scope.clauses = "";
  return scope;
}

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_PAGE_SCOPE_H_
