// Implementations next to each other, in the benchmarks' section of a report.
#ifndef WTSCONFORM_REPORTS_PAGE_HTML_SIDE_BY_SIDE_H_
#define WTSCONFORM_REPORTS_PAGE_HTML_SIDE_BY_SIDE_H_

#include <string>

#include "reports/formats/side_by_side.h"

namespace wtsconform {

// A chart for each benchmark, a row for each implementation, and where each was measured. Charts
// are as wide as the page, and names wrap, so that a phone shows them whole.
std::string HtmlSideBySide(const SideBySide& all);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_HTML_SIDE_BY_SIDE_H_
