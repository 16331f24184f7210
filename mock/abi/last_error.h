// The calling thread's last error.
//
// On Windows it is the system's. Elsewhere the library keeps its own and exports GetLastError and
// SetLastError, until a WinPR loads it as its provider: then programs ask WinPR's GetLastError, so
// errors go there.
#ifndef WTSCONFORM_MOCK_ABI_LAST_ERROR_H_
#define WTSCONFORM_MOCK_ABI_LAST_ERROR_H_

#include "mock/abi/export.h"

namespace wtsmock {

// Sets the last error; returns FALSE.
BOOL Fail(DWORD error);

// Returns TRUE. Leaves the last error alone, or clears it where that variant is on (GAP-21).
BOOL Succeed();

#ifndef _WIN32
// Sends errors to these functions from now on. Call it before other threads use the library.
void UseLastErrorOf(DWORD (*get)(), void (*set)(DWORD));
#endif

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_LAST_ERROR_H_
