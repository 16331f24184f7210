// What failed opens return. Their callers may close it, or leave it (GAP-14): whether a server can
// be reached is found out by the open or by the first use, and a caller cannot tell which.
#ifndef WTSCONFORM_MOCK_HANDLES_FAILED_OPENS_H_
#define WTSCONFORM_MOCK_HANDLES_FAILED_OPENS_H_

#include "mock/abi/export.h"

namespace wtsmock {

// A value that is never valid, and that no call has returned before.
HANDLE FailedValue();
// Whether FailedValue has returned it.
bool WasFailedOpen(HANDLE value);

// A failed open returns this, which others may have returned too: NULL, INVALID_HANDLE_VALUE.
HANDLE CountFailedOpen(HANDLE value);

// The value is closed. Whether a failed open returned it, and it was not closed since.
bool CloseFailedOpen(HANDLE value);

void ForgetFailedOpens();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_FAILED_OPENS_H_
