// What an answer that differs from an earlier one shows where sessions and processes come and go.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_CHANGING_WORLD_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_CHANGING_WORLD_H_

#include <string>

#include "conformance/interpreter/case_context.h"

namespace wtsconform {

// The world may have changed since: then the answer is another on CURRENT or on another handle too,
// or it is the old one again. Never where the world stands still.
bool WorldHasChanged(const Call& call, const Target& target, const std::string& before,
                     const std::string& now, CaseContext& context);

// Whether the list on `target` keeps lacking what the handle that listed `before` keeps showing, as
// does a new one by its opener. Handles may have lists of their own: then those two differ.
bool KeepsLacking(const Call& call, const Target& target, const Remembered& before,
                  const std::string& now, CaseContext& context);

// Whether little is left, time and again, of what `target` itself listed before, while a new handle
// by its opener lists most of it.
bool KeepsLosing(const Call& call, const Target& target, const Remembered& before,
                 const std::string& now, CaseContext& context);

// Whether what the call says of a session, by name (said.h), hangs on the opener: `target` keeps
// giving `now`, and the handle of another opener what it gave `before`, as do new ones of both.
bool HangsOnOpener(const Call& call, const Target& target, const Remembered& before,
                   const std::string& now, CaseContext& context);

// The name of a live handle to another server whose list `target` keeps giving, with little left of
// what it gave before; "" for none. A machine may have two names: what it lists by either is the
// same, and changes slowly.
std::string AnswersFor(const Call& call, const Target& target, const Remembered& before,
                       const std::string& now, CaseContext& context);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_CHANGING_WORLD_H_
