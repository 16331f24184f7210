/* Conforms, and says what the environment tells it to: HOSTILE_OUTPUT as it is loaded, where it then
 * ends the process if HOSTILE_ENDS is set; HOSTILE_VERSION as its version, and before it ends the
 * process in a call with a closed handle. */
#include <stdio.h>
#include <stdlib.h>

#include "conformance/testlibs/tiny.h"

static DWORD last_error;
TINY_EXPORT DWORD WINAPI GetLastError(void) { return last_error; }
TINY_EXPORT VOID WINAPI SetLastError(DWORD error) { last_error = error; }

static const char* Chosen(const char* variable) {
  const char* const text = getenv(variable);
  return text ? text : "";
}

__attribute__((constructor)) static void Load(void) {
  fputs(Chosen("HOSTILE_OUTPUT"), stdout);
  fputs(Chosen("HOSTILE_OUTPUT"), stderr);
  fflush(stdout);
  if (*Chosen("HOSTILE_ENDS")) exit(3);
}

TINY_EXPORT const char* WINAPI HostileVersion(void) { return Chosen("HOSTILE_VERSION"); }

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  (void)reserved, (void)version;
  if (TinyIsOpen(server)) return TinyAnswer(sessions, count);
  fputs(Chosen("HOSTILE_VERSION"), stderr);
  if (*Chosen("HOSTILE_VERSION")) exit(3);
  last_error = 6;
  return 0;
}
