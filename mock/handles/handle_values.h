// Which value an open returns while variants or defects are on.
#ifndef WTSCONFORM_MOCK_HANDLES_HANDLE_VALUES_H_
#define WTSCONFORM_MOCK_HANDLES_HANDLE_VALUES_H_

#include "mock/handles/connection.h"

namespace wtsmock {

// Enters the connection into the table of open ones, as the switches say.
HANDLE IssueAsSwitched(ConnectionPointer connection);
HANDLE FailedAsSwitched();

// The open handle that `handle` is taken for: itself, unless values collide. NULL if none.
HANDLE TakenFor(HANDLE handle);

// `handle` was closed for the last time: its value may be given to another open.
void ValueReturned(HANDLE handle);

void ForgetValues();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_HANDLE_VALUES_H_
