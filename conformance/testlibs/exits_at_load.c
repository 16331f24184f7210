#include <stdio.h>
#include <stdlib.h>

/* With a status that looks like success. */
__attribute__((constructor)) static void Load(void) {
  fputs("no licence found\n", stderr);
  exit(0);
}

__attribute__((visibility("default"))) void WTSCloseServer(void* server) { (void)server; }
