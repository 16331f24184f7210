/* A provider for WinPR, which exports no function of the API itself. Its table has none either. */
static const void* const table[256];

__attribute__((visibility("default"))) const void* InitWtsApi(void) { return table; }
