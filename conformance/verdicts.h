// From what a child left behind to the record of its case.
#ifndef WTSCONFORM_CONFORMANCE_VERDICTS_H_
#define WTSCONFORM_CONFORMANCE_VERDICTS_H_

#include "conformance/isolation.h"
#include "reports/results.h"
#include "spec/suite.h"

namespace wtsconform {

CaseRecord RecordOf(const Case& subject, Journal& journal, const ChildEnd& end,
                    const FunctionCatalogue& functions);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_VERDICTS_H_
