/* wait_events COUNT: prints what happens to the sessions of this server, so often. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
#include <wtsapi32.h>

int main(int argc, char **argv) {
  int left = argc > 1 ? atoi(argv[1]) : 1;
  while (left-- > 0) {
    DWORD flags = WTS_EVENT_NONE;
    if (!WTSWaitSystemEvent(WTS_CURRENT_SERVER_HANDLE, WTS_EVENT_LOGON | WTS_EVENT_LOGOFF,
                            &flags)) {
      printf("error %lu\n", (unsigned long)GetLastError());
      return 1;
    }
    if (flags & WTS_EVENT_LOGON) printf("somebody logged on\n");
    if (flags & WTS_EVENT_LOGOFF) printf("somebody logged off\n");
    fflush(stdout);
  }
  return 0;
}
