/* Leaves a process behind that outlives the case, where OUTLIVES is set: that process overwrites
 * all memory that it shares with anybody, and prints, for as long as OUTLIVES says in milliseconds.
 * It begins once its case is over. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "conformance/testlibs/tiny.h"

enum { kPauseMs = 30 };

static void Pause(long milliseconds) {
  const struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

static long Now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void Scribble(void) {
  char line[512];
  FILE* const maps = fopen("/proc/self/maps", "r");
  if (!maps) return;
  while (fgets(line, sizeof line, maps)) {
    unsigned long from, to;
    char rights[8];
    if (sscanf(line, "%lx-%lx %7s", &from, &to, rights) != 3 || strcmp(rights, "rw-s") != 0) {
      continue;
    }
    memset((void*)from, rand(), to - from);
  }
  fclose(maps);
  if (write(STDOUT_FILENO, "another case's output\n", 22) < 0) return;
}

static void OutliveTheCase(long milliseconds) {
  const pid_t parent = getppid();
  setsid();
  signal(SIGTERM, SIG_IGN);
  alarm(60);
  while (getppid() == parent) Pause(1);
  Pause(kPauseMs);
  for (const long end = Now() + milliseconds; Now() < end; Pause(1)) Scribble();
  _exit(0);
}

__attribute__((constructor)) static void Start(void) {
  const char* const outlives = getenv("OUTLIVES");
  if (outlives && fork() == 0) OutliveTheCase(strtol(outlives, NULL, 10));
}

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)reserved, (void)version;
  /* The reason why some cases crash: whether that is told must not change either. */
  if (!TinyIsOpen(server)) raise(SIGSEGV);
  return TinyAnswer(sessions, count);
}
