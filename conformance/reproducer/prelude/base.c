#define _GNU_SOURCE /* where -std=c11 leaves out POSIX */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#define WINAPI
#endif

typedef uintptr_t Word; /* a handle, a pointer or a number: each argument travels in one */

enum { CONFORMS, DEVIATES, NOT_DECIDED };
static const char* const verdicts[] = {"CONFORMS", "DEVIATES", "NOT DECIDED"};
/* Ends the program with this exit status. */
#define Verdict(status, ...) \
  (printf("%s: ", verdicts[status]), printf(__VA_ARGS__), printf("\n"), _Exit(status))
