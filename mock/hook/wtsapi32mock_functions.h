/*
 * wtsapi32mock_functions.h - a pointer to each function of Wtsapi32, to put one's own in front of
 * the mock's.
 *
 * WtsMockInstall (wtsapi32mock.h) takes such a table; from then on the exported functions call what
 * is in it. Here the third list of sessions fails, and all else is as before:
 *
 *   #include "mock/hook/wtsapi32mock_functions.h"
 *
 *   static BOOL WINAPI ThirdFails(HANDLE server, DWORD reserved, DWORD version,
 *                                 PWTS_SESSION_INFOA *sessions, DWORD *count) {
 *     static int calls;
 *     if (++calls == 3) return SetLastError(ERROR_ACCESS_DENIED), FALSE;
 *     return WtsMockOwnFunctions()->WTSEnumerateSessionsA(server, reserved, version, sessions,
 * count);
 *   }
 *
 *   struct WtsMockFunctions mine = {sizeof mine};
 *   mine.WTSEnumerateSessionsA = ThirdFails;
 *   WtsMockInstall(&mine, NULL);
 *   RunTheProgram();
 *   WtsMockInstall(NULL, NULL);
 *
 * Not for C++ with GoogleMock: wtsconform/gmock.h does all this. And to let the third call fail,
 * WtsMockFault takes one line.
 *
 * Ownership: the table stays the caller's, and must not change or go while it is installed.
 * Thread-safety: the functions in it are called by whichever threads call the exports, several at a
 * time. Errors: they set the last error as Wtsapi32 does, and let no C++ exception out.
 */
#ifndef WTSCONFORM_MOCK_HOOK_WTSAPI32MOCK_FUNCTIONS_H_
#define WTSCONFORM_MOCK_HOOK_WTSAPI32MOCK_FUNCTIONS_H_

#include <stddef.h>

#include "mock/wtsapi32mock.h"
#include "spec/wtsapi32.h"

/* `size` is sizeof(struct WtsMockFunctions). A member that is NULL leaves that function alone. The
 * members are called as the functions are, with the same types and calling convention, in the order
 * of spec/functions.toml. */
struct WtsMockFunctions {
  size_t size;
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  returns(convention *name) parameters;
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
};

#endif /* WTSCONFORM_MOCK_HOOK_WTSAPI32MOCK_FUNCTIONS_H_ */
