/* A stranger's program, as one writes it for Windows: that spelling of the header, no A and no W.
 */
#include "sessions.h"

#include <WtsApi32.h>

int CountActiveSessions(const char* name) {
  PWTS_SESSION_INFO sessions = NULL;
  DWORD count = 0;
  DWORD i;
  int active = 0;
  HANDLE server = WTSOpenServer((LPSTR)name);
  if (!WTSEnumerateSessions(server, 0, 1, &sessions, &count)) active = -1;
  for (i = 0; i < count; ++i) active += sessions[i].State == WTSActive;
  WTSFreeMemory(sessions);
  if (active >= 0) WTSCloseServer(server);
  return active;
}
