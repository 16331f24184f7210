#include "threads.c"

/* What is known of a value: an implementation may return one value for several opens. */
struct Life {
  Word value;
  int used, opened, closed, failed, works;
};

static struct Life lives[1 << 15]; /* by value: a hash table */

static struct Life* LifeOf(Word value) {
  uint32_t at = (uint32_t)((uint64_t)value * 0x9E3779B97F4A7C15u >> 49);
  while (lives[at].used && lives[at].value != value) at = (at + 1) % (1 << 15);
  lives[at].used = 1;
  lives[at].value = value;
  return &lives[at];
}

static int IsOpen(Word value) { return LifeOf(value)->opened > LifeOf(value)->closed; }

struct Handle {
  const char *name, *opener;
  struct Server* server;
  Word value;
  int failed, closed; /* if FULL */
  int opens_seen;     /* if FULL */
};

static struct Handle current = {.name = "current", .server = &here}; /* WTS_CURRENT_SERVER_HANDLE */

#define NOT_STORED ((Word)0x5A5A5A5A5A5A5A5Au)
/* What a call returned and stored. */
struct Result {
  Word raw, buffer;
  uint32_t dword[4];
  int success, works; /* it works where it also stored what was asked for */
  uint32_t count;     /* if ANSWERS */
  uint64_t answer;    /* if ANSWERS */
  uint32_t error;     /* if OBSERVE */
  int changed;        /* if OBSERVE */
  uint32_t session;   /* that the call names */ /* if WALK */
};

struct Call {
  const char* id;
  void (*make)(struct Handle* on, struct Result* r);
  int comparable; /* its answer does not change by itself */ /* if ANSWERS */
  int awaited;                                               /* if FULL */
  const char* worked_on[16];                                 /* if FULL */
};

#define NO_ERROR_YET 0xDEADBEEFu
static uint32_t last_error; /* if OBSERVE */

static int keeping; /* buffers are not freed yet */

static int quiet; /* while very many calls are made */

/* Before and after each call of the library. A close finds the last error that is there. */
static void Before(const char* function, const char* on, Word value) {
  void(WINAPI * set)(uint32_t) = (void(WINAPI*)(uint32_t))LastErrorFunction("SetLastError");
  if (!quiet) printf("  %s on %s (%#llx)", function, on, (unsigned long long)value);
  if (at_once) Unlock(); /* if PARALLEL */
  if (set && strcmp(function, "WTSCloseServer") != 0) set(NO_ERROR_YET);
}

static Word After(int returns, Word raw) {
  uint32_t(WINAPI * get)(void) = (uint32_t(WINAPI*)(void))LastErrorFunction("GetLastError");
  const uint32_t error = get ? get() : NO_ERROR_YET;
  if (at_once) Lock(); /* if PARALLEL */
  last_error = error;  /* if OBSERVE */
  if (quiet) return raw;
  if (returns) printf(" returned %#llx", (unsigned long long)raw);
  if (error != NO_ERROR_YET) printf(", last error %u", error);
  printf("\n");
  return raw;
}

static void CallVoid(const char* function, const char* on, Word value) {
  Before(function, on, value);
  ((void(WINAPI*)(Word))Export(exports, function))(value);
  After(0, 0);
}

static struct Result Call(struct Call* call, struct Handle* on) {
  struct Result r = {.buffer = NOT_STORED};
  call->make(on, &r);
  return r;
}

/* A call that should work, repeated while it fails: a server may be busy for a moment. */
static struct Result CallPatiently(struct Call* call, struct Handle* on) {
  static const int pauses[] = {1, 8, 40};
  struct Result r = Call(call, on);
  int i;
  for (i = 0; !r.success && i < 3; ++i) {
    Pause(pauses[i]);
    r = Call(call, on);
  }
  return r;
}

/* UTF-8 to UTF-16. */
static void* Widen(const char* text) {
  const unsigned char* in = (const unsigned char*)text;
  uint16_t* wide = (uint16_t*)malloc((strlen(text) + 1) * 2);
  uint16_t* out = wide;
  while (*in) {
    uint32_t point = *in++;
    int more = point >= 0xF0 ? 3 : point >= 0xE0 ? 2 : point >= 0xC0 ? 1 : 0;
    if (more) point &= 0x3Fu >> more;
    while (more-- > 0 && *in) point = point << 6 | (*in++ & 0x3Fu);
    if (point >= 0x10000) *out++ = (uint16_t)(0xD800 + ((point - 0x10000) >> 10));
    *out++ = (uint16_t)(point >= 0x10000 ? 0xDC00 + ((point - 0x10000) & 0x3FF) : point);
  }
  *out = 0;
  return wide;
}

static void* Copy(const char* text) { return strcpy((char*)malloc(strlen(text) + 1), text); }

/* Memory with something in its first bytes. */
static void* Block(size_t size, const void* first, size_t first_size) {
  return memcpy(calloc(1, size + 8), first, first_size);
}

/* Only its address matters. */
static int window;

static int another_window;

static struct Handle Open(const char* name, const char* opener, struct Server* server) {
  struct Handle h = {.name = name, .opener = opener, .server = server};
  void* asked = server->address;
#ifdef TEXT
  const int wide = opener[strlen(opener) - 1] == 'W';
  void* text = !server->text ? NULL : wide ? Widen(server->text) : Copy(server->text);
  if (text) asked = text;
#endif
#ifdef ABSENT
  if (!asked && strcmp(server->kind, "null") != 0) {
    Verdict(NOT_DECIDED, "there is no \"%s\" server to ask for", server->kind);
  }
#endif
  Before(opener, server->kind, (Word)asked);
  h.value = After(1, ((Word(WINAPI*)(void*))Export(exports, opener))(asked));
#ifdef TEXT
  /* The name is the caller's memory, and no page says that it must live longer. */
  if (text) memset(text, '#', strlen(server->text) * (wide ? 2 : 1));
  free(text);
#endif
#ifdef FULL
  h.failed = strcmp(server->kind, "unreachable") == 0;
  if (h.failed) LifeOf(h.value)->failed = 1;
  if (!h.failed && h.value) ++LifeOf(h.value)->opened;
  h.opens_seen = LifeOf(h.value)->opened;
#endif
  return h;
}

/* Opens until the value is not that of `unlike`, then closes what was too many. */
static struct Handle OpenUnlike(const char* name, const char* opener, struct Server* server,
                                const struct Handle* unlike) {
  struct Handle h = Open(name, opener, server);
  int same = 0;
  while (h.value && h.value == unlike->value) {
    if (same++ == 16) {
      Verdict(NOT_DECIDED, "each open returns the value of %s again, as it may", unlike->name);
    }
    h = Open(name, opener, server);
  }
  for (; same > 0; --same) {
    ++LifeOf(unlike->value)->closed;
    CallVoid("WTSCloseServer", unlike->name, unlike->value);
  }
  return h;
}

/* A value that no open returned. */
static struct Handle Value(const char* name, Word value) {
  const struct Handle h = {.name = name, .server = &reachable, .value = value};
  return h;
}
