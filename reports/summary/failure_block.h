// Describes a case that did not pass: everything needed to understand and to repeat it, in a fixed
// order.
#ifndef WTSCONFORM_REPORTS_SUMMARY_FAILURE_BLOCK_H_
#define WTSCONFORM_REPORTS_SUMMARY_FAILURE_BLOCK_H_

#include <string>

#include "reports/formats/results.h"
#include "reports/formats/style.h"

namespace wtsconform {

// Context that the record does not hold.
struct FailureContext {
  std::string implementation;
  std::string clause_text;
  std::string page;               // of the documentation
  std::string reproduce_command;  // one line for a shell
};

// Verdict, case and clause; what the clause says and its page; expected; observed; the trace; the
// command that reproduces it; whether it is listed as expected. A part that is empty is left out.
// The page, the trace and the command are never broken into lines, so that they can be copied.
std::string FailureBlock(const CaseRecord& record, const FailureContext& context,
                         const Style& style = {});

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_FAILURE_BLOCK_H_
