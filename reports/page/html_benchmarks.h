// The benchmarks' section of a report.
#ifndef WTSCONFORM_REPORTS_PAGE_HTML_BENCHMARKS_H_
#define WTSCONFORM_REPORTS_PAGE_HTML_BENCHMARKS_H_

#include <vector>

#include "reports/formats/benchmarks.h"
#include "reports/formats/speed_comparison.h"
#include "reports/page/html.h"

namespace wtsconform {

// Every file with its goals, charts, tables and context; then the comparisons.
HtmlSection HtmlBenchmarks(const std::vector<Benchmarks>& files,
                           const std::vector<SpeedComparison>& comparisons);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_PAGE_HTML_BENCHMARKS_H_
