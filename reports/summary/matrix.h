// The overview on the terminal: a row for each clause, a column for each implementation, and below
// it what that means for each of them.
#ifndef WTSCONFORM_REPORTS_SUMMARY_MATRIX_H_
#define WTSCONFORM_REPORTS_SUMMARY_MATRIX_H_

#include <string>
#include <vector>

#include "reports/formats/clause_note.h"
#include "reports/formats/results.h"
#include "reports/formats/style.h"

namespace wtsconform {

// A cell shows the worst verdict on the clause's cases and how many have it: "pass 40", "DEV 4/40",
// "CRASH 2/40!" where one makes the run fail, "-" without a case. Rows of observed clauses
// appear only where something went wrong. A table that is too wide is continued below itself.
std::string ToMatrix(const std::vector<Results>& all, const ClauseNotes& notes, const Style& style);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_MATRIX_H_
