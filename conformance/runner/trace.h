// The calls of a case as lines for people: "WTSOpenServerW(\"PEER\") = 0x1003, last error 0".
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_TRACE_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_TRACE_H_

#include <string>
#include <vector>

#include "conformance/channel/child_report.h"
#include "spec/loader/tables/functions.h"

namespace wtsconform {

// One line per call, oldest first; the middle of a long case is left out and said so.
std::vector<std::string> TraceOf(const ChildReport& report, const FunctionCatalogue& functions);

// The name of the function that a call is to.
std::string FunctionName(const JournalCall& call, const FunctionCatalogue& functions);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_TRACE_H_
