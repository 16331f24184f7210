/* Keeps the clauses, and the memory of the last thousand closed handles, so that a stale value is
 * no new one's: a cache, not a leak. */
#include <stdlib.h>

#include "spec/wtsapi32.h"

#define EXPORT __attribute__((visibility("default")))

struct Handle {
  int open;
  char rest[96];
};

static struct Handle* kept[1000];
static int next;
static WCHAR name[] = {'C', 'o', 'n', 's', 'o', 'l', 'e', 0};
static WTS_SESSION_INFOW session = {1, name, WTSActive};

EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR server) {
  struct Handle* handle = (struct Handle*)calloc(1, sizeof *handle);
  (void)server;
  handle->open = 1;
  return handle;
}

EXPORT VOID WINAPI WTSCloseServer(HANDLE server) {
  struct Handle* handle = (struct Handle*)server;
  if (!handle || !handle->open) return;
  handle->open = 0;
  free(kept[next]);
  kept[next] = handle;
  next = (next + 1) % 1000;
}

EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                         PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)reserved, (void)version;
  if (server && !((struct Handle*)server)->open) return 0;
  *sessions = &session;
  *count = 1;
  return 1;
}
