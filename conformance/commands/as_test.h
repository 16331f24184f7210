// What `run --as-test` makes of a run: one test of ctest, Meson, Automake or another runner of
// tests, which knows passed, failed and skipped. No verdict changes.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_AS_TEST_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_AS_TEST_H_

#include <string>
#include <vector>

#include "conformance/implementations/expectations.h"
#include "conformance/runner/exit_status.h"
#include "reports/formats/results.h"

namespace wtsconform {

// The status by which those runners know that a test was skipped.
inline constexpr int kSkipped = 77;

// `status` is the run's. Whoever makes a case of robustness a test wants it to hold, so a problem
// that is not listed fails at every level; where nothing was decided, nothing passed; and where the
// rest passed, a required case that ran and stayed inconclusive fails the test.
int TestStatus(ExitStatus status, const std::vector<CaseRecord>& records);

// A line for each entry of the list that happened as listed, with its reason; and one where all was
// skipped. "" where there is nothing to say.
std::string TestText(const Expectations& expectations, const std::vector<CaseRecord>& records);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_AS_TEST_H_
