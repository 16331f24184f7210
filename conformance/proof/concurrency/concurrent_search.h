// Lets threads open, use and close the same handles, and finds what no order of their calls
// explains.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_CONCURRENCY_CONCURRENT_SEARCH_H_
#define WTSCONFORM_CONFORMANCE_PROOF_CONCURRENCY_CONCURRENT_SEARCH_H_

#include <cstdint>
#include <string>

#include "conformance/runner/runner.h"

namespace wtsconform {

struct ConcurrentOptions {
  RunOptions run;
  int rounds = 300;
  std::uint32_t seed = 1;
  std::size_t budget = 200'000;  // configurations for each value of a round
};

struct ConcurrentReport {
  enum class Outcome { kExplained, kUnexplained, kDied, kInconclusive, kNoHandle };
  Outcome outcome = Outcome::kNoHandle;
  int rounds = 0;     // that were run
  int undecided = 0;  // values whose budget ran out
  std::string opener, call;
  std::string detail;  // the drawing, or how it died
};

// Each handle is closed once, by whichever thread comes first; uses may meet the close. Throws
// UnusableLibrary.
ConcurrentReport SearchConcurrently(const Suite& suite, const Profile& profile,
                                    const ConcurrentOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_CONCURRENCY_CONCURRENT_SEARCH_H_
