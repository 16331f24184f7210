// What a table of clauses says, in words.
#ifndef WTSCONFORM_REPORTS_SUMMARY_VERDICT_SENTENCE_H_
#define WTSCONFORM_REPORTS_SUMMARY_VERDICT_SENTENCE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "reports/formats/clause_table.h"

namespace wtsconform {

// "wine: crashes in CLOSE-6!; keeps 12 clauses; untestable in 9 clauses." A clause with a failure
// is marked "!"; problems at the other levels follow under the level's name.
std::string VerdictSentence(const ClauseTable& table, std::size_t column);

// Clauses that deserve a second look, because nobody could be tested in them, or because everybody
// has a problem with them and the test may be wrong.
std::vector<std::string> Remarks(const ClauseTable& table);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_VERDICT_SENTENCE_H_
