// Which pairs of opener and consumer the cases of each clause try, and why others are not tried.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_COVERAGE_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_COVERAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/suite.h"

namespace wtsconform {

// One row of coverage.toml: why such cells hold no case. Each list holds patterns.
struct CoverageReason {
  std::vector<std::string> clauses, openers, consumers;
  std::string why;
  Location where;
};

// Throws InputError.
std::vector<CoverageReason> ReadCoverageReasons(std::string_view toml, const std::string& file);

// One clause, one opener, one consumer in one width.
struct CoverageCell {
  const Clause* clause = nullptr;
  std::string opener;
  std::string consumer;
  int cases = 0;
  const CoverageReason* reason = nullptr;  // where there is no case; nullptr: a hole
};

struct Coverage {
  std::vector<CoverageCell> cells;    // by clause, consumer, opener, in the order of the tables
  std::vector<std::string> problems;  // holes, and reasons that no cell needs
};

// Of the clauses that have cases which judge. `reasons` must outlive the result.
Coverage CoverageOf(const Suite& suite, const std::vector<CoverageReason>& reasons);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_COVERAGE_H_
