/* A program with texts like L"x", as for Windows: who is logged on to another server? Compiled with
 * -fshort-wchar, as C here and as C++ in wide_texts_cxx.cc. */
#include <stdio.h>
#include <windows.h>
#include <wtsapi32.h>

static BOOL IsSame(LPCWSTR a, LPCWSTR b) {
  while (*a != 0 && *a == *b) ++a, ++b;
  return *a == *b;
}

static BOOL IsUser(HANDLE server, DWORD session, LPCWSTR name) {
  LPWSTR user = NULL;
  DWORD bytes = 0;
  BOOL is_user = FALSE;
  if (WTSQuerySessionInformationW(server, session, WTSUserName, &user, &bytes)) {
    is_user = IsSame(user, name);
  }
  WTSFreeMemory(user);
  return is_user;
}

int main(void) {
  WCHAR name[] = L"FARM2";
  HANDLE server = WTSOpenServerW(name);
  PWTS_SESSION_INFOW sessions = NULL;
  DWORD count = 0;
  DWORD i;
  int found = 0;
  if (!WTSEnumerateSessionsW(server, 0, 1, &sessions, &count)) {
    printf("error %lu\n", (unsigned long)GetLastError());
  }
  for (i = 0; i < count; ++i) {
    if (IsUser(server, sessions[i].SessionId, L"frank")) ++found;
  }
  WTSFreeMemory(sessions);
  WTSCloseServer(server);
  printf("%lu sessions, %d of frank\n", (unsigned long)count, found);
  return found == 1 ? 0 : 1;
}
