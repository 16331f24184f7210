#include "observe.c"

/* Handles that are open at once. */
struct Crowd {
  const char* name;
  struct Handle* each;
  int count;
};

/* `call` is NULL for the probe. */
static struct Result Check(struct Call* call, struct Handle* h) {
  return Call(call ? call : Probe(h), h);
}

/* Opens so many handles, each shown to work; an open that fails at a limit may do so. */
static struct Crowd Many(const char* name, int wanted, const char* opener, struct Server* server,
                         struct Call* call) {
  struct Crowd crowd = {.name = name};
  crowd.each = (struct Handle*)calloc((size_t)wanted, sizeof *crowd.each);
  printf("  %d handles by %s ...\n", wanted, opener);
  quiet = 1;
  while (crowd.count < wanted) {
    struct Handle h = Open(name, opener, server);
    if (!h.value || !Check(call, &h).works) {
      if (h.value) --LifeOf(h.value)->opened;
      break;
    }
    Worked(call ? call : Probe(&h), &h);
    crowd.each[crowd.count++] = h;
  }
  quiet = 0;
  if (crowd.count < 2) Verdict(NOT_DECIDED, "%s gave %d handles at once", opener, crowd.count);
  return crowd;
}

/* Open ones work, closed ones fail; either kind is judged. */
static void CheckOne(struct Handle* h, int index, int closed, int judges_closed,
                     struct Call* call) {
  const int stale = IsStale(h->value);
  const struct Result r = Check(call, h);
  if (stale != judges_closed) return;
  Shown(judges_closed);
  if (!stale && !r.works) Verdict(DEVIATES, "live handle refused: %s[%d]", h->name, index);
  if (stale && closed && r.success) {
    Verdict(DEVIATES, "%s succeeded on %s[%d]", (call ? call : Probe(h))->id, h->name, index);
  }
}

/* Which one is closed as the i-th: "in order", "reverse" or "shuffled", the same each time. */
static int Nth(const char* order, int i, int count) {
  if (order[0] == 'r') return count - 1 - i;
  return order[0] == 's' ? (int)((int64_t)i * 7919 % count) : i;
}

/* Closes them, and after each close tries out that one and some others. */
static void CloseMany(struct Crowd* crowd, const char* order, int judges_closed,
                      struct Call* call) {
  const int count = crowd->count;
  char* closed = (char*)calloc((size_t)count, 1);
  int i, j, at;
  printf("  closing them %s ...\n", order);
  quiet = 1;
  for (i = 0; i < count; ++i) {
    /* Neighbours, the last to go and one in between are what would be taken by mistake. */
    const int some[] = {i, i + 1, count - 1, (i + 1 + count) / 2};
    at = Nth(order, i, count);
    Close(&crowd->each[at]);
    closed[at] = 1;
    for (j = 0; j < count && j < (count > 8 ? 4 : 8); ++j) {
      at = count > 8 ? Nth(order, some[j] < count ? some[j] : i, count) : j;
      CheckOne(&crowd->each[at], at, closed[at], judges_closed, call);
    }
  }
  for (i = 0; i < count && i < 512; ++i) {
    at = Nth("shuffled", i, count);
    CheckOne(&crowd->each[at], at, closed[at], judges_closed, call);
  }
  quiet = 0;
}

/* One pair of open and close: whether the handle worked. */
static int Pair(const char* opener, struct Server* server, struct Call* call) {
  struct Handle h = Open("pair", opener, server);
  if (h.value) --LifeOf(h.value)->opened; /* after the pair the value is as open as before */
  if (!h.value || !Check(call, &h).works) return 0;
  if (at_once) PauseBesideOthers(1); /* if PARALLEL */
  if (!Check(call, &h).works) Verdict(DEVIATES, "live handle refused: it worked before");
  CallVoid("WTSCloseServer", "pair", h.value);
  return 1;
}

/* Opens, uses and closes so many times. */
static void Churn(int pairs, const char* opener, struct Server* server, struct Call* call,
                  int must_not_run_out) {
  int i;
  printf("  %d times %s, use, close ...\n", pairs, opener);
  quiet = 1;
  for (i = 0; i < pairs; ++i) {
    if (Pair(opener, server, call)) continue;
    if (at_once) continue; /* if PARALLEL */
    if (i == 0) Verdict(NOT_DECIDED, "%s gives no handle that works", opener);
    if (must_not_run_out) Verdict(DEVIATES, "opens ran out: after %d pairs of %s", i, opener);
    quiet = 0;
    return;
  }
  quiet = 0;
  Shown(0);
}

/* Opens once more: a handle that works, or one whose value is 0. */
static struct Handle OpenAndUse(const char* opener, struct Server* server, struct Call* call) {
  struct Handle h = Open("each", opener, server);
  if (MayBeHandle(&h) && Check(call, &h).works) return h;
  if (h.value) --LifeOf(h.value)->opened;
  h.value = 0;
  return h;
}

/* Opens and uses so many times; none fails alone. What is not held is closed before the next. */
static void Opens(int wanted, const char* opener, struct Server* server, struct Call* call,
                  int held) {
  struct Handle* const each = (struct Handle*)calloc((size_t)wanted, sizeof *each);
  int had, later, i;
  printf("  %d times %s, use%s ...\n", wanted, opener, held ? "" : ", close");
  quiet = 1;
  for (had = 0; had < wanted; ++had) {
    each[had] = OpenAndUse(opener, server, call);
    if (!each[had].value) break;
    if (!held) Close(&each[had]);
  }
  for (later = 0; had < wanted && later < 3; ++later) {
    if (!OpenAndUse(opener, server, call).value) continue; /* as at a limit */
    Verdict(DEVIATES, "an open fails: number %d, and a later one does not", had + 1);
  }
  for (i = 0; held && i < had; ++i) Close(&each[i]);
  quiet = 0;
  if (had == 0) Verdict(NOT_DECIDED, "%s gives no handle that works", opener);
  Shown(0);
}
