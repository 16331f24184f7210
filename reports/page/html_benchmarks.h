// The benchmarks' section of a report.
#ifndef WTSCONFORM_REPORTS_PAGE_HTML_BENCHMARKS_H_
#define WTSCONFORM_REPORTS_PAGE_HTML_BENCHMARKS_H_

#include "reports/page/html.h"
#include "reports/speed/speed.h"

namespace wtsconform {

// Implementations side by side; every file with its goals, charts, tables and context; then the
// comparisons.
HtmlSection HtmlBenchmarks(const Speed& speed);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_HTML_BENCHMARKS_H_
