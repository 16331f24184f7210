// Checks a case before it ever runs, in two ways that do not know of each other.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_CHECK_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_CHECK_H_

#include <span>
#include <vector>

#include "spec/loader/model/lifecycle.h"
#include "spec/loader/tables/cases.h"

namespace wtsconform {

// The steps as such. Throws InputError at the step that is wrong: a label that the same call did
// not record, a buffer that is not kept (any more), a thread or wait that nobody began, a step that
// cannot stand in a branch, one behind the exit; and a case that could never be decided, because
// it judges nothing, or records what only an observed clause is about.
void CheckForm(const Case& subject);

// The lives of the handles: every expectation must follow from the steps before it, and a required
// case must not itself break a rule of the caller. Throws InputError at the step that is wrong: a
// handle that no step opened, an expectation that contradicts the model, a close that is not
// permitted in a required case, a failure that no success of the same call stands against.
// `transitions` is the model; tests take one away to show that each matters.
void CheckAgainstModel(const Case& subject,
                       std::span<const Transition> transitions = AllTransitions());

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_CHECK_H_
