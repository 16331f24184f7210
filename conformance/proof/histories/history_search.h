// Runs all short histories on an implementation and finds the shortest that break a clause.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_SEARCH_H_
#define WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_SEARCH_H_

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "conformance/proof/histories/history.h"
#include "conformance/runner/runner.h"

namespace wtsconform {

struct HistoryOptions {
  RunOptions run = {};
  std::size_t depth = 4;          // of the longest histories
  std::size_t most_findings = 5;  // of each kind; then the search of that kind ends
  // No batch is begun after so long; what is complete by then is reported. None where it is 0.
  std::chrono::seconds budget{0};
};

// The kinds of histories, in the order in which they are run for each length.
enum class HistoryKind { kPermitted, kRicher, kErrors };
inline constexpr std::size_t kHistoryKinds = 3;

struct HistoryFinding {
  std::string level;    // required: permitted, robustness: the caller broke a rule
  std::string clause;   // the id
  std::string history;  // as text
  std::string before;   // what had to run before it in the same process, "" for nothing
  std::string what;     // what happened
};

struct HistoryReport {
  std::vector<std::string> openers;  // those that work, which the histories are made of
  std::string call;                  // the first of those that take turns as uses
  std::vector<std::string> calls;
  bool other = false;  // richer histories have handles to another server too
  std::size_t depth = 0;
  std::size_t enumerated = 0;
  std::size_t run = 0;
  std::size_t skipped = 0;   // they contain a shorter one that failed
  std::size_t at_once = 0;   // so many handles could be open together, of `depth`
  std::size_t too_many = 0;  // not run: they hold more than that
  bool ended_early = false;
  bool out_of_time = false;
  // Of each kind the length up to which every history was run, or skipped for the reasons above.
  std::array<std::size_t, kHistoryKinds> complete{};
  std::vector<HistoryFinding> findings;  // the shortest first
};

using HistoryProgress = std::function<void(std::size_t done, std::size_t of)>;

// Histories run one after the other in one process for as long as it survives; a failure is
// repeated alone in a process of its own, and where it then does not fail, what ran before is
// halved until the culprit is found. Throws UnusableLibrary. Without an opener that gives a working
// handle the report has none, and nothing was run.
HistoryReport SearchHistories(const Suite& suite, const Profile& profile,
                              const HistoryOptions& options, const HistoryProgress& progress);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_SEARCH_H_
