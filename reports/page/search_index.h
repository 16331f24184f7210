// What the search of a site looks things up in: a script, since a page that was opened from a disk
// may load no other file.
#ifndef WTSCONFORM_REPORTS_PAGE_SEARCH_INDEX_H_
#define WTSCONFORM_REPORTS_PAGE_SEARCH_INDEX_H_

#include <string>

#include "reports/formats/report.h"
#include "reports/page/page_scope.h"

namespace wtsconform {

// The implementations, the clauses and the findings, with their addresses as seen from a page of
// this scope, whose matrix has the clauses. An entry is its title, further words and places, each
// of them a page and an anchor there.
std::string SearchIndex(const Report& report, const PageScope& scope, const std::string& own_page);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_SEARCH_INDEX_H_
