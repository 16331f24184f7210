/* Prints what every function that only reads answers, byte for byte: answers [SERVER ...]. Of this
 * computer, and of each server that is named. */
#include <stdio.h>
#include <string.h>

#include "spec/wtsapi32.h"

static void PrintBytes(const void *data, DWORD bytes) {
  const unsigned char *at = data;
  for (DWORD i = 0; i < bytes; ++i) printf("%02x", at[i]);
  printf("\n");
}

static void PrintText(const WCHAR *text) {
  if (text == NULL) {
    printf(" NULL");
    return;
  }
  printf(" \"");
  for (; *text != 0; ++text) printf("%04x", (unsigned)*text);
  printf("\"");
}

static void PrintClasses(HANDLE server, DWORD session) {
  for (int which = 0; which <= WTSCapabilityCheck; ++which) {
    LPWSTR wide = NULL;
    LPSTR ansi = NULL;
    DWORD bytes = 0;
    printf("session %u class %d: ", (unsigned)session, which);
    if (WTSQuerySessionInformationW(server, session, (WTS_INFO_CLASS)which, &wide, &bytes)) {
      PrintBytes(wide, bytes);
      WTSFreeMemory(wide);
    } else {
      printf("error %u\n", (unsigned)GetLastError());
    }
    if (WTSQuerySessionInformationA(server, session, (WTS_INFO_CLASS)which, &ansi, &bytes)) {
      PrintBytes(ansi, bytes);
      WTSFreeMemory(ansi);
    }
  }
}

static void PrintUser(const WCHAR *server, const WCHAR *user) {
  for (int which = 0; which <= WTSUserConfigUser; ++which) {
    LPWSTR block = NULL;
    DWORD bytes = 0;
    printf("user");
    PrintText(user);
    printf(" class %d: ", which);
    if (WTSQueryUserConfigW((LPWSTR)server, (LPWSTR)user, (WTS_CONFIG_CLASS)which, &block,
                            &bytes)) {
      PrintBytes(block, bytes);
      WTSFreeMemory(block);
    } else {
      printf("error %u\n", (unsigned)GetLastError());
    }
  }
}

static void PrintSessions(HANDLE server, const WCHAR *name) {
  PWTS_SESSION_INFO_1W list = NULL;
  DWORD level = 1, count = 0;
  if (!WTSEnumerateSessionsExW(server, &level, 0, &list, &count)) {
    printf("sessions: error %u\n", (unsigned)GetLastError());
    return;
  }
  for (DWORD i = 0; i < count; ++i) {
    printf("session %u %u %d", (unsigned)list[i].SessionId, (unsigned)list[i].ExecEnvId,
           (int)list[i].State);
    PrintText(list[i].pSessionName);
    PrintText(list[i].pHostName);
    PrintText(list[i].pUserName);
    PrintText(list[i].pDomainName);
    PrintText(list[i].pFarmName);
    printf("\n");
    PrintClasses(server, list[i].SessionId);
    if (list[i].pUserName != NULL) PrintUser(name, list[i].pUserName);
  }
  WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, list, count);
}

static void PrintProcesses(HANDLE server) {
  LPWSTR block = NULL;
  DWORD level = 1, count = 0;
  if (!WTSEnumerateProcessesExW(server, &level, WTS_ANY_SESSION, &block, &count)) {
    printf("processes: error %u\n", (unsigned)GetLastError());
    return;
  }
  const WTS_PROCESS_INFO_EXW *list = (const WTS_PROCESS_INFO_EXW *)(const void *)block;
  for (DWORD i = 0; i < count; ++i) {
    printf("process");
    PrintText(list[i].pProcessName);
    printf(" sid ");
    PrintBytes(list[i].pUserSid, 8 + 4 * (DWORD)((const unsigned char *)list[i].pUserSid)[1]);
    WTS_PROCESS_INFO_EXW numbers = list[i];
    numbers.pProcessName = NULL;
    numbers.pUserSid = NULL;
    PrintBytes(&numbers, sizeof numbers);
  }
  WTSFreeMemoryExW(WTSTypeProcessInfoLevel1, block, count);
}

static void PrintListeners(void) {
  WTSLISTENERNAMEW names[16];
  DWORD count = 16;
  if (!WTSEnumerateListenersW(NULL, NULL, 0, names, &count)) return;
  for (DWORD i = 0; i < count; ++i) {
    WTSLISTENERCONFIGW config;
    memset(&config, 0, sizeof config);
    printf("listener");
    PrintText(names[i]);
    if (WTSQueryListenerConfigW(NULL, NULL, 0, names[i], &config)) {
      printf(" ");
      PrintBytes(&config, sizeof config);
    }
  }
}

int main(int argc, char **argv) {
  static const WCHAR kNobody[] = {0};
  BOOL exists = FALSE;
  printf("console %u\n", (unsigned)WTSGetActiveConsoleSessionId());
  printf("active %d\n", WTSActiveSessionExists(&exists) ? exists : -1);
  PrintSessions(WTS_CURRENT_SERVER_HANDLE, NULL);
  PrintProcesses(WTS_CURRENT_SERVER_HANDLE);
  PrintListeners();
  PrintUser(NULL, kNobody);
  PrintClasses(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION);
  for (int i = 1; i < argc; ++i) {
    WCHAR name[64];
    size_t k = 0;
    for (; argv[i][k] != '\0' && k < 63; ++k) name[k] = (WCHAR)argv[i][k];
    name[k] = 0;
    const HANDLE by_ex = WTSOpenServerExA(argv[i]);
    const HANDLE plain = WTSOpenServerA(argv[i]);
    printf("server %s\n", argv[i]);
    PrintSessions(by_ex, name);
    PrintSessions(plain, name);
    PrintProcesses(plain);
    WTSCloseServer(by_ex);
    WTSCloseServer(plain);
  }
  return 0;
}
