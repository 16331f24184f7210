/* A Wtsapi32 of four functions that does what is documented, for libraries that get one thing
 * wrong. It is included by one source file each, which says what a closed handle does. */
#ifndef WTSCONFORM_CONFORMANCE_TESTLIBS_TINY_H_
#define WTSCONFORM_CONFORMANCE_TESTLIBS_TINY_H_

#ifdef _WIN32
#define TINY_EXPORT __declspec(dllexport)
#else
#define TINY_EXPORT __attribute__((visibility("default")))
#endif

#include <stddef.h>
#include <stdint.h>

#include "spec/wtsapi32.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A handle is the address of a byte that says whether it is open. */
static char tiny_open[1024];
static int tiny_next;

static WCHAR tiny_name[] = {'C', 'o', 'n', 's', 'o', 'l', 'e', 0};
static WTS_SESSION_INFOW tiny_session = {1, tiny_name, WTSActive};

static int TinyIsOpen(HANDLE handle) { return handle == NULL || *(char*)handle; }

static BOOL TinyAnswer(PWTS_SESSION_INFOW* sessions, DWORD* count) {
  *sessions = &tiny_session;
  *count = 1;
  return 1;
}

TINY_EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  (void)name;
  tiny_open[tiny_next] = 1;
  return &tiny_open[tiny_next++];
}

TINY_EXPORT VOID WINAPI WTSCloseServer(HANDLE handle) {
  if (handle) *(char*)handle = 0;
}

#ifdef __cplusplus
}
#endif

#endif /* WTSCONFORM_CONFORMANCE_TESTLIBS_TINY_H_ */
