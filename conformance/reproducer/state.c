/* ---- what is known while the case runs: handles, the life of their values, what worked */

#define MOST 64
#define MOST_CALLS 512

struct Named {
  char name[32];
  Word* values; /* several for many handles */
  int count;
  const char* opener;
  const char* server;
  int failed, closed, opens_seen;
};
struct Life { Word value; int used, opened, closed, failed, proved; };
struct Seen { const struct Call* call; char on[32]; };
struct Answered {
  char label[64];
  const struct Call* call;
  int success;
  char on[32];
  char* answer;
  size_t size;
};

static enum Level level;
static struct Named handles[MOST];
static int handle_count;
static struct Life lives[1 << 16]; /* a hash table */
static struct Seen worked[MOST_CALLS];
static int worked_count;
static struct Answered answered[MOST_CALLS];
static int answered_count;
static struct Buffer buffers[MOST];
static int buffer_count;
static struct Seen proved_openers[MOST]; /* `on` is the server, with the opener before it */
static int proved_opener_count;
static const struct Call* unbacked[MOST_CALLS]; /* failures that await their call's success */
static int unbacked_count;
static const struct Call* probe;
static int needs_sessions, needs_processes;
static int decisive, decisive_failures, wants_failure;
static char excuse[256];

static void Copy(char* to, size_t room, const char* from) {
  snprintf(to, room, "%s", from ? from : "");
}

static void Broken(const char* format, ...) {
  char text[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  Verdict(1, "%s", text);
}

static void Decisive(int of_failure) {
  Lock();
  ++decisive;
  decisive_failures += of_failure;
  Unlock();
}

static void Excuse(const char* why) {
  Lock();
  if (!*excuse) Copy(excuse, sizeof excuse, why);
  Unlock();
}

static struct Life* LifeOf(Word value) {
  const uint32_t most = sizeof lives / sizeof *lives;
  uint32_t at = (uint32_t)((uint64_t)value * 0x9E3779B97F4A7C15u >> 40), tries;
  for (tries = 0; tries < most; ++tries, ++at) {
    struct Life* life = &lives[at % most];
    if (life->used && life->value != value) continue;
    life->used = 1;
    life->value = value;
    return life;
  }
  Verdict(2, "too many values");
  return NULL;
}

static int LiveCount(Word value) {
  struct Life* life = LifeOf(value);
  return life->opened - life->closed;
}

/* Neither open nor unknown: closed as often as opened, or a failed open's value. */
static int MustFail(Word value) {
  struct Life* life = LifeOf(value);
  return life->opened == life->closed && (life->opened > 0 || life->failed);
}

/* 0 where closing the value is unlawful. */
static int NoteClosed(Word value) {
  struct Life* life = LifeOf(value);
  if (life->opened == life->closed) return 0;
  ++life->closed;
  return 1;
}

static struct Named* HandleNamed(const char* name) {
  int i;
  for (i = handle_count - 1; i >= 0; --i) {
    if (strcmp(handles[i].name, name) == 0) return &handles[i];
  }
  Verdict(2, "this program names no handle %s", name);
  return NULL;
}

static struct Named* NewHandle(const char* name, const char* opener, const char* server) {
  struct Named* handle;
  Lock();
  if (handle_count == MOST) Verdict(2, "too many handles");
  handle = &handles[handle_count++];
  Unlock();
  memset(handle, 0, sizeof *handle);
  Copy(handle->name, sizeof handle->name, name);
  handle->opener = opener;
  handle->server = server;
  return handle;
}

static void SetValue(struct Named* handle, Word value) {
  handle->values = (Word*)realloc(handle->values, sizeof value);
  handle->values[0] = value;
  handle->count = 1;
}

static Word ValueOf(const struct Named* handle) { return handle->count ? handle->values[0] : 0; }

static int HasWorked(const struct Call* call, const char* on, const char* but) {
  int i;
  for (i = 0; i < worked_count; ++i) {
    if (worked[i].call == call && (!on || strcmp(worked[i].on, on) == 0) &&
        (!but || strcmp(worked[i].on, but) != 0)) {
      return 1;
    }
  }
  return 0;
}

static void Worked(const struct Call* call, const char* on, Word value) {
  int i;
  Lock();
  if (!HasWorked(call, on, NULL) && worked_count < MOST_CALLS) {
    worked[worked_count].call = call;
    Copy(worked[worked_count++].on, 32, on);
  }
  if (value) LifeOf(value)->proved = 1;
  /* A failure shows something once the same call is seen to work, be it later. */
  for (i = 0; i < unbacked_count; ++i) {
    if (unbacked[i] != call) continue;
    unbacked[i] = NULL;
    Decisive(1);
  }
  Unlock();
}

static int OpenerIsProved(const struct Named* handle) {
  char key[32];
  int i;
  Copy(key, sizeof key, handle->server);
  for (i = 0; handle->opener && i < proved_opener_count; ++i) {
    if (strcmp((const char*)proved_openers[i].call, handle->opener) == 0 &&
        strcmp(proved_openers[i].on, key) == 0) {
      return 1;
    }
  }
  return 0;
}

static void ProveOpener(const struct Named* handle) {
  if (!handle->opener || OpenerIsProved(handle) || proved_opener_count == MOST) return;
  proved_openers[proved_opener_count].call = (const struct Call*)(const void*)handle->opener;
  Copy(proved_openers[proved_opener_count++].on, 32, handle->server);
}

static struct Answered* AnswerNamed(const char* label, const struct Call* call) {
  int i;
  for (i = answered_count - 1; i >= 0; --i) {
    if (answered[i].call == call && strcmp(answered[i].label, label) == 0) return &answered[i];
  }
  return NULL;
}

static void Remember(const struct Call* call, const struct Result* result, const char* on,
                     const char* label, const char* keep) {
  if (label && *label && answered_count < MOST_CALLS) {
    struct Answered* it = &answered[answered_count++];
    Copy(it->label, sizeof it->label, label);
    Copy(it->on, sizeof it->on, on);
    it->call = call;
    it->success = result->success;
    it->answer = result->answer;
    it->size = result->size;
  }
  if (keep && *keep && buffer_count < MOST) {
    struct Buffer* it = &buffers[buffer_count++];
    Copy(it->name, sizeof it->name, keep);
    it->call = call;
    it->pointer = result->pointer;
    it->count = result->count;
    it->answer = result->answer;
    it->size = result->size;
  }
}

static int SameName(const char* a, const char* b) {
  for (; *a && *b; ++a, ++b) {
    if ((*a | 32) != (*b | 32)) return 0;
  }
  return *a == *b;
}

/* Whether a list, in either width, is not empty and the same on CURRENT as on the target. */
static int ShowsTheSame(const struct Call* wide, const struct Call* narrow,
                        const struct Target* target) {
  const struct Call* const lists[] = {wide, narrow};
  int i;
  for (i = 0; i < 2; ++i) {
    struct Target current = {"current", 0, "current"};
    struct Result here, there;
    if (!Find(exports, lists[i]->function)) continue;
    here = CallOn(lists[i], &current, 0);
    there = CallOn(lists[i], target, 0);
    if (here.success && there.success && here.size) {
      return here.size == there.size && memcmp(here.answer, there.answer, here.size) == 0;
    }
  }
  return 0;
}

/* By name, or because both show the same sessions and the same processes. */
static int IsThisMachine(const struct Target* target) {
  char own[256] = "";
  if (setup.this_computer && *setup.this_computer) {
    Copy(own, sizeof own, setup.this_computer);
  } else {
#ifdef _WIN32
    DWORD size = sizeof own;
    GetComputerNameA(own, &size);
#else
    gethostname(own, sizeof own - 1);
    if (strchr(own, '.')) *strchr(own, '.') = 0;
#endif
  }
  if (!contexts[0] && (SameName(own, names[0]) || SameName("localhost", names[0]))) return 1;
  return target && target->value &&
         ShowsTheSame(&WTSEnumerateSessionsW_, &WTSEnumerateSessionsA_, target) &&
         ShowsTheSame(&WTSEnumerateProcessesW_, &WTSEnumerateProcessesA_, target);
}

static struct Target TargetNamed(const char* name) {
  struct Target target = {"current", 0, "current"};
  if (strcmp(name, "current") == 0) {
    if (IsThisMachine(NULL)) target.server = "reachable";
  } else {
    struct Named* handle = HandleNamed(name);
    target.name = name;
    target.value = ValueOf(handle);
    target.server = handle->server;
  }
  return target;
}

/* Whom to ask for what is on the target's server: what a failed open returned must not be asked. */
static struct Target WhoTells(const struct Target* target) {
  const struct Target current = {"current", 0, "current"};
  return strcmp(target->server, "unreachable") == 0 ? current : *target;
}

/* The first active session that the server lists, else any. */
static uint32_t SessionOn(const struct Target* target) {
  static const struct Call* const lists[] = {&WTSEnumerateSessionsW_, &WTSEnumerateSessionsA_};
  static struct { const char* server; uint32_t id; } known[8];
  static int known_count;
  const struct Target teller = WhoTells(target);
  uint32_t chosen = 0;
  int i, j;
  for (i = 0; i < known_count; ++i) {
    if (strcmp(known[i].server, target->server) == 0) return known[i].id;
  }
  for (i = 0; i < 2; ++i) {
    struct Result result;
    if (!Find(exports, lists[i]->function)) continue;
    result = CallOn(lists[i], &teller, 1);
    if (!result.success) continue;
    for (j = (int)result.count - 1; result.pointer && j >= 0; --j) {
      const struct SessionInfo* row = (const struct SessionInfo*)result.pointer + j;
      if (chosen == 0 || row->state == 0) chosen = row->id;
    }
    FreeWith(lists[i], "", result.pointer, result.count);
    if (result.count) break;
  }
  if (known_count < 8) {
    known[known_count].server = target->server;
    known[known_count++].id = chosen;
  }
  return chosen;
}

/* The last process that the mock lists; nowhere else is a process's id passed. */
static uint32_t ProcessOn(const struct Target* target) {
  static struct { const char* server; uint32_t id; } known[8];
  static int known_count;
  const struct Target teller = WhoTells(target);
  struct Result result;
  uint32_t id;
  int i;
  for (i = 0; i < known_count; ++i) {
    if (strcmp(known[i].server, target->server) == 0) return known[i].id;
  }
  if (!setup.fixed_world) return 0;
  result = CallOn(&WTSEnumerateProcessesW_, &teller, 1);
  if (!result.success || !result.count) Verdict(2, "the server lists no process");
  id = ((const struct ProcessInfo*)result.pointer)[result.count - 1].id;
  FreeWith(&WTSEnumerateProcessesW_, "", result.pointer, result.count);
  if (known_count < 8) {
    known[known_count].server = target->server;
    known[known_count++].id = id;
  }
  return id;
}

/* The call itself, or the first everyday one that works there. */
static const struct Call* Chosen(const struct Call* call, const struct Target* on) {
  const struct Call* fallback = NULL;
  int i;
  if (call) return call;
  Lock();
  for (i = 0; !probe && everyday[i]; ++i) {
    if (!Find(exports, everyday[i]->function)) continue;
    if (!fallback) fallback = everyday[i];
    if (on->value == 0 && strcmp(on->name, "current") != 0) break;
    if (CallOn(everyday[i], on, 0).success) probe = everyday[i];
  }
  Unlock();
  if (!probe && !fallback) Verdict(2, "no function is exported that could try a handle out");
  return probe ? probe : fallback;
}
