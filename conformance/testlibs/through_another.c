/* A provider for WinPR that has all functions of the API from a library that it depends on. */
#include <stddef.h>

__attribute__((visibility("default"))) const void* InitWtsApi(void) { return NULL; }
