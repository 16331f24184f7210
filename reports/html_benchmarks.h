// The benchmarks' section of a report.
#ifndef WTSCONFORM_REPORTS_HTML_BENCHMARKS_H_
#define WTSCONFORM_REPORTS_HTML_BENCHMARKS_H_

#include <vector>

#include "reports/benchmarks.h"
#include "reports/html.h"

namespace wtsconform {

// Every file with its charts, its table and where it comes from.
HtmlSection HtmlBenchmarks(const std::vector<Benchmarks>& files);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_HTML_BENCHMARKS_H_
