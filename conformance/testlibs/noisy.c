/* Keeps the clauses, and talks all the time. */
#include <stdio.h>

#include "conformance/testlibs/tiny.h"

static DWORD last_error;
TINY_EXPORT DWORD WINAPI GetLastError(void) { return last_error; }
TINY_EXPORT VOID WINAPI SetLastError(DWORD error) { last_error = error; }

__attribute__((constructor)) static void Load(void) {
  puts("noisy: hello");
  fputs("noisy: warning: nothing is wrong\n", stderr);
}

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)reserved, (void)version;
  for (int i = 0; i < 1000; ++i) printf("noisy: call number %d of the enumeration\n", i);
  if (TinyIsOpen(server)) return TinyAnswer(sessions, count);
  last_error = 6;
  return 0;
}
