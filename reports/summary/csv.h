// Results as comma-separated values (RFC 4180), a line for each case, for spreadsheets and scripts.
#ifndef WTSCONFORM_REPORTS_SUMMARY_CSV_H_
#define WTSCONFORM_REPORTS_SUMMARY_CSV_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

// The first line names the columns. Traces are left out. A text that a spreadsheet would take for a
// formula gets an apostrophe before it, and no line is a command to a CI system.
std::string ToCsv(const std::vector<Results>& all);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_CSV_H_
