// The conclusions from a table of clauses, in words.
#ifndef WTSCONFORM_REPORTS_SUMMARY_VERDICT_SENTENCE_H_
#define WTSCONFORM_REPORTS_SUMMARY_VERDICT_SENTENCE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "reports/formats/clause_table.h"

namespace wtsconform {

// For example: wine: crashes in CLOSE-6!; 12 of 22 clauses pass; 9 clauses could not be tested. A
// clause with a failure is marked "!"; problems at the other levels follow under the level's name.
std::string VerdictSentence(const ClauseTable& table, std::size_t column);

// Clauses that deserve a second look, because no implementation could be tested in them, or because
// every implementation has a problem with them and the test may be wrong.
std::vector<std::string> Remarks(const ClauseTable& table);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_VERDICT_SENTENCE_H_
