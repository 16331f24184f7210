// Calls that should work, made as a patient caller makes them: nothing that fails for a moment, or
// for a session that has gone, is held against the implementation.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_PATIENCE_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_PATIENCE_H_

#include <functional>

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// Makes the call, and again after short pauses as long as it fails: a server that is busy or cannot
// be reached for a moment is permitted. A closed handle stays closed, so that no pause hides one.
// Where the call names a session, and keeps failing for that one, it is made for others.
//
// Not for calls that should fail, and not for NULL unless the case means CURRENT.
CallResult MakePatiently(const Call& call, const Target& target, CaseContext& context,
                         bool keep = false);

// Whether `holds` says true, asked again after the same pauses.
bool HoldsPatiently(const std::function<bool()>& holds, CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_PATIENCE_H_
