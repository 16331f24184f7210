/* A provider for WinPR, which exports no function of the API itself. */
#include <stddef.h>

__attribute__((visibility("default"))) const void* InitWtsApi(void) { return NULL; }
