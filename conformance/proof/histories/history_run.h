// One history on a loaded library, in the child.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_RUN_H_
#define WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_RUN_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/loading/caller.h"
#include "conformance/proof/histories/history.h"

namespace wtsconform {

// What the histories of a run have in common.
struct HistoryTools {
  std::vector<std::string> openers;
  std::string call;                // works on a handle of each opener
  std::vector<std::string> calls;  // a few that do, the first is `call`; uses take turns
  std::string fails;               // the call of kFail, "" for none
  bool other = false;              // there is another server, whose handles work
  bool current_works = false;      // the call works on WTS_CURRENT_SERVER_HANDLE
  std::size_t at_once = 0;         // so many handles work at one time: no clause forbids a limit
};

// Finds out which openers give handles that one and the same everyday call works on, and whether
// `most_at_once` of them can be open together.
HistoryTools FindTools(const Suite& suite, Caller& caller, std::size_t most_at_once);

// What the lifecycle model demands and the library did not do.
struct Breach {
  std::string rule;  // of the table of clauses
  std::string what;  // happened
};

// Nothing where the library did what the model demands. What is still open at the end is closed.
std::optional<Breach> RunHistory(const History& history, const HistoryTools& tools,
                                 const Suite& suite, Caller& caller);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_RUN_H_
