/* Server handles. */
#include <pthread.h>
#include <string.h>

#include "mock/tests/callers/callers.h"

static BOOL IsAnswering(HANDLE server) {
  PWTS_SESSION_INFOA list = NULL;
  DWORD count = 0;
  if (!WTSEnumerateSessionsA(server, 0, 1, &list, &count)) return FALSE;
  WTSFreeMemory(list);
  return TRUE;
}

static int ClosedTwice(bool corrected) {
  HANDLE server = Open("FARM2");
  IsAnswering(server);
  WTSCloseServer(server);
  if (!corrected) WTSCloseServer(server);
  return 0;
}

/* The system's function, for what is no handle of the system. */
static int ClosedByCloseHandle(bool corrected) {
  HANDLE server = Open("FARM2");
  IsAnswering(server);
  if (corrected) {
    WTSCloseServer(server);
  } else {
    CloseHandle(server);
  }
  return 0;
}

/* A wrapper closes whatever it holds. */
static int CurrentClosed(bool corrected) {
  HANDLE server = WTS_CURRENT_SERVER_HANDLE;
  IsAnswering(server);
  if (!corrected || server != WTS_CURRENT_SERVER_HANDLE) WTSCloseServer(server);
  return 0;
}

/* The early return of an error forgets the close. */
static int LostByAnError(bool corrected) {
  for (int i = 0; i < 4; ++i) {
    HANDLE server = Open("FARM2");
    if (!IsAnswering(server) && !corrected) return 0;
    WTSCloseServer(server);
  }
  return 0;
}

static void *Use(void *server) {
  IsAnswering(server);
  return NULL;
}

static int UsedInASecondThread(bool corrected) {
  pthread_t second;
  HANDLE server = Open("FARM2");
  if (!corrected) WTSCloseServer(server);
  if (pthread_create(&second, NULL, Use, server) != 0) return 1;
  pthread_join(second, NULL);
  if (corrected) WTSCloseServer(server);
  return 0;
}

/* The documented way, open, use, give up where that fails: it may close or not (GAP-14). */
static int AfterAFailedOpen(bool closes) {
  HANDLE server = Open("NOSUCHHOST");
  if (server != WTS_CURRENT_SERVER_HANDLE) IsAnswering(server);
  if (closes) WTSCloseServer(server);
  return 0;
}

int Handles(const char *mistake, bool corrected) {
  if (strcmp(mistake, "closed-twice") == 0) return ClosedTwice(corrected);
  if (strcmp(mistake, "closed-by-close-handle") == 0) return ClosedByCloseHandle(corrected);
  if (strcmp(mistake, "current-closed") == 0) return CurrentClosed(corrected);
  if (strcmp(mistake, "lost-by-an-error") == 0) return LostByAnError(corrected);
  if (strcmp(mistake, "used-in-a-second-thread") == 0) return UsedInASecondThread(corrected);
  if (strcmp(mistake, "after-a-failed-open") == 0) return AfterAFailedOpen(corrected);
  return kUnknown;
}
