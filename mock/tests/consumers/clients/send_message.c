/* send_message TEXT: asks everybody who is active on this server, and prints who answered. */
#include <WtsApi32.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(int argc, char **argv) {
  char title[] = "Maintenance";
  PWTS_SESSION_INFOA sessions = NULL;
  DWORD count = 0;
  DWORD i;
  if (argc != 2) return 2;
  if (!WTSEnumerateSessionsA(WTS_CURRENT_SERVER_HANDLE, 0, 1, &sessions, &count)) {
    fprintf(stderr, "error %lu\n", (unsigned long)GetLastError());
    return 1;
  }
  for (i = 0; i < count; ++i) {
    DWORD response = 0;
    if (sessions[i].State != WTSActive) continue;
    if (!WTSSendMessage(WTS_CURRENT_SERVER_HANDLE, sessions[i].SessionId, title,
                        (DWORD)sizeof title - 1, argv[1], (DWORD)strlen(argv[1]),
                        MB_YESNO | MB_ICONQUESTION, 1, &response, TRUE)) {
      printf("session %lu: error %lu\n", (unsigned long)sessions[i].SessionId,
             (unsigned long)GetLastError());
      continue;
    }
    printf("session %lu: %s\n", (unsigned long)sessions[i].SessionId,
           response == IDTIMEOUT ? "no answer" : "answered");
  }
  WTSFreeMemory(sessions);
  return 0;
}
