// From what a child left behind to the record of its case.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_VERDICTS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_VERDICTS_H_

#include "conformance/isolation/isolation.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

CaseRecord RecordOf(const Case& subject, Journal& journal, const ChildEnd& end,
                    const FunctionCatalogue& functions);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_VERDICTS_H_
