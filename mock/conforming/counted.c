/* One value for each server, a small even number with a count of its opens; TRUE is whatever is not
 * zero, and the last error says something after every call. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include "mock/conforming/world.h"

static atomic_int opens[2];
static _Thread_local DWORD last_error;
static _Thread_local unsigned answers;

static HANDLE ValueOf(enum Server server) { return (HANDLE)(intptr_t)(2 + 2 * server); }

enum Server ServerOfOpen(HANDLE handle) {
  enum Server server;
  for (server = kAlpha; server <= kBeta; ++server) {
    if (handle == ValueOf(server) && atomic_load(&opens[server]) > 0) return server;
  }
  return kNone;
}

/* Takes 1 from a count, unless another thread has just made it 0. */
static void CloseOnce(atomic_int* count) {
  int seen = atomic_load(count);
  while (seen > 0 && !atomic_compare_exchange_weak(count, &seen, seen - 1)) {
  }
}

BOOL Success(void) {
  static const BOOL truths[] = {2, -1, 0x100, 1};
  last_error = 997;
  return truths[answers++ % 4];
}

BOOL Refuse(void) {
  last_error = 1702;
  return FALSE;
}

static HANDLE Open(enum Server server) {
  if (server == kNone) return INVALID_HANDLE_VALUE;
  atomic_fetch_add(&opens[server], 1);
  return ValueOf(server);
}

HANDLE WINAPI WTSOpenServerA(LPSTR name) { return Open(ServerNamed(name)); }
HANDLE WINAPI WTSOpenServerExA(LPSTR name) { return WTSOpenServerA(name); }
HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  char* const narrow = Narrow(name);
  const HANDLE handle = WTSOpenServerA(narrow);
  free(narrow);
  return handle;
}
HANDLE WINAPI WTSOpenServerExW(LPWSTR name) { return WTSOpenServerW(name); }

VOID WINAPI WTSCloseServer(HANDLE server) {
  const enum Server which = ServerOfOpen(server);
  last_error = 12;
  if (which != kNone) CloseOnce(&opens[which]);
}

WTSAPI32_API DWORD GetLastError(void) { return last_error; }
WTSAPI32_API void SetLastError(DWORD error) { last_error = error; }
