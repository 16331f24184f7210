/* A program that knows nothing of the mock: it is linked with the system's wtsapi32.dll, opens a
   server and closes it. It then reports which library it was given. */
#include <windows.h>
/* After <windows.h>, which it needs. */
#include <stdio.h>
#include <string.h>
#include <wtsapi32.h>

static const char* Identity(void) {
  const HMODULE module = GetModuleHandleA("wtsapi32.dll");
  const FARPROC marker = GetProcAddress(module, "WtsMockIdentity");
  return marker ? ((const char* (*)(void))(void (*)(void))marker)() : "none";
}

int main(void) {
  char name[] = "MOCKHOST";
  const HANDLE server = WTSOpenServerA(name);
  const int opened = server != NULL && server != INVALID_HANDLE_VALUE;
  const int is_mock = strncmp(Identity(), "wtsconform-mock", strlen("wtsconform-mock")) == 0;
  if (opened) WTSCloseServer(server);
  printf("WtsMockIdentity: %s; the server was%s opened\n", Identity(), opened ? "" : " not");
  if (!is_mock) puts("This is not the mock");
  return opened && is_mock ? 0 : 1;
}
