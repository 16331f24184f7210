/* Can be loaded once: a fault that no case is to blame for. The test gives it a copy to delete. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

__attribute__((visibility("default"))) void WTSCloseServer(void* server) { (void)server; }
__attribute__((visibility("default"))) void* WTSOpenServerW(void* name) { return name; }

__attribute__((constructor)) static void Load(void) {
  Dl_info own;
  if (dladdr((void*)&WTSCloseServer, &own)) unlink(own.dli_fname);
}
