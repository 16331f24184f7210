/* Buffers that the API returns. */
#include <stdlib.h>
#include <string.h>

#include "mock/tests/callers/callers.h"

static PWTS_SESSION_INFOA List(DWORD *count) {
  PWTS_SESSION_INFOA list = NULL;
  *count = 0;
  if (!WTSEnumerateSessionsA(WTS_CURRENT_SERVER_HANDLE, 0, 1, &list, count)) return NULL;
  return list;
}

/* The array is walked with the pointer that is to be freed. */
static int FreedByItsMiddle(bool corrected) {
  DWORD count;
  PWTS_SESSION_INFOA list = List(&count);
  PWTS_SESSION_INFOA each = list;
  for (DWORD i = 0; i + 1 < count; ++i) ++each;
  WTSFreeMemory(corrected ? list : each);
  return 0;
}

/* WTS_SESSION_INFO_1 needs WTSFreeMemoryEx. */
static int FreedWithoutItsType(bool corrected) {
  DWORD level = 1, count = 0;
  PWTS_SESSION_INFO_1A list = NULL;
  if (!WTSEnumerateSessionsExA(WTS_CURRENT_SERVER_HANDLE, &level, 0, &list, &count)) return 1;
  if (corrected) return WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count) ? 0 : 1;
  WTSFreeMemory(list);
  return 0;
}

/* The number that WTSFreeMemoryEx wants is that of the entries. */
static int FreedWithAnotherCount(bool corrected) {
  DWORD level = 1, count = 0;
  PWTS_SESSION_INFO_1A list = NULL;
  if (!WTSEnumerateSessionsExA(WTS_CURRENT_SERVER_HANDLE, &level, 0, &list, &count)) return 1;
  WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, corrected ? count : 1);
  return 0;
}

/* Nor is a list of the plain function one that WTSFreeMemoryEx has that type for. */
static int FreedAsAnotherType(bool corrected) {
  DWORD count;
  PWTS_SESSION_INFOA list = List(&count);
  if (corrected) {
    WTSFreeMemory(list);
  } else {
    WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count);
  }
  return 0;
}

/* The C library's function, for what is not from the C library. */
static int FreedWithFree(bool corrected) {
  DWORD count;
  PWTS_SESSION_INFOA list = List(&count);
  if (corrected) {
    WTSFreeMemory(list);
  } else {
    free(list);
  }
  return 0;
}

static int FreedTwice(bool corrected) {
  DWORD count;
  PWTS_SESSION_INFOA list = List(&count);
  WTSFreeMemory(list);
  if (!corrected) WTSFreeMemory(list);
  return 0;
}

static int ReadAfterItsEnd(bool corrected) {
  DWORD count, first;
  PWTS_SESSION_INFOA list = List(&count);
  if (corrected) first = list[0].SessionId;
  WTSFreeMemory(list);
  if (!corrected) first = list[0].SessionId;
  printf("session %u\n", (unsigned)first);
  return 0;
}

/* One entry more than there are. */
static int ReadBehindTheLast(bool corrected) {
  DWORD count, sum = 0;
  PWTS_SESSION_INFOA list = List(&count);
  for (DWORD i = 0; corrected ? i < count : i <= count; ++i) sum += list[i].SessionId;
  WTSFreeMemory(list);
  printf("sum %u\n", (unsigned)sum);
  return 0;
}

/* What level 0 returned, taken for what level 1 returns. */
static int ReadAsTheOtherLevel(bool corrected) {
  DWORD level = corrected ? 1 : 0, count = 0, sum = 0;
  LPSTR answer = NULL;
  if (!WTSEnumerateProcessesExA(WTS_CURRENT_SERVER_HANDLE, &level, WTS_ANY_SESSION, &answer,
                                &count)) {
    return 1;
  }
  const WTS_PROCESS_INFO_EXA *list = (const WTS_PROCESS_INFO_EXA *)(const void *)answer;
  for (DWORD i = 0; i < count; ++i) sum += list[i].ProcessId;
  WTSFreeMemoryExA(corrected ? WTSTypeProcessInfoLevel1 : WTSTypeProcessInfoLevel0, answer, count);
  printf("sum %u\n", (unsigned)sum);
  return 0;
}

/* quick_exit runs no destructor that would free it. */
static int LeftByAQuickExit(bool corrected) {
  DWORD count;
  PWTS_SESSION_INFOA list = List(&count);
  if (corrected) WTSFreeMemory(list);
  quick_exit(0);
}

/* The array is freed, the names of each session are not. */
static int Left(bool corrected) {
  DWORD count, bytes;
  PWTS_SESSION_INFOA list = List(&count);
  for (DWORD i = 0; i < count; ++i) {
    LPSTR user = NULL;
    if (!WTSQuerySessionInformationA(WTS_CURRENT_SERVER_HANDLE, list[i].SessionId, WTSUserName,
                                     &user, &bytes)) {
      continue;
    }
    if (corrected) WTSFreeMemory(user);
  }
  WTSFreeMemory(list);
  return 0;
}

/* The third call of a loop fails, and what the second one returned is freed again. */
static int StaleAfterAnError(bool corrected) {
  PWTS_SESSION_INFOA list = NULL;
  for (int i = 0; i < 4; ++i) {
    DWORD count = 0;
    BOOL done = WTSEnumerateSessionsA(WTS_CURRENT_SERVER_HANDLE, 0, 1, &list, &count);
    if (done || !corrected) WTSFreeMemory(list);
  }
  return 0;
}

int Buffers(const char *mistake, bool corrected) {
  if (strcmp(mistake, "freed-by-its-middle") == 0) return FreedByItsMiddle(corrected);
  if (strcmp(mistake, "freed-without-its-type") == 0) return FreedWithoutItsType(corrected);
  if (strcmp(mistake, "freed-with-another-count") == 0) return FreedWithAnotherCount(corrected);
  if (strcmp(mistake, "freed-as-another-type") == 0) return FreedAsAnotherType(corrected);
  if (strcmp(mistake, "freed-with-free") == 0) return FreedWithFree(corrected);
  if (strcmp(mistake, "freed-twice") == 0) return FreedTwice(corrected);
  if (strcmp(mistake, "read-after-its-end") == 0) return ReadAfterItsEnd(corrected);
  if (strcmp(mistake, "read-behind-the-last") == 0) return ReadBehindTheLast(corrected);
  if (strcmp(mistake, "read-as-the-other-level") == 0) return ReadAsTheOtherLevel(corrected);
  if (strcmp(mistake, "left-by-a-quick-exit") == 0) return LeftByAQuickExit(corrected);
  if (strcmp(mistake, "buffer-left") == 0) return Left(corrected);
  if (strcmp(mistake, "stale-after-an-error") == 0) return StaleAfterAnError(corrected);
  return kUnknown;
}
