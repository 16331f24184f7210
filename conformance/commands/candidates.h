// The implementations that a run is about.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_CANDIDATES_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_CANDIDATES_H_

#include <string>
#include <vector>

#include "conformance/commands/run_settings.h"
#include "conformance/implementations/profile.h"

namespace wtsconform {

struct Candidate {
  std::string name;  // as the user wrote it
  Profile profile;
  LibraryFacts facts;          // none where a runner loads the library
  std::string list_text = {};  // of the file that has the expectations; "" for the profile's
};

// Those that the user names; otherwise the known ones: the mock, then what this process can load,
// then what a runner loads, so that the first verdict comes soon. None is loaded yet. Throws
// InputError.
std::vector<Candidate> FindCandidates(const RunSettings& settings, const Suite& suite);

// Loads the library, or starts the runner, to see whether the implementation can be tested, and
// sets `facts`. Where it cannot: throws UnusableLibrary if the user named it, otherwise prints why
// on stderr.
bool IsAvailable(Candidate& candidate, const RunSettings& settings, const Suite& suite);

// Whether the verdicts are all of the file whose hash is recorded; where not, says so on stderr.
bool IsSameFile(const Candidate& candidate, const std::string& sha256);

// Calls `settings.prepare`, which builds or fetches the implementation. IsAvailable shows whether
// that succeeded.
void Prepare(const Candidate& candidate, const RunSettings& settings);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_CANDIDATES_H_
