// A step as a sentence, for `explain` and for whoever reads a table.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_STEP_TEXT_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_STEP_TEXT_H_

#include <string>

#include "spec/loader/tables/cases.h"

namespace wtsconform {

std::string StepText(const Step& step);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_STEP_TEXT_H_
