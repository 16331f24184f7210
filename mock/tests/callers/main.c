/* callers MISTAKE [corrected]: makes one of the mistakes, or does the same as it is right. */
#include <string.h>
#include <unistd.h>

#include "mock/tests/callers/callers.h"

HANDLE Open(const char *name) {
  char copy[32];
  snprintf(copy, sizeof copy, "%s", name);
  return WTSOpenServerA(copy);
}

int main(int argc, char **argv) {
  static int (*const groups[])(const char *, bool) = {Buffers, Handles, Attached, Answers};
  if (chdir("/") != 0) return 1; /* as services do */
  const char *mistake = argc > 1 ? argv[1] : "";
  bool corrected = argc > 2 && strcmp(argv[2], "corrected") == 0;
  for (size_t i = 0; i < sizeof groups / sizeof *groups; ++i) {
    int status = groups[i](mistake, corrected);
    if (status != kUnknown) return status;
  }
  fprintf(stderr, "callers: there is no mistake \"%s\"\n", mistake);
  return kUnknown;
}
