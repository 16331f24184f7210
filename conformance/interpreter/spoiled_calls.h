// Whether a call that fails for a reason that is not the handle's leaves something in the handle
// that makes the next call fail. A call that is repeated would hide it.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_SPOILED_CALLS_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_SPOILED_CALLS_H_

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// A deviation where `call` fails right after `failing` each time, and never otherwise: what fails
// now and then does not keep to that. Returns where it does not, or `failing` does not fail.
void JudgeRightAfter(const Call& failing, const Call& call, const Target& target,
                     CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_SPOILED_CALLS_H_
