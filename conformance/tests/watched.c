/* Programs for watch_test.py: watched MODE. Linked with the mock, and with nothing of the layer. */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spec/wtsapi32.h"

static void CloseTwice(void) {
  const HANDLE handle = WTSOpenServerA("FARM2");
  WTSCloseServer(handle);
  WTSCloseServer(handle);
}

static void Clean(void) {
  PWTS_SESSION_INFOA sessions = NULL;
  DWORD count = 0;
  const HANDLE handle = WTSOpenServerA("FARM2");
  if (WTSEnumerateSessionsA(handle, 0, 1, &sessions, &count)) WTSFreeMemory(sessions);
  WTSCloseServer(handle);
}

static void UseClosed(void) {
  PWTS_SESSION_INFOA sessions = NULL;
  DWORD count = 0;
  const HANDLE handle = WTSOpenServerA("FARM2");
  WTSCloseServer(handle);
  if (WTSEnumerateSessionsA(handle, 0, 1, &sessions, &count)) WTSFreeMemory(sessions);
}

static void InChild(void (*act)(void), int by_exit) {
  const pid_t child = fork();
  if (child == 0) {
    act();
    if (by_exit) exit(0);
    _exit(0);
  }
  waitpid(child, NULL, 0);
}

/* The open is looked up by its name, in the way that is asked for; the close is linked. */
static int LookUp(const char* way) {
  void* handle = dlopen(NULL, RTLD_LAZY);
  if (strcmp(way, "default") == 0) handle = RTLD_DEFAULT;
  if (strcmp(way, "next") == 0) handle = RTLD_NEXT;
  void* const found = strcmp(way, "version") == 0 ? dlvsym(handle, "strlen", "GLIBC_2.2.5")
                                                  : dlsym(handle, "WTSOpenServerA");
  if (found == NULL) return 7;
  if (strcmp(way, "version") == 0) return 0;
  HANDLE (*open)(LPSTR);
  memcpy(&open, &found, sizeof open);
  open("FARM2");
  /* Nothing of the layer's business is found as ever. */
  if (dlsym(RTLD_DEFAULT, "WTSNoSuchFunction") != NULL || dlerror() == NULL) return 8;
  return dlsym(RTLD_NEXT, "printf") == NULL ? 9 : 0;
}

int main(int argc, char** argv) {
  const char* const mode = argc > 1 ? argv[1] : "";
  if (strcmp(mode, "clean") == 0) Clean();
  if (strcmp(mode, "closed-twice") == 0) CloseTwice();
  if (strcmp(mode, "used-closed") == 0) UseClosed();
  if (strcmp(mode, "own-status") == 0) return CloseTwice(), 3;
  if (strcmp(mode, "killed") == 0) return CloseTwice(), raise(SIGKILL);
  if (strcmp(mode, "killed-clean") == 0) return Clean(), raise(SIGKILL);
  if (strcmp(mode, "_exit") == 0) WTSOpenServerA("FARM2"), _exit(0);
  if (strcmp(mode, "_exit-clean") == 0) Clean(), _exit(0);
  if (strcmp(mode, "fork") == 0) Clean(), InChild(CloseTwice, 1);
  if (strcmp(mode, "fork-_exit") == 0) Clean(), InChild(CloseTwice, 0);
  if (strcmp(mode, "exec") == 0) Clean(), execl(argv[0], argv[0], "clean", (char*)NULL);
  if (strcmp(mode, "lookup") == 0) return LookUp(argv[2]);
  if (strcmp(mode, "pairs") == 0) {
    for (int i = atoi(argv[2]); i > 0; --i) WTSCloseServer(WTSOpenServerA("FARM2"));
  }
  return 0;
}
