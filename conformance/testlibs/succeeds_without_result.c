/* Its functions say that they succeeded. One leaves where it should store a buffer as it was, the
 * other stores NULL and says that one element is there. */
#include "conformance/testlibs/tiny.h"

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)TinyAnswer, (void)TinyIsOpen;
  (void)server, (void)reserved, (void)version, (void)sessions, (void)count;
  return 1;
}

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsA(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOA* sessions, DWORD* count) {
  (void)server, (void)reserved, (void)version;
  *sessions = NULL;
  *count = 1;
  return 1;
}

TINY_EXPORT VOID WINAPI WTSFreeMemory(PVOID memory) { (void)memory; }
