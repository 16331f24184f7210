// In front of the store: which value an open returns while variants or defects are on.
#ifndef WTSCONFORM_MOCK_HANDLES_HANDLE_VALUES_H_
#define WTSCONFORM_MOCK_HANDLES_HANDLE_VALUES_H_

#include "mock/handles/opening.h"

namespace wtsmock {

// Opens a slot under a value that the switches choose. Throws std::bad_alloc.
HANDLE IssueAsSwitched(const Opening& opening);
HANDLE FailedAsSwitched();

// The noted value that `handle` is taken for: itself, unless values collide. NULL if none.
HANDLE TakenFor(HANDLE handle);

// `handle` was closed for the last time: its value may be given to another open.
void ValueReturned(HANDLE handle);

void ForgetValues();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_HANDLE_VALUES_H_
