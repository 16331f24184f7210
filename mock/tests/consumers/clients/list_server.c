/* list_server SERVER: who is logged on to a server, and what runs there. */
#include <stdio.h>
#include <tchar.h>
#include <windows.h>
#include <wtsapi32.h>

static void PrintUser(HANDLE server, DWORD session) {
  LPTSTR user = NULL;
  LPTSTR client = NULL;
  DWORD bytes = 0;
  if (WTSQuerySessionInformation(server, session, WTSUserName, &user, &bytes) && user[0] != 0) {
    _tprintf(_T("  user %s"), user);
  }
  if (WTSQuerySessionInformation(server, session, WTSClientName, &client, &bytes) &&
      client[0] != 0) {
    _tprintf(_T(" from %s"), client);
  }
  _tprintf(_T("\n"));
  WTSFreeMemory(user);
  WTSFreeMemory(client);
}

static BOOL ListSessions(HANDLE server) {
  PWTS_SESSION_INFO sessions = NULL;
  DWORD count = 0;
  DWORD i;
  if (!WTSEnumerateSessions(server, 0, 1, &sessions, &count)) return FALSE;
  for (i = 0; i < count; ++i) {
    _tprintf(_T("session %lu %s%s"), (unsigned long)sessions[i].SessionId,
             sessions[i].pWinStationName, sessions[i].State == WTSActive ? _T(" active") : _T(""));
    PrintUser(server, sessions[i].SessionId);
  }
  WTSFreeMemory(sessions);
  return TRUE;
}

static BOOL ListProcesses(HANDLE server) {
  PWTS_PROCESS_INFO_EX processes = NULL;
  DWORD level = 1;
  DWORD count = 0;
  DWORD i;
  if (!WTSEnumerateProcessesEx(server, &level, WTS_ANY_SESSION, (LPTSTR *)&processes, &count)) {
    return FALSE;
  }
  for (i = 0; i < count; ++i) {
    _tprintf(_T("process %lu %s, %lu threads\n"), (unsigned long)processes[i].ProcessId,
             processes[i].pProcessName, (unsigned long)processes[i].NumberOfThreads);
  }
  WTSFreeMemoryEx(WTSTypeProcessInfoLevel1, processes, count);
  return TRUE;
}

int _tmain(int argc, TCHAR **argv) {
  HANDLE server = argc > 1 ? WTSOpenServer(argv[1]) : WTS_CURRENT_SERVER_HANDLE;
  BOOL well = ListSessions(server) && ListProcesses(server);
  if (!well) _ftprintf(stderr, _T("error %lu\n"), (unsigned long)GetLastError());
  if (well && server != WTS_CURRENT_SERVER_HANDLE) WTSCloseServer(server);
  return well ? 0 : 1;
}
