// Calls of functions.toml as C functions.
#ifndef WTSCONFORM_CONFORMANCE_REPRODUCER_CALL_TEXT_H_
#define WTSCONFORM_CONFORMANCE_REPRODUCER_CALL_TEXT_H_

#include <set>
#include <string>
#include <string_view>

#include "conformance/reproducer/blocks.h"
#include "spec/loader/tables/functions.h"

namespace wtsconform {

// A string literal with any bytes.
std::string CText(std::string_view text);

// "WTSEnumerateProcessesExW_Level0": the variable that stands for the call.
std::string CallVariable(const std::string& id);

// A function that makes the call, and the variable. `flags` has ANSWERS where the program compares
// answers, KEEP where it keeps buffers, OBSERVE where it records what a failed call touched, WALK
// where sessions take turns. In a fixed world no answer changes by itself.
Block CallBlock(const Call& call, const std::set<std::string>& flags, bool fixed_world);

// The layout of the call's rows for the prelude's ReadRows, and whether it is wide: "\"utu\", 1".
std::string LayoutText(const Call& call);

// The call that frees the buffer of `result`, a struct Result with what stands before a member.
std::string FreeText(const Call& call, const std::string& by, const std::string& result);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_REPRODUCER_CALL_TEXT_H_
