// Measurements as Markdown; it goes next to that of results.
#ifndef WTSCONFORM_REPORTS_SPEED_MARKDOWN_BENCHMARKS_H_
#define WTSCONFORM_REPORTS_SPEED_MARKDOWN_BENCHMARKS_H_

#include <string>
#include <vector>

#include "reports/formats/benchmarks.h"
#include "reports/formats/speed_comparison.h"

namespace wtsconform {

// The goals of each file, and each comparison. "" without either: a table of times says
// nothing without its picture.
std::string MarkdownBenchmarks(const std::vector<Benchmarks>& files,
                               const std::vector<SpeedComparison>& comparisons);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_MARKDOWN_BENCHMARKS_H_
