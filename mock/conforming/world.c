#include "mock/conforming/world.h"

#include <stdlib.h>
#include <string.h>

enum Server ServerNamed(const char* name) {
  if (!name) return kNone;
  if (strcmp(name, "ALPHA") == 0) return kAlpha;
  return strcmp(name, "BETA") == 0 ? kBeta : kNone;
}

char* Narrow(const WCHAR* name) {
  size_t length = 0, i;
  char* narrow;
  if (!name) return NULL;
  while (name[length]) ++length;
  narrow = (char*)malloc(length + 1);
  for (i = 0; narrow && i <= length; ++i) {
    if (name[i] > 127) {
      free(narrow);
      return NULL;
    }
    narrow[i] = (char)name[i];
  }
  return narrow;
}

static enum Server ServerOf(HANDLE handle) {
  return handle == WTS_CURRENT_SERVER_HANDLE ? kAlpha : ServerOfOpen(handle);
}

/* Copies a text in either width to `to`, which has TEXT_ROOM bytes. */
static void PutText(void* to, const char* text, int wide) {
  size_t i;
  for (i = 0; i <= strlen(text); ++i) {
    if (wide)
      ((WCHAR*)to)[i] = (WCHAR)text[i];
    else
      ((char*)to)[i] = text[i];
  }
}

static const char* const kUsers[] = {"anna", "ben"};
static const DWORD kSessions[] = {3, 7};

#define TEXT_ROOM 64

static BOOL EnumerateSessions(HANDLE server, WTS_SESSION_INFOA** list, DWORD* count, int wide) {
  const enum Server which = ServerOf(server);
  WTS_SESSION_INFOA* row;
  if (which == kNone) return Refuse();
  row = (WTS_SESSION_INFOA*)calloc(1, sizeof *row + TEXT_ROOM);
  row->SessionId = kSessions[which];
  row->pWinStationName = (LPSTR)(row + 1);
  row->State = WTSActive;
  PutText(row->pWinStationName, "Console", wide);
  *list = row;
  *count = 1;
  return Success();
}

static BOOL EnumerateSessionsEx(HANDLE server, DWORD* level, WTS_SESSION_INFO_1A** list,
                                DWORD* count, int wide) {
  const enum Server which = ServerOf(server);
  WTS_SESSION_INFO_1A* row;
  if (which == kNone || *level != 1) return Refuse();
  row = (WTS_SESSION_INFO_1A*)calloc(1, sizeof *row + TEXT_ROOM);
  row->SessionId = kSessions[which];
  row->State = WTSActive;
  row->pSessionName = (LPSTR)(row + 1);
  PutText(row->pSessionName, kUsers[which], wide);
  *list = row;
  *count = 1;
  return Success();
}

static BOOL EnumerateProcesses(HANDLE server, WTS_PROCESS_INFOA** list, DWORD* count, int wide) {
  const enum Server which = ServerOf(server);
  WTS_PROCESS_INFOA* row;
  if (which == kNone) return Refuse();
  row = (WTS_PROCESS_INFOA*)calloc(1, sizeof *row + TEXT_ROOM);
  row->SessionId = kSessions[which];
  row->ProcessId = 40 + (DWORD)which;
  row->pProcessName = (LPSTR)(row + 1);
  PutText(row->pProcessName, "shell", wide);
  *list = row;
  *count = 1;
  return Success();
}

static BOOL EnumerateProcessesEx(HANDLE server, DWORD* level, void** list, DWORD* count, int wide) {
  if (*level != 0) {
    *level = 1; /* the level that it would take besides 0 */
    return Refuse();
  }
  return EnumerateProcesses(server, (WTS_PROCESS_INFOA**)list, count, wide);
}

static BOOL Query(HANDLE server, DWORD session, WTS_INFO_CLASS what, void** buffer, DWORD* bytes,
                  int wide) {
  const enum Server which = ServerOf(server);
  const char* text = "";
  if (which == kNone || session != kSessions[which]) return Refuse();
  *buffer = calloc(1, TEXT_ROOM);
  if (what == WTSSessionId) {
    memcpy(*buffer, &session, sizeof session);
    *bytes = sizeof session;
    return Success();
  }
  if (what == WTSUserName) text = kUsers[which];
  PutText(*buffer, text, wide);
  *bytes = (DWORD)((strlen(text) + 1) * (wide ? sizeof(WCHAR) : 1));
  return Success();
}

BOOL WINAPI WTSEnumerateSessionsA(HANDLE server, DWORD reserved, DWORD version,
                                  PWTS_SESSION_INFOA* list, DWORD* count) {
  return reserved == 0 && version == 1 ? EnumerateSessions(server, list, count, 0) : Refuse();
}
BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                  PWTS_SESSION_INFOW* list, DWORD* count) {
  return reserved == 0 && version == 1
             ? EnumerateSessions(server, (WTS_SESSION_INFOA**)(void*)list, count, 1)
             : Refuse();
}
BOOL WINAPI WTSEnumerateSessionsExA(HANDLE server, DWORD* level, DWORD filter,
                                    PWTS_SESSION_INFO_1A* list, DWORD* count) {
  return filter == 0 ? EnumerateSessionsEx(server, level, list, count, 0) : Refuse();
}
BOOL WINAPI WTSEnumerateSessionsExW(HANDLE server, DWORD* level, DWORD filter,
                                    PWTS_SESSION_INFO_1W* list, DWORD* count) {
  return filter == 0
             ? EnumerateSessionsEx(server, level, (WTS_SESSION_INFO_1A**)(void*)list, count, 1)
             : Refuse();
}
BOOL WINAPI WTSEnumerateProcessesA(HANDLE server, DWORD reserved, DWORD version,
                                   PWTS_PROCESS_INFOA* list, DWORD* count) {
  return reserved == 0 && version == 1 ? EnumerateProcesses(server, list, count, 0) : Refuse();
}
BOOL WINAPI WTSEnumerateProcessesW(HANDLE server, DWORD reserved, DWORD version,
                                   PWTS_PROCESS_INFOW* list, DWORD* count) {
  return reserved == 0 && version == 1
             ? EnumerateProcesses(server, (WTS_PROCESS_INFOA**)(void*)list, count, 1)
             : Refuse();
}
BOOL WINAPI WTSEnumerateProcessesExA(HANDLE server, DWORD* level, DWORD session, LPSTR* list,
                                     DWORD* count) {
  (void)session;
  return EnumerateProcessesEx(server, level, (void**)list, count, 0);
}
BOOL WINAPI WTSEnumerateProcessesExW(HANDLE server, DWORD* level, DWORD session, LPWSTR* list,
                                     DWORD* count) {
  (void)session;
  return EnumerateProcessesEx(server, level, (void**)list, count, 1);
}
BOOL WINAPI WTSQuerySessionInformationA(HANDLE server, DWORD session, WTS_INFO_CLASS what,
                                        LPSTR* buffer, DWORD* bytes) {
  return Query(server, session, what, (void**)buffer, bytes, 0);
}
BOOL WINAPI WTSQuerySessionInformationW(HANDLE server, DWORD session, WTS_INFO_CLASS what,
                                        LPWSTR* buffer, DWORD* bytes) {
  return Query(server, session, what, (void**)buffer, bytes, 1);
}
VOID WINAPI WTSFreeMemory(PVOID memory) { free(memory); }
BOOL WINAPI WTSFreeMemoryExA(WTS_TYPE_CLASS type, PVOID memory, ULONG entries) {
  (void)type, (void)entries;
  free(memory);
  return Success();
}
BOOL WINAPI WTSFreeMemoryExW(WTS_TYPE_CLASS type, PVOID memory, ULONG entries) {
  return WTSFreeMemoryExA(type, memory, entries);
}
