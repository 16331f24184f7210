/* A vendor's Wtsapi32 in its first week: four functions, a deviation that is known (expect.toml),
 * one that is not, and nothing yet of WTSOpenServerEx. */
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#define WTSAPI32_API __declspec(dllexport)
#else
#define WTSAPI32_API __attribute__((visibility("default")))
#endif
#include <wtsapi32.h>

struct Server {
  int is_open;
};

static const WCHAR kName[] = {'H', 'E', 'R', 'E', 0};

WTSAPI32_API HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  struct Server* server;
  /* Known: NULL is WTS_CURRENT_SERVER_HANDLE. (OPEN-5) */
  if (memcmp(name, kName, sizeof kName) != 0) return NULL;
  server = malloc(sizeof *server);
  server->is_open = 1;
  return server;
}

/* Not known: what was closed still works. (CLOSE-6) */
WTSAPI32_API VOID WINAPI WTSCloseServer(HANDLE handle) { (void)handle; }

WTSAPI32_API BOOL WINAPI WTSEnumerateSessionsW(HANDLE handle, DWORD reserved, DWORD version,
                                               PWTS_SESSION_INFOW* sessions, DWORD* count) {
  static WCHAR console[] = {'C', 'o', 'n', 's', 'o', 'l', 'e', 0};
  const struct Server* server = handle;
  (void)reserved, (void)version;
  if (server != NULL && !server->is_open) return FALSE;
  *sessions = malloc(sizeof **sessions);
  (*sessions)->SessionId = 1;
  (*sessions)->pWinStationName = console;
  (*sessions)->State = WTSActive;
  *count = 1;
  return TRUE;
}

WTSAPI32_API VOID WINAPI WTSFreeMemory(PVOID memory) { free(memory); }
