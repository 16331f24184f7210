#include <signal.h>

__attribute__((constructor)) static void Load(void) { raise(SIGSEGV); }

__attribute__((visibility("default"))) void WTSCloseServer(void* server) { (void)server; }
