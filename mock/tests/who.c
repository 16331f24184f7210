/* Lists who is on each server: who [SERVER ...]. A stock program: it knows nothing of the mock. */
#include <stdio.h>

#include "spec/wtsapi32.h"

static void PrintUser(HANDLE server, const WTS_SESSION_INFOA *session) {
  LPSTR user = NULL;
  DWORD bytes = 0;
  if (!WTSQuerySessionInformationA(server, session->SessionId, WTSUserName, &user, &bytes)) return;
  if (user[0] != '\0') {
    printf("%u %s %s\n", (unsigned)session->SessionId, session->pWinStationName, user);
  }
  WTSFreeMemory(user);
}

static BOOL PrintSessions(HANDLE server) {
  PWTS_SESSION_INFOA sessions = NULL;
  DWORD count = 0;
  if (!WTSEnumerateSessionsA(server, 0, 1, &sessions, &count)) {
    printf("error %u\n", (unsigned)GetLastError());
    return FALSE;
  }
  for (DWORD i = 0; i < count; ++i) PrintUser(server, &sessions[i]);
  printf("%u sessions\n", (unsigned)count);
  WTSFreeMemory(sessions);
  return TRUE;
}

int main(int argc, char **argv) {
  BOOL all = argc > 1 || PrintSessions(WTS_CURRENT_SERVER_HANDLE);
  for (int i = 1; i < argc; ++i) {
    const HANDLE server = WTSOpenServerA(argv[i]);
    all = PrintSessions(server) && all;
    WTSCloseServer(server);
  }
  return all ? 0 : 1;
}
