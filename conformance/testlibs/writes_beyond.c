/* An ordinary bug: WTSEnumerateSessionsW allocates 1 MiB and clears BEYOND bytes more than that (a
 * size in the wrong unit). No knowledge of the harness. */
#include <stdlib.h>
#include <string.h>

#include "conformance/testlibs/tiny.h"

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  const char* const beyond = getenv("BEYOND");
  const size_t size = 1 << 20;
  char* const memory = malloc(size);
  (void)reserved, (void)version;
  if (beyond) {
    /* Not memset: the compiler would know that it is too much, and some write the end first. */
    volatile char* each = memory;
    for (size_t i = 0; i < size + strtoul(beyond, NULL, 10); ++i) each[i] = 'A';
  }
  if (!TinyIsOpen(server)) return 0;
  return TinyAnswer(sessions, count);
}
