// The cases behind the tests of one run of the program. They are run together by the engine, as
// `wtsconform run` runs them: several at a time, the library loaded once. A test only reports what
// its case came to.
#ifndef WTSCONFORM_CONFORMANCE_GTEST_SUITE_RUN_H_
#define WTSCONFORM_CONFORMANCE_GTEST_SUITE_RUN_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "conformance/commands/candidates.h"
#include "conformance/commands/findings.h"
#include "conformance/gtest/case_outcome.h"
#include "conformance/runner/exit_status.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

class SuiteRun {
 public:
  struct Ended {
    CaseRecord record;
    CaseOutcome outcome;
  };

  // `suite` must outlive it.
  SuiteRun(const Suite& suite, const RunSettings& settings, Candidate candidate);

  const ImplementationRecord& implementation() const { return implementation_; }

  // Forgets what has ended, and runs the first `at_once` of these.
  void Begin(std::vector<const Case*> order, std::size_t at_once);

  // One of those that Begin was given; runs as many more as it takes. Throws what RunCases throws.
  const Ended& EndOf(const Case& subject);

  // What is wrong with the run as a whole, one sentence each: where `run` would end with 4 since
  // nothing could be decided, or the library changed meanwhile.
  std::vector<std::string> Problems();

  // What `run` would have ended with: the most important one since the first Begin.
  ExitStatus status() const { return status_; }

 private:
  void RunNext();
  std::vector<CaseRecord> RunHere(const std::vector<const Case*>& cases) const;
  std::vector<CaseRecord> RunElsewhere(const std::vector<const Case*>& cases) const;
  Ended EndOf(CaseRecord record) const;

  const Suite& suite_;
  const RunSettings settings_;
  const Candidate candidate_;
  const Repetition repetition_;
  const ImplementationRecord implementation_;
  std::size_t at_once_ = 0;
  std::vector<const Case*> order_;
  std::vector<Ended> ended_;  // of the first ones of order_
  std::map<const Case*, std::size_t> places_;
  ExitStatus status_ = kAllAsExpected;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_GTEST_SUITE_RUN_H_
