#include <unistd.h>

__attribute__((constructor)) static void Load(void) {
  while (1) pause();
}

__attribute__((visibility("default"))) void WTSCloseServer(void* server) { (void)server; }
