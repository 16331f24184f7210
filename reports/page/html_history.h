// The section about versions of one implementation.
#ifndef WTSCONFORM_REPORTS_PAGE_HTML_HISTORY_H_
#define WTSCONFORM_REPORTS_PAGE_HTML_HISTORY_H_

#include <string>
#include <vector>

#include "reports/formats/lineage.h"
#include "reports/page/html.h"

namespace wtsconform {

// What changed from each version to the next; "" where no implementation has two.
std::string HtmlHistory(const Report& report, const PageScope& scope,
                        const std::vector<Lineage>& lineages);

// The anchor of a lineage there.
std::string HistoryAnchor(const Lineage& lineage);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_HTML_HISTORY_H_
