#if !defined(_WIN32) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wunused-function" /* a case uses some of the steps */
#endif
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>
#define WINAPI
#endif

/* A handle, a pointer or a number: each argument of the API travels in one. */
typedef uintptr_t Word;

enum Level { OBSERVED, ROBUSTNESS, REQUIRED };
enum Loader { BY_ITS_EXPORTS, PLAIN, WINPR, WINPR_PROVIDER, WINPR_FREERDP };

/* How an implementation is loaded, and what is known of its world. */
struct SetUp {
  enum Loader loader;
  const char* winpr;        /* the WinPR beside it */
  const char* marker;       /* an export that tells that this is the one */
  const char* other;        /* a second server, whose answers differ */
  const char* this_computer;
  int fixed_world;          /* nothing changes by itself, and every call may be made */
  int virtualization_host;
};

enum ArgumentKind {
  A_SERVER, A_NUMBER, A_SESSION, A_PROCESS, A_OUT_POINTER, A_OUT_DWORD, A_INOUT_DWORD, A_TEXT,
  A_ANSI, A_BLOCK, A_BYTES, A_WINDOW, A_RESULT
};

struct Argument {
  enum ArgumentKind kind;
  uint64_t number; /* the number, the preset, or the size in bytes */
  uint32_t first;  /* A_BLOCK: the first 32 bits */
  const char* text;
};

enum Answer { NO_ANSWER, BYTES, SESSIONS, SESSIONS_1, PROCESSES, PROCESSES_1, A_DWORD };

/* One way to call a function. */
struct Call {
  const char* id;
  const char* function;
  int wide;
  int returns_handle;
  int changes; /* made only where nothing real can be lost */
  int stable;  /* the answer does not change by itself */
  enum Answer answer;
  const char* frees;
  int free_class; /* -1: the function that frees takes the buffer only */
  const char* undo;
  int count, undo_count;
  struct Argument arguments[10];
  struct Argument undo_arguments[4];
};

/* The call PROBE is the first everyday call that works. */
#define PROBE NULL

static void Start(enum Level level, int needs_sessions, int needs_processes,
                  int needs_virtualization_host);
static void Open(const char* name, const char* opener, const char* server, const char* unlike);
static void Value(const char* name, Word value);
static void Close(const char* name);
static void Make(const struct Call* call, const char* on, const char* label, const char* keep,
                 int observe, int optional);
static void Control(const struct Call* call, const char* on, const char* label, const char* keep,
                    const char* bind);
static void Misuse(const struct Call* call, const char* on);
/* `expect`: "success", "as LABEL" or "unlike LABEL". */
static void ExpectSuccess(const struct Call* call, const char* on, const char* expect,
                          const char* label, const char* keep, int optional);
static void ExpectFailure(const struct Call* call, const char* on, int optional);
/* `dword` is what the DWORD holds afterwards, -1 for anything. */
static void ExpectDocumentedFailure(const struct Call* call, const char* on, int64_t dword);
static void NotNull(const char* name);
static void Differ(const char* name, const char* other);
static void Describe(const char* name);
static void Compare(const char* name, const char* other);
static void ReadBuffer(const char* name);
static void FreeBuffer(const char* name, const char* by);
static void Many(const char* name, int count, const char* opener, const char* server,
                 const struct Call* checking);
static void CloseMany(const char* name, const char* order, int judges_closed,
                      const struct Call* checking);
static void Churn(int pairs, const char* opener, const char* server, const struct Call* checking);
static void OnThread(const char* thread, void (*step)(void));
static void Join(const char* thread);
static void AtOnce(void (*const* branches)(void), int count, int times);
static void BeginWait(const char* name, const struct Call* call, const char* on, int refusable);
static void Release(const char* name, const struct Call* call, const char* on, int64_t dword,
                    int must);
static void EndWait(const char* name, int milliseconds, int must);
static void StillWaits(const char* name, int milliseconds, int must, const char* unlike);
static void Sleep_(int milliseconds);
static void AtExit(const char* name);
static void Exit(void);
