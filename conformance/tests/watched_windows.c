/* A program for the tests of `watch` on Windows and under Wine: watched MODE. It is linked with the
 * system's wtsapi32.dll. */
#include <stdio.h>
#include <string.h>
#include <windows.h>
/* After it: */
#include <wtsapi32.h>

typedef BOOL(WINAPI* Enumerate)(HANDLE, DWORD, DWORD, PWTS_PROCESS_INFOW*, DWORD*);

static void List(Enumerate enumerate, int frees) {
  PWTS_PROCESS_INFOW processes = NULL;
  DWORD count = 0;
  if (!enumerate(WTS_CURRENT_SERVER_HANDLE, 0, 1, &processes, &count)) return;
  printf("%lu processes\n", count);
  fflush(stdout);
  for (; frees > 0; --frees) WTSFreeMemory(processes);
}

int main(int argc, char** argv) {
  const char* const mode = argc > 1 ? argv[1] : "";
  if (strcmp(mode, "clean") == 0) List(WTSEnumerateProcessesW, 1);
  if (strcmp(mode, "left") == 0) List(WTSEnumerateProcessesW, 0);
  if (strcmp(mode, "closed-twice") == 0) {
    const HANDLE server = WTSOpenServerA("FARM2");
    WTSCloseServer(server);
    WTSCloseServer(server);
  }
  if (strcmp(mode, "looked-up") == 0) {
    const HMODULE library = LoadLibraryA("wtsapi32.dll");
    List((Enumerate)(void*)GetProcAddress(library, "WTSEnumerateProcessesW"), 0);
  }
  return strcmp(mode, "own-status") == 0 ? 3 : 0;
}
