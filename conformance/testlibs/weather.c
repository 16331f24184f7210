/* The mock as programs meet real servers. It conforms in all but the last three of these; the
 * variable WEATHER says which it is:
 *
 *   busy      each 29th call of a consumer fails, and works when it is repeated
 *   fourth    the same with each fourth call
 *   crowded   one open in seven fails, where it chances upon it, and works when it is repeated
 *   denied    another server answers no queries to this user
 *   private   it answers none about its users' sessions
 *   leaves    the session that was listed first leaves after some queries
 *   eventful  an event ends each second wait at once
 *   lingers   what a close leaves is freed by the first open that comes 100 ms later
 *   late      a wait takes 120 ms to arrive at the server: a flush that comes before ends nothing
 *   slow      2 ms a call, 100 ms a close
 *   two       two handles at once; one more than that fails
 *   single    one wait at once, whatever the handle; one more than that fails
 *   once      one open fails in every second process: the third
 *   sixth     each sixth open fails, in every process, whatever was done before
 *   weary     each second wait fails, and works when it is begun again
 *   minus     what is opened first has the value INVALID_HANDLE_VALUE, which no failed open has
 *   rests     an open fails that comes within 50 ms of a close
 *   flips     the sessions' states change with each list
 *   restarts  each list shows the processes of session 21 under new ids
 *   few       26 handles at once; and, which does not conform, a closed one is still accepted
 *   narrow    the handles of WTSOpenServerEx do not show the last session
 *   mistaken  lists of processes on WTS_CURRENT_SERVER_HANDLE are another server's while a handle to
 *             that one is open */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "spec/wtsapi32.h"

#define EXPORT __attribute__((visibility("default")))
#define NEXT(function) ((__typeof__(&(function)))dlsym(RTLD_NEXT, #function))

static int Is(const char* weather) {
  const char* const now = getenv("WEATHER");
  return now && strcmp(now, weather) == 0;
}

static int IsStormy(void) {
  static atomic_uint calls;
  const unsigned period = Is("busy") ? 29 : 4;
  if (Is("slow")) usleep(2000);
  if (!Is("busy") && !Is("fourth")) return 0;
  if (atomic_fetch_add(&calls, 1) % period != period - 1) return 0;
  SetLastError(170); /* ERROR_BUSY */
  return 1;
}

/* --- opens and closes */

static atomic_int open_handles;
static HANDLE some_open_handle; /* of few */

/* What closes left, each block with a pointer to the one before; of one thread. */
static struct Left {
  struct Left* before;
  char rest[2000];
} * left;
static struct timespec left_at;

static void Leave(void) {
  struct Left* const more = calloc(1, sizeof *more);
  more->before = left;
  left = more;
  clock_gettime(CLOCK_MONOTONIC, &left_at);
}

static long MillisecondsSince(struct timespec then) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec - then.tv_sec) * 1000 + (now.tv_nsec - then.tv_nsec) / 1000000;
}

static void FreeWhatIsLeft(void) {
  if (MillisecondsSince(left_at) < 100) return;
  while (left) {
    struct Left* const before = left->before;
    free(left);
    left = before;
  }
}

/* Of denied: handles to the other server, the last ones. */
static HANDLE denying[16];
static unsigned denying_opens;

/* Not the same one in each process. */
static int IsCrowded(void) {
  static atomic_uint opens;
  return Is("crowded") && ((unsigned)getpid() + atomic_fetch_add(&opens, 1)) % 7 == 0;
}

static int FailsByNumber(void) {
  static atomic_uint opens;
  const unsigned before = atomic_fetch_add(&opens, 1);
  return (Is("sixth") && before % 6 == 5) || (Is("once") && before == 2 && getpid() % 2);
}

static struct timespec closed_at; /* of rests */

static int IsOneTooMany(void) {
  if (Is("rests")) return closed_at.tv_sec && MillisecondsSince(closed_at) < 50;
  if (!Is("two") || atomic_fetch_add(&open_handles, 1) < 2) return 0;
  atomic_fetch_sub(&open_handles, 1);
  return 1;
}

static HANDLE opened_first; /* of minus */

static HANDLE ValueOf(HANDLE handle) {
  if (handle == INVALID_HANDLE_VALUE) return (HANDLE)(size_t)0x7003;
  if (opened_first) return handle;
  opened_first = handle;
  return INVALID_HANDLE_VALUE;
}

static HANDLE Opened(HANDLE handle) {
  if (Is("minus")) return ValueOf(handle);
  if (FailsByNumber() || (handle != INVALID_HANDLE_VALUE && IsOneTooMany())) {
    NEXT(WTSCloseServer)(handle);
    return INVALID_HANDLE_VALUE;
  }
  if (IsCrowded() && handle != INVALID_HANDLE_VALUE) {
    NEXT(WTSCloseServer)(handle);
    return (HANDLE)(size_t)0x7001;
  }
  if (!Is("few") || handle == INVALID_HANDLE_VALUE) return handle;
  if (!some_open_handle) some_open_handle = handle;
  if (atomic_fetch_add(&open_handles, 1) < 26) return handle;
  atomic_fetch_sub(&open_handles, 1);
  NEXT(WTSCloseServer)(handle);
  return INVALID_HANDLE_VALUE;
}

/* Of few: any value but that of a failed open is served by the handle opened first. Of minus: that
 * handle by its own value. */
static HANDLE Served(HANDLE handle) {
  if (Is("minus") && handle == INVALID_HANDLE_VALUE && opened_first) return opened_first;
  return Is("few") && handle && handle != INVALID_HANDLE_VALUE ? some_open_handle : handle;
}

static HANDLE last_ex; /* of narrow */
static HANDLE other;   /* of mistaken */

/* The names that the mock has begin with letters of their own. */
static HANDLE OpenedBy(HANDLE handle, int first_letter) {
  if (Is("lingers")) FreeWhatIsLeft();
  const HANDLE opened = Opened(handle);
  if (first_letter == 'F') other = opened;
  if (Is("denied") && first_letter == 'F') denying[denying_opens++ % 16] = opened;
  return opened;
}

EXPORT HANDLE WINAPI WTSOpenServerA(LPSTR name) {
  return OpenedBy(NEXT(WTSOpenServerA)(name), name ? name[0] : 0);
}
EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  return OpenedBy(NEXT(WTSOpenServerW)(name), name ? name[0] : 0);
}
EXPORT HANDLE WINAPI WTSOpenServerExA(LPSTR name) {
  return last_ex = OpenedBy(NEXT(WTSOpenServerExA)(name), name ? name[0] : 0);
}
EXPORT HANDLE WINAPI WTSOpenServerExW(LPWSTR name) {
  return last_ex = OpenedBy(NEXT(WTSOpenServerExW)(name), name ? name[0] : 0);
}

EXPORT VOID WINAPI WTSCloseServer(HANDLE server) {
  if (Is("slow")) usleep(100000);
  if (Is("lingers")) Leave();
  if (Is("rests")) clock_gettime(CLOCK_MONOTONIC, &closed_at);
  if (Is("two") && server != INVALID_HANDLE_VALUE) atomic_fetch_sub(&open_handles, 1);
  if (server == other) other = NULL;
  if (server == last_ex) last_ex = NULL;
  if (Is("few")) {
    atomic_fetch_sub(&open_handles, 1);
    if (server == some_open_handle) return;
  }
  NEXT(WTSCloseServer)(Is("minus") ? Served(server) : server);
}

/* --- consumers */

static atomic_uint queries;

static int HasLeft(DWORD session) {
  return Is("leaves") && session == 1 && atomic_load(&queries) > 3;
}

static int FlipsNow(void) {
  static atomic_uint asked;
  return Is("flips") && atomic_fetch_add(&asked, 1) % 2;
}

/* Takes the session out of a list of either width. */
static void LeaveList(HANDLE server, PWTS_SESSION_INFOA sessions, DWORD* count) {
  DWORD kept = 0, i;
  if (FlipsNow()) sessions[0].State = WTSIdle;
  if (Is("narrow") && server && server == last_ex) --*count;
  for (i = 0; i < *count; ++i) {
    if (!HasLeft(sessions[i].SessionId)) sessions[kept++] = sessions[i];
  }
  *count = kept;
}

EXPORT BOOL WINAPI WTSEnumerateSessionsA(HANDLE server, DWORD reserved, DWORD version,
                                         PWTS_SESSION_INFOA* sessions, DWORD* count) {
  if (IsStormy()) return 0;
  if (!NEXT(WTSEnumerateSessionsA)(Served(server), reserved, version, sessions, count)) return 0;
  LeaveList(server, *sessions, count);
  return 1;
}

EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                         PWTS_SESSION_INFOW* sessions, DWORD* count) {
  if (IsStormy()) return 0;
  if (!NEXT(WTSEnumerateSessionsW)(Served(server), reserved, version, sessions, count)) return 0;
  LeaveList(server, (PWTS_SESSION_INFOA)*sessions, count);
  return 1;
}

EXPORT BOOL WINAPI WTSEnumerateSessionsExW(HANDLE server, DWORD* level, DWORD filter,
                                           PWTS_SESSION_INFO_1W* sessions, DWORD* count) {
  DWORD i;
  int flips;
  if (!NEXT(WTSEnumerateSessionsExW)(Served(server), level, filter, sessions, count)) return 0;
  flips = FlipsNow();
  for (i = 0; flips && i < *count; ++i) (*sessions)[i].State = WTSIdle;
  return 1;
}

EXPORT BOOL WINAPI WTSEnumerateProcessesA(HANDLE server, DWORD reserved, DWORD version,
                                          PWTS_PROCESS_INFOA* processes, DWORD* count) {
  if (IsStormy()) return 0;
  if (Is("mistaken") && !server && other) server = other;
  return NEXT(WTSEnumerateProcessesA)(Served(server), reserved, version, processes, count);
}

static void Restart(PWTS_PROCESS_INFOW processes, DWORD count) {
  static atomic_uint next = 50000;
  DWORD i;
  for (i = 0; Is("restarts") && i < count; ++i) {
    if (processes[i].SessionId == 21) processes[i].ProcessId = atomic_fetch_add(&next, 4);
  }
}

EXPORT BOOL WINAPI WTSEnumerateProcessesW(HANDLE server, DWORD reserved, DWORD version,
                                          PWTS_PROCESS_INFOW* processes, DWORD* count) {
  if (!NEXT(WTSEnumerateProcessesW)(Served(server), reserved, version, processes, count)) return 0;
  Restart(*processes, *count);
  return 1;
}

EXPORT BOOL WINAPI WTSEnumerateProcessesExW(HANDLE server, DWORD* level, DWORD session,
                                            LPWSTR* processes, DWORD* count) {
  if (!NEXT(WTSEnumerateProcessesExW)(Served(server), level, session, processes, count)) return 0;
  if (*level == 0) Restart((PWTS_PROCESS_INFOW)(void*)*processes, *count);
  return 1;
}

static int IsDenied(HANDLE server, DWORD session) {
  int denied = Is("private") && (session == 21 || session == 22);
  unsigned i;
  for (i = 0; i < 16; ++i) denied |= server && server == denying[i];
  if (denied) SetLastError(ERROR_ACCESS_DENIED);
  return denied;
}

static int IsAbsent(DWORD session) {
  atomic_fetch_add(&queries, 1);
  if (!HasLeft(session)) return 0;
  SetLastError(ERROR_CTX_WINSTATION_NOT_FOUND);
  return 1;
}

EXPORT BOOL WINAPI WTSQuerySessionInformationA(HANDLE server, DWORD session, WTS_INFO_CLASS which,
                                               LPSTR* buffer, DWORD* bytes) {
  if (IsStormy() || IsDenied(server, session) || IsAbsent(session)) return 0;
  return NEXT(WTSQuerySessionInformationA)(Served(server), session, which, buffer, bytes);
}

EXPORT BOOL WINAPI WTSQuerySessionInformationW(HANDLE server, DWORD session, WTS_INFO_CLASS which,
                                               LPWSTR* buffer, DWORD* bytes) {
  if (IsStormy() || IsDenied(server, session) || IsAbsent(session)) return 0;
  return NEXT(WTSQuerySessionInformationW)(Served(server), session, which, buffer, bytes);
}

static int IsOpen(HANDLE server) {
  PWTS_SESSION_INFOA sessions;
  DWORD count;
  if (!NEXT(WTSEnumerateSessionsA)(server, 0, 1, &sessions, &count)) return 0;
  NEXT(WTSFreeMemory)(sessions);
  return 1;
}

/* Waits while no other call does. */
static BOOL WaitAlone(HANDLE server, DWORD mask, DWORD* events) {
  static atomic_flag waits = ATOMIC_FLAG_INIT;
  BOOL result;
  if (atomic_flag_test_and_set(&waits)) {
    SetLastError(170); /* ERROR_BUSY */
    return 0;
  }
  result = NEXT(WTSWaitSystemEvent)(server, mask, events);
  atomic_flag_clear(&waits);
  return result;
}

EXPORT BOOL WINAPI WTSWaitSystemEvent(HANDLE server, DWORD mask, DWORD* events) {
  static atomic_uint waits;
  if (!(mask & WTS_EVENT_FLUSH)) {
    if (Is("single")) return WaitAlone(server, mask, events);
    if (Is("weary") && IsOpen(server) && atomic_fetch_add(&waits, 1) % 2 == 1) return 0;
    if (Is("late")) usleep(120000);
    if (Is("eventful") && IsOpen(server) && atomic_fetch_add(&waits, 1) % 2 == 0) {
      *events = WTS_EVENT_LICENSE;
      return 1;
    }
  }
  return NEXT(WTSWaitSystemEvent)(Served(server), mask, events);
}
