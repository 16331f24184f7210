/* Lists who is on a server: who [SERVER]. A stock program: it knows nothing of the mock. */
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

int main(int argc, char **argv) {
  HANDLE server = argc > 1 ? WTSOpenServerA(argv[1]) : WTS_CURRENT_SERVER_HANDLE;
  PWTS_SESSION_INFOA sessions = NULL;
  DWORD count = 0;
  const BOOL known = WTSEnumerateSessionsA(server, 0, 1, &sessions, &count);
  if (known) {
    for (DWORD i = 0; i < count; ++i) PrintUser(server, &sessions[i]);
    printf("%u sessions\n", (unsigned)count);
    WTSFreeMemory(sessions);
  } else {
    printf("error %u\n", (unsigned)GetLastError());
  }
  if (argc > 1) WTSCloseServer(server);
  return known ? 0 : 1;
}
