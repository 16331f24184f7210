/* Keeps the clauses, but has neither GetLastError nor SetLastError. */
#include "conformance/testlibs/tiny.h"

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)reserved, (void)version;
  return TinyIsOpen(server) ? TinyAnswer(sessions, count) : 0;
}
