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
inline BOOL Fail(DWORD error) {
  SetLastError(error);
  return FALSE;
}

// Not on Windows: sends errors to these functions from now on. Call it before other threads use
// the library.
void UseLastErrorOf(DWORD (*get)(), void (*set)(DWORD));

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_LAST_ERROR_H_
