/* Everything but this is unsupported. */
__attribute__((visibility("default"))) void WTSCloseServer(void* server) { (void)server; }
