#include "waits.c"

static int may_end;

static const struct Handle* left_open;

/* Closes a handle while the process exits, as the destructor of a static object would. */
static void CloseAtExit(void) {
  if (may_end && left_open->value) CallVoid("WTSCloseServer", "(at exit)", left_open->value);
}

static void Exit(void) {
  may_end = 1;
  printf("CONFORMS, if the process now ends with status 0\n");
  exit(CONFORMS);
}
