// Measurements as Markdown; it goes next to that of results.
#ifndef WTSCONFORM_REPORTS_SPEED_MARKDOWN_BENCHMARKS_H_
#define WTSCONFORM_REPORTS_SPEED_MARKDOWN_BENCHMARKS_H_

#include <string>

#include "reports/speed/speed.h"

namespace wtsconform {

// Implementations side by side, the goals of each file, and each comparison. "" without any: a
// table of times says nothing without its picture.
std::string MarkdownBenchmarks(const Speed& speed);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SPEED_MARKDOWN_BENCHMARKS_H_
