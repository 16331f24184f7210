/* Keeps the clauses, and has room for one open handle: another open fails until that is closed. */
#include <stdatomic.h>

#include "spec/wtsapi32.h"

#define EXPORT __attribute__((visibility("default")))

static atomic_uintptr_t open_handle;
static atomic_uintptr_t next_handle = 0x1000;
static WCHAR name[] = {'C', 'o', 'n', 's', 'o', 'l', 'e', 0};
static WTS_SESSION_INFOW session = {1, name, WTSActive};

/* The server "x" can be reached. */
EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR server) {
  const uintptr_t handle = atomic_fetch_add(&next_handle, 16);
  uintptr_t none = 0;
  if (server[0] != 'x' || server[1]) return (HANDLE)(intptr_t)-1;
  if (!atomic_compare_exchange_strong(&open_handle, &none, handle)) return (HANDLE)(intptr_t)-1;
  return (HANDLE)handle;
}

EXPORT VOID WINAPI WTSCloseServer(HANDLE server) {
  uintptr_t handle = (uintptr_t)server;
  if (handle) atomic_compare_exchange_strong(&open_handle, &handle, 0);
}

EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                         PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)reserved, (void)version;
  if (server && (uintptr_t)server != atomic_load(&open_handle)) return 0;
  *sessions = &session;
  *count = 1;
  return 1;
}
