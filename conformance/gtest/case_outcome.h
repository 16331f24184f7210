// How a case that was run comes out as a GoogleTest test. Nothing is judged here: the verdict is
// the engine's, and whether it was expected is the list's.
#ifndef WTSCONFORM_CONFORMANCE_GTEST_CASE_OUTCOME_H_
#define WTSCONFORM_CONFORMANCE_GTEST_CASE_OUTCOME_H_

#include <string>
#include <vector>

#include "conformance/implementations/expectations.h"
#include "reports/formats/results.h"

namespace wtsconform {

struct CaseOutcome {
  enum class Kind { kPassed, kSkipped, kFailed };
  Kind kind = Kind::kFailed;
  std::string text = {};  // of a failure or a skip; clean, without a newline at its end
};

// Failed are what `wtsconform run` fails for: an unlisted problem in a required case, a required
// case that stayed inconclusive (nobody may take it for a pass), a fault of the harness, and a
// listed deviation that did not happen. Passed are pass and observed. All else is skipped.
//
// Sets record.expected as the list has it. `block` is the record's failure block.
CaseOutcome OutcomeOf(CaseRecord& record, const Expectations& expectations,
                      const std::string& block);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_GTEST_CASE_OUTCOME_H_
