// Stands for what the program is given of functions.toml and of the profile, so that each part of
// the prelude compiles by itself. No program has this file.
#include "answers.c"

static const char* const this_computer = NULL;
static struct Call WTSEnumerateSessionsW, WTSEnumerateSessionsA;
static struct Call WTSEnumerateProcessesW, WTSEnumerateProcessesA;
static const struct {
  struct Call* call;
  const char* function;
} everyday[] = {{&WTSEnumerateSessionsW, "WTSEnumerateSessionsW"}, {NULL, NULL}};
static const struct {
  struct Call *call, *twin;
  const char* function;
} twins[] = {{&WTSEnumerateSessionsW, &WTSEnumerateSessionsA, "WTSEnumerateSessionsA"},
             {NULL, NULL, NULL}};
static const char* const openers[] = {"WTSOpenServerW", NULL};
