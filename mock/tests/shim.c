/* What the shim's <windows.h> calculates. */
#include <windows.h>

static FILETIME Of(ULONGLONG ticks) {
  FILETIME time;
  time.dwLowDateTime = (DWORD)ticks;
  time.dwHighDateTime = (DWORD)(ticks >> 32);
  return time;
}

static WORD DaysOf(const SYSTEMTIME *date) {
  static const WORD days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const BOOL is_leap = date->wYear % 4 == 0 && (date->wYear % 100 != 0 || date->wYear % 400 == 0);
  return (WORD)(days[date->wMonth - 1] + (date->wMonth == 2 && is_leap));
}

static void Advance(SYSTEMTIME *date) {
  date->wDayOfWeek = (WORD)((date->wDayOfWeek + 1) % 7);
  if (++date->wDay <= DaysOf(date)) return;
  date->wDay = 1;
  if (++date->wMonth <= 12) return;
  date->wMonth = 1;
  ++date->wYear;
}

/* Each day, from 1601-01-01, a Monday, to the last that there is, by a calendar in which one day
 * comes after the other. */
static BOOL AreDatesRight(void) {
  const ULONGLONG day = 864000000000;
  const ULONGLONG last = 0x7FFFFFFFFFFFFFFF / day;
  SYSTEMTIME right = {1601, 1, 1, 1, 0, 0, 0, 0};
  SYSTEMTIME got;
  ULONGLONG i;
  for (i = 0; i <= last; ++i, Advance(&right)) {
    const FILETIME time = Of(i * day);
    if (!FileTimeToSystemTime(&time, &got) || memcmp(&got, &right, sizeof got) != 0) return FALSE;
  }
  return TRUE;
}

static BOOL IsTheTimeOfDayRight(void) {
  /* The last 100 nanoseconds of 1999-12-31, a Friday. */
  const FILETIME time = Of(125911583999999999);
  const SYSTEMTIME right = {1999, 12, 5, 31, 23, 59, 59, 999};
  SYSTEMTIME got;
  return FileTimeToSystemTime(&time, &got) && memcmp(&got, &right, sizeof got) == 0;
}

/* The page: a time of 0x8000000000000000 or more is refused; nothing is written. */
static BOOL AreTooLateTimesRefused(void) {
  const FILETIME last = Of(0x7FFFFFFFFFFFFFFF);
  const FILETIME after = Of(0x8000000000000000);
  SYSTEMTIME got;
  if (!FileTimeToSystemTime(&last, &got) || got.wYear != 30828) return FALSE;
  SetLastError(ERROR_SUCCESS);
  return !FileTimeToSystemTime(&after, &got) && GetLastError() == ERROR_INVALID_PARAMETER &&
         got.wYear == 30828;
}

/* The halves of a time are those of the whole number. */
static BOOL AreHalvesRight(void) {
  LARGE_INTEGER time;
  time.QuadPart = 0x0123456789ABCDEF;
  return time.LowPart == 0x89ABCDEF && time.HighPart == 0x01234567 && time.u.LowPart == 0x89ABCDEF;
}

int main(void) {
  if (!AreDatesRight()) return 1;
  if (!IsTheTimeOfDayRight()) return 2;
  if (!AreTooLateTimesRefused()) return 3;
  return AreHalvesRight() ? 0 : 4;
}
