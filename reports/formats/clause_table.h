// Counts results by clause, one column for each implementation: the source of every overview.
#ifndef WTSCONFORM_REPORTS_FORMATS_CLAUSE_TABLE_H_
#define WTSCONFORM_REPORTS_FORMATS_CLAUSE_TABLE_H_

#include <map>
#include <string>
#include <vector>

#include "reports/formats/clause_note.h"
#include "reports/formats/results.h"

namespace wtsconform {

struct Tally {
  int cases = 0;
  int failures = 0;  // of these, the ones that IsFailure says
};

// The verdicts on the cases of one clause in one implementation. No tallies: no case ran.
struct ClauseCell {
  std::map<Verdict, Tally> tallies;

  int Cases() const;
  int Failures() const;
  // The worst problem; without one pass or observed if a case was decided, else why none was. Only
  // for a cell with tallies.
  Verdict Worst() const;
};

struct ClauseRow {
  std::string level;
  std::string clause;
  std::vector<ClauseCell> cells;  // one for each name of the table
};

struct ClauseTable {
  // Clean text; with the version where two would be called the same.
  std::vector<std::string> names;
  // Required, robustness, observed; within a level in the order of the table of clauses. Clauses
  // that no note knows come last, by section and number.
  std::vector<ClauseRow> rows;
};

ClauseTable CountByClause(const std::vector<Results>& all, const ClauseNotes& notes);

// "pass 40", "DEV 4/40", "CRASH 2/40!" if one makes the run fail, "-" without a case.
std::string CellText(const ClauseCell& cell);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_CLAUSE_TABLE_H_
