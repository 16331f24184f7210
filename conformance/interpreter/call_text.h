// How calls and what they gave are shown in a verdict.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_CALL_TEXT_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_CALL_TEXT_H_

#include <string>

#include "conformance/loading/caller.h"

namespace wtsconform {

// "WTSQuerySessionInformationA on h returned 0x0, last error 6".
std::string Describe(const Call& call, const std::string& target, const CallResult& result);

// Why no control can be made: the open gave NULL. It does not depend on the control.
std::string NoLiveHandle(const std::string& opener);

std::string LastErrorText(const CallResult& result);

// An answer, cut where it is long; bytes that are no text are shown by their number.
std::string ShownAnswer(const std::string& answer);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_CALL_TEXT_H_
