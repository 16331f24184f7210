// From what a child left behind to the record of its case.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_VERDICTS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_VERDICTS_H_

#include "conformance/isolation/isolation.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// A child that dies before its clean-up has ended has crashed, whatever it said before. One that
// was killed from outside is inconclusive, and one whose channel cannot be true a harness error.
CaseRecord RecordOf(const Case& subject, const ChildReport& report, const ChildEnd& end,
                    const FunctionCatalogue& functions);

// Whether the call that the child died or was killed in belongs to a precondition of the case.
bool DiedInControl(const ChildReport& report, const ChildEnd& end);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_VERDICTS_H_
