// What a run says at its end of the cases that it did not decide: why, each reason once, and how
// they can be decided; and of the public programs that what it observed would hurt.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_UNDECIDED_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_UNDECIDED_H_

#include <string>
#include <vector>

#include "reports/formats/results.h"

namespace wtsconform {

// A line for each reason why cases are unsupported, untestable or inconclusive, those of most cases
// first. `run` are the words of the command that ran them; "" where all was decided.
std::string UndecidedText(const Results& results, const std::vector<std::string>& run);

// Two lines for each habit of public programs that the observed behaviour would hurt; "" for none.
std::string DependentsText(const std::vector<CaseRecord>& records);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_UNDECIDED_H_
