/* What the shim's <windows.h> has beyond wtsapi32.h, in each standard in which users compile:
 * without a warning, and as mingw-w64's <windows.h> has it, with which this is compiled too. */
#include <tchar.h>
#include <windows.h>
#include <wtsapi32.h>

/* No array has -1 elements. C99 has no other assertion. */
#define CHECK(name, condition) extern const char check_of_##name[(condition) ? 1 : -1]
#define VALUE(name, value) CHECK(name, (name) == (value))
#define SIZE(type, size) CHECK(type, sizeof(type) == (size))

SIZE(BOOLEAN, 1);
SIZE(WPARAM, sizeof(void *));
SIZE(LPARAM, sizeof(void *));
SIZE(LRESULT, sizeof(void *));
SIZE(UINT_PTR, sizeof(void *));
SIZE(LARGE_INTEGER, 8);
SIZE(FILETIME, 8);
SIZE(SYSTEMTIME, 16);
SIZE(WTSSESSION_NOTIFICATION, 8);

VALUE(WM_WTSSESSION_CHANGE, 0x2B1);
VALUE(WTS_CONSOLE_CONNECT, 1);
VALUE(WTS_CONSOLE_DISCONNECT, 2);
VALUE(WTS_REMOTE_CONNECT, 3);
VALUE(WTS_REMOTE_DISCONNECT, 4);
VALUE(WTS_SESSION_LOGON, 5);
VALUE(WTS_SESSION_LOGOFF, 6);
VALUE(WTS_SESSION_LOCK, 7);
VALUE(WTS_SESSION_UNLOCK, 8);
VALUE(WTS_SESSION_REMOTE_CONTROL, 9);
VALUE(WTS_SESSION_CREATE, 10);
VALUE(WTS_SESSION_TERMINATE, 11);

VALUE(ERROR_FILE_NOT_FOUND, 2);
VALUE(ERROR_BAD_LENGTH, 24);
VALUE(ERROR_GEN_FAILURE, 31);
VALUE(ERROR_BUSY, 170);
VALUE(ERROR_ALREADY_EXISTS, 183);
VALUE(ERROR_MORE_DATA, 234);
VALUE(ERROR_NO_MORE_ITEMS, 259);
VALUE(ERROR_NO_TOKEN, 1008);
VALUE(ERROR_NOT_FOUND, 1168);
VALUE(ERROR_PRIVILEGE_NOT_HELD, 1314);
VALUE(ERROR_LOGON_FAILURE, 1326);
VALUE(ERROR_INVALID_ACL, 1336);
VALUE(ERROR_INVALID_SECURITY_DESCR, 1338);
VALUE(ERROR_INVALID_WINDOW_HANDLE, 1400);
VALUE(ERROR_TIMEOUT, 1460);
VALUE(ERROR_NO_BROWSER_SERVERS_FOUND, 6118);
VALUE(ERROR_CTX_LOGON_DISABLED, 7037);
VALUE(ERROR_CTX_WINSTATION_ACCESS_DENIED, 7045);
VALUE(ERROR_CTX_SHADOW_INVALID, 7050);
VALUE(ERROR_CTX_SHADOW_NOT_RUNNING, 7057);

LRESULT OnMessage(UINT message, WPARAM code, LPARAM session);
LRESULT OnMessage(UINT message, WPARAM code, LPARAM session) {
  Sleep(0);
  return message == WM_WTSSESSION_CHANGE && code == WTS_SESSION_LOGON ? session : 0;
}

/* Both ways to the halves that the documentation gives. */
BOOL ToSystemTime(LARGE_INTEGER time, SYSTEMTIME *system);
BOOL ToSystemTime(LARGE_INTEGER time, SYSTEMTIME *system) {
  FILETIME halves;
  halves.dwLowDateTime = time.LowPart;
  halves.dwHighDateTime = (DWORD)time.u.HighPart;
  return FileTimeToSystemTime(&halves, system);
}

#if __SIZEOF_WCHAR_T__ == 2
HANDLE OpenWide(void);
HANDLE OpenWide(void) {
  WCHAR name[] = L"FARM2";
  const wchar_t *same = name;
  return WTSOpenServerW(same[0] == L'F' ? name : NULL);
}
#ifdef UNICODE
const TCHAR *Text(void);
const TCHAR *Text(void) { return TEXT("FARM2"); }
#endif
#endif
