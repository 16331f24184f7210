// Parts of a reproducer: tables and steps as C text.
#ifndef WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_TEXT_H_
#define WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_TEXT_H_

#include <string>
#include <string_view>

#include "conformance/implementations/profile.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// A string literal with any bytes.
std::string CText(std::string_view text);

// "WTSEnumerateProcessesExW_Level0": the variable that describes the call.
std::string CallVariable(const std::string& id);

// `static const struct Call NAME = {...};`
std::string CallTable(const Call& call);

// The initializer of a `struct SetUp`.
std::string SetUpText(const Profile& profile);

// The statement that does what the step says; "" for verbs that need functions of their own.
// Throws InputError for a verb that no C file can repeat.
std::string StepStatement(const Step& step, const Case& subject);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_REPRODUCER_REPRO_TEXT_H_
