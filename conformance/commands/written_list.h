// `run --write-expect`: the list of expected outcomes, from a run.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_WRITTEN_LIST_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_WRITTEN_LIST_H_

#include <string>
#include <vector>

#include "conformance/commands/candidates.h"

namespace wtsconform {

// Brings what is expected of the candidate up to date with the run, and returns the text of the
// file. Says on stderr what became of old entries, and how many are new. What gets an entry is what
// would fail the run.
std::string UpdateExpectations(Candidate& candidate, const std::vector<CaseRecord>& records,
                               const RunSettings& settings, const Suite& suite);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_WRITTEN_LIST_H_
