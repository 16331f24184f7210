// How a run goes on where an earlier one was interrupted.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_RESUME_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_RESUME_H_

#include <string>
#include <vector>

#include "conformance/commands/candidates.h"
#include "reports/formats/unfinished_results.h"

namespace wtsconform {

// A run of which nothing has ended yet: what its verdicts depend on.
UnfinishedResults StartOf(const Candidate& candidate, const std::vector<const Case*>& cases,
                          const RunSettings& settings);

// `start` with the cases that have ended in the file. Throws InputError where the file is finished,
// or was written by another run than that which starts; says in what it differs.
UnfinishedResults GoOnFrom(const std::string& file, UnfinishedResults start,
                           const std::vector<const Case*>& cases);

// The words that go on with the run of this implementation.
std::vector<std::string> ResumeWords(const RunSettings& settings, const Suite& suite,
                                     const std::string& implementation, const std::string& file);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_RESUME_H_
