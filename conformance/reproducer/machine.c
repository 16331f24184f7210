/* ---- How: the machine. Exit status 0: the clause is kept; 1: it is not; 2: not decided here. */

static void Verdict(int status, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  printf("%s: ", status == 0 ? "KEPT" : status == 1 ? "NOT KEPT" : "NOT DECIDED");
  vprintf(format, arguments);
  printf("\n");
  va_end(arguments);
  fflush(stdout);
  _Exit(status);
}

#ifdef _WIN32
static CRITICAL_SECTION lock;
static void Lock(void) { EnterCriticalSection(&lock); }
static void Unlock(void) { LeaveCriticalSection(&lock); }
static void Pause(int milliseconds) { Sleep((DWORD)milliseconds); }
static int64_t Now(void) { return (int64_t)GetTickCount64(); }
static void* Load(const char* file) { return (void*)LoadLibraryA(file); }
static const char* WhyNotLoaded(void) { return "LoadLibrary failed"; }
static void* Find(void* library, const char* name) {
  return (void*)(Word)GetProcAddress((HMODULE)library, name);
}
static void SetQuiet(const char* name, const char* value) { SetEnvironmentVariableA(name, value); }
#else
static pthread_mutex_t lock;
static void Lock(void) { pthread_mutex_lock(&lock); }
static void Unlock(void) { pthread_mutex_unlock(&lock); }
static void Pause(int milliseconds) { usleep((unsigned)milliseconds * 1000u); }
#include <time.h>
static int64_t Now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
static void* Load(const char* file) { return dlopen(file, RTLD_NOW | RTLD_GLOBAL); }
static const char* WhyNotLoaded(void) { return dlerror(); }
static void* Find(void* library, const char* name) { return dlsym(library, name); }
static void SetQuiet(const char* name, const char* value) {
  if (value) setenv(name, value, 1);
  else unsetenv(name);
}
#endif

struct Task {
  void (*run)(void*);
  void* argument;
};

#ifdef _WIN32
typedef HANDLE Thread;
static DWORD WINAPI RunTask(LPVOID task_) {
#else
typedef pthread_t Thread;
static void* RunTask(void* task_) {
#endif
  struct Task task = *(struct Task*)task_;
  free(task_);
  task.run(task.argument);
  return 0;
}

static Thread StartThread(void (*run)(void*), void* argument) {
  struct Task* task = (struct Task*)malloc(sizeof *task);
  Thread thread;
  task->run = run;
  task->argument = argument;
#ifdef _WIN32
  thread = CreateThread(NULL, 0, RunTask, task, 0, NULL);
  if (!thread) Verdict(2, "no thread can be had");
#else
  if (pthread_create(&thread, NULL, RunTask, task) != 0) Verdict(2, "no thread can be had");
#endif
  return thread;
}

static void EndThread(Thread thread) {
#ifdef _WIN32
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
#else
  pthread_join(thread, NULL);
#endif
}

/* ---- the library under test */

static struct SetUp setup;
static void* exports;          /* what the functions are taken from */
static const char* names[3];   /* reachable, unreachable, other */
static void* contexts[3];      /* FreeRDP's names are addresses */
static uint32_t(WINAPI* get_last_error)(void);
static void(WINAPI* set_last_error)(uint32_t);

static void* Must(void* library, const char* name) {
  void* address = Find(library, name);
  if (!address) Verdict(2, "the library does not export %s", name);
  return address;
}

static void* LoadOr(const char* file, const char* otherwise) {
  void* library = file && *file ? Load(file) : NULL;
  if (!library && otherwise) library = Load(otherwise);
  if (!library) Verdict(2, "cannot load %s: %s", file, WhyNotLoaded());
  return library;
}

static void* PeerContext(void* freerdp) {
  void* (*new_peer)(int) = (void* (*)(int))(Word)Must(freerdp, "freerdp_peer_new");
  int32_t (*new_context)(void*) =
      (int32_t (*)(void*))(Word)Must(freerdp, "freerdp_peer_context_new");
  void* peer = new_peer(-1);
  if (!peer || !new_context(peer)) Verdict(2, "FreeRDP made no peer's context");
  return *(void**)peer;
}

/* WinPR with this table behind it. */
static void* Register(const char* winpr_file, void* provider, const char* init) {
  void* winpr = LoadOr(winpr_file, winpr_file && *winpr_file ? NULL : "libwinpr3.so.3");
  const void* (*table)(void) = (const void* (*)(void))(Word)Must(provider, init);
  int32_t (*take)(const void*) =
      (int32_t (*)(const void*))(Word)Must(winpr, "WTSRegisterWtsApiFunctionTable");
  if (!take(table())) Verdict(2, "WinPR did not take the provider's table");
  return winpr;
}

static enum Loader LoaderFor(void* library) {
  if (Find(library, "FreeRDP_InitWtsApi")) return WINPR_FREERDP;
  if (Find(library, "WTSRegisterWtsApiFunctionTable")) return WINPR;
  return Find(library, "InitWtsApi") && !Find(library, "WTSOpenServerA") ? WINPR_PROVIDER : PLAIN;
}

static const char* WinprBeside(const char* file) {
  return strstr(file, "freerdp3") ? "libwinpr3.so.3" : "libwinpr2.so.2";
}

static void LoadImplementation(const char* file, const struct SetUp* known, int known_count) {
  static char no_context[4096]; /* a context that belongs to no peer */
  void* library;
  int i;
  SetQuiet("WTSAPI_LIBRARY", NULL);
  SetQuiet("WLOG_LEVEL", "OFF");
  if (known_count == 1 && known[0].winpr && *known[0].winpr) LoadOr(known[0].winpr, NULL);
  library = LoadOr(file, NULL);
  exports = library;
  for (i = 0; i < known_count; ++i) {
    if (!known[i].marker || !*known[i].marker || Find(library, known[i].marker)) setup = known[i];
  }
  if (setup.loader == BY_ITS_EXPORTS) {
    setup.loader = LoaderFor(library);
    setup.winpr = WinprBeside(file);
  }
  if (setup.loader == WINPR_FREERDP) {
    exports = Register(setup.winpr, library, "FreeRDP_InitWtsApi");
    contexts[0] = PeerContext(library);
    contexts[1] = no_context;
    contexts[2] = PeerContext(library);
  } else if (setup.loader == WINPR_PROVIDER) {
    exports = Register(setup.winpr, library, "InitWtsApi");
  } else if (setup.loader == WINPR && Find(library, "WTSFreeMemory")) {
    /* The first call looks for a provider and leaves its own last error behind. */
    ((void(WINAPI*)(void*))(Word)Find(library, "WTSFreeMemory"))(NULL);
  }
#ifdef _WIN32
  get_last_error = (uint32_t(WINAPI*)(void))(Word)GetLastError;
  set_last_error = (void(WINAPI*)(uint32_t))(Word)SetLastError;
#else
  if (Find(exports, "GetLastError") && Find(exports, "SetLastError")) {
    get_last_error = (uint32_t (*)(void))(Word)Find(exports, "GetLastError");
    set_last_error = (void (*)(uint32_t))(Word)Find(exports, "SetLastError");
  }
#endif
}
