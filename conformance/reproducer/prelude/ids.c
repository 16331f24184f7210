#include "generated.c"

static int SameName(const char* a, const char* b) {
  for (; *a && (*a | 32) == (*b | 32); ++a, ++b) {
  }
  return !*a && !*b;
}

#ifndef _WIN32
#include <unistd.h>
#endif
static int NamesThisComputer(const char* name) {
  char own[256] = "";
#ifdef _WIN32
  DWORD size = sizeof own;
  GetComputerNameA(own, &size);
#else
  gethostname(own, sizeof own - 1);
  if (strchr(own, '.')) *strchr(own, '.') = 0;
#endif
  if (!name) return 0;
  if (this_computer) return SameName(this_computer, name);
  return SameName(own, name) || SameName("localhost", name);
}

#define LIST(name) ((Word(WINAPI*)(Word, Word, Word, void*, void*))Export(exports, name))

struct Session { /* WTS_SESSION_INFO */
  uint32_t id;
  void* name;
  int32_t state;
};

/* The first active session that a server lists, else any; the same from then on. */
static uint32_t SessionOn(struct Handle* on) {
  static const char* const lists[] = {"WTSEnumerateSessionsW", "WTSEnumerateSessionsA"};
  struct Server* server = on->server;
  uint32_t count = 0, i;
  if (on == &current && NamesThisComputer(reachable.text)) server = &reachable; /* if TEXT */
  if (strcmp(server->kind, "unreachable") == 0) on = &current;                  /* if ABSENT */
  for (i = 0; i < 2 && !count && !server->asked; ++i) {
    struct Session* rows = NULL;
    if (!Find(exports, lists[i])) continue;
    Before(lists[i], on->name, on->value);
    if (!(uint32_t)After(1, LIST(lists[i])(on->value, 0, 1, &rows, &count)) || !rows) count = 0;
    for (uint32_t at = count; at-- > 0;)
      if (!server->session || rows[at].state == 0) server->session = rows[at].id;
    if (count) Free((Word)rows);
  }
  server->asked = 1;
  return server->session;
}

/* From here on calls are about that one of the sessions, counted around the end of the list. */
static void TurnToSession(struct Handle* on, uint32_t number) {
  const char* const list =
      Find(exports, "WTSEnumerateSessionsW") ? "WTSEnumerateSessionsW" : "WTSEnumerateSessionsA";
  struct Session* rows = NULL;
  uint32_t count = 0;
  if (!Find(exports, list)) return;
  Before(list, on->name, on->value);
  if (!(uint32_t)After(1, LIST(list)(on->value, 0, 1, &rows, &count)) || !rows || !count) return;
  on->server->session = rows[number % count].id;
  on->server->asked = 1;
  Free((Word)rows);
}

struct Process { /* WTS_PROCESS_INFO */
  uint32_t session, id;
  void *name, *sid;
};

/* The last process that a mock lists; nowhere else is a process's id passed. */
static uint32_t ProcessOn(struct Handle* on) {
  const char* const list =
      Find(exports, "WTSEnumerateProcessesW") ? "WTSEnumerateProcessesW" : "WTSEnumerateProcessesA";
  struct Server* server = on->server;
  struct Process* rows = NULL;
  uint32_t count = 0;
  if (on == &current && NamesThisComputer(reachable.text)) server = &reachable; /* if TEXT */
  if (strcmp(server->kind, "unreachable") == 0) on = &current;                  /* if ABSENT */
  if (server->process) return server->process;
  Before(list, on->name, on->value);
  if (!(uint32_t)After(1, LIST(list)(on->value, 0, 1, &rows, &count)) || !rows || !count) {
    Verdict(NOT_DECIDED, "the server lists no process");
  }
  server->process = rows[count - 1].id;
  Free((Word)rows);
  return server->process;
}
