/* Says that everything succeeds, at once, and stores no list: as a stub may that was written so
 * that programs go on. */
#include <stddef.h>

#include "spec/wtsapi32.h"

#define EXPORT __attribute__((visibility("default")))

static HANDLE Open(void) { return (HANDLE)1; }

static BOOL Empty(void* list, DWORD* count) {
  *(void**)list = NULL;
  *count = 0;
  return 1;
}

EXPORT HANDLE WINAPI WTSOpenServerA(LPSTR name) { return (void)name, Open(); }
EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR name) { return (void)name, Open(); }
EXPORT VOID WINAPI WTSCloseServer(HANDLE server) { (void)server; }
EXPORT BOOL WINAPI WTSEnumerateSessionsA(HANDLE server, DWORD reserved, DWORD version,
                                         PWTS_SESSION_INFOA* sessions, DWORD* count) {
  return (void)server, (void)reserved, (void)version, Empty(sessions, count);
}
EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                         PWTS_SESSION_INFOW* sessions, DWORD* count) {
  return (void)server, (void)reserved, (void)version, Empty(sessions, count);
}
EXPORT BOOL WINAPI WTSEnumerateProcessesA(HANDLE server, DWORD reserved, DWORD version,
                                          PWTS_PROCESS_INFOA* processes, DWORD* count) {
  return (void)server, (void)reserved, (void)version, Empty(processes, count);
}
EXPORT BOOL WINAPI WTSQuerySessionInformationA(HANDLE server, DWORD session, WTS_INFO_CLASS which,
                                               LPSTR* buffer, DWORD* bytes) {
  return (void)server, (void)session, (void)which, Empty(buffer, bytes);
}
EXPORT VOID WINAPI WTSFreeMemory(PVOID memory) { (void)memory; }
