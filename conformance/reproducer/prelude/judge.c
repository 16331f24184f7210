#include "ids.c"

static int shown; /* judgements that were not void */

static int shown_failures; /* those of them that a call fails */

static int wants_failure;

static char excuse[300]; /* why a judgement was void */

static void Shown(int of_failure) {
  ++shown;
  shown_failures += of_failure;
}

#define Excuse(...) (void)(*excuse ? 0 : snprintf(excuse, sizeof excuse, __VA_ARGS__))

static void Decide(const char* title) {
  if (wants_failure ? shown_failures : shown) Verdict(CONFORMS, "%s", title);
  Verdict(NOT_DECIDED, "%s",
          *excuse ? excuse : "no call that this case needs works on a live handle");
}

/* Closing a value that is not open harms nothing: that is a judgement too. */
static void Close(struct Handle* h) {
  const int open = IsOpen(h->value);
  if (h->closed && open) Verdict(NOT_DECIDED, "the value of %s is open for another open", h->name);
  h->closed = 1;
  if (open) ++LifeOf(h->value)->closed;
  CallVoid("WTSCloseServer", h->name, h->value);
  if (!open) Shown(0);
}

/* Where the caller's rules are kept. */
static void CloseLive(struct Handle* h) {
  if (!h->value) Verdict(NOT_DECIDED, "%s returned NULL, which must not be closed", h->opener);
  Close(h);
}

static void MustHaveWorked(const struct Handle* h) {
  if (LifeOf(h->value)->works) return;
  Verdict(NOT_DECIDED, "nothing shows that %s opened a handle", h->opener);
}

/* Where a call keeps that it worked on the handle of that name: NULL in it where it did not. */
static const char** WorkedOn(struct Call* call, const char* name) {
  int i = 0;
  while (i < 15 && call->worked_on[i] && strcmp(call->worked_on[i], name) != 0) ++i;
  return &call->worked_on[i];
}

/* The call works on this handle. */
static void Worked(struct Call* call, const struct Handle* on) {
  *WorkedOn(call, on->name) = on->name;
  if (on->value) LifeOf(on->value)->works = 1;
  /* A failure shows something once the same call is seen to work, be it later. */
  for (; call->awaited > 0; --call->awaited) Shown(1);
}

/* The first everyday call that works on the handle, or NULL. */
static struct Call* WorkingCall(struct Handle* h) {
  int i;
  for (i = 0; everyday[i].call; ++i) {
    if (Find(exports, everyday[i].function) && Call(everyday[i].call, h).works) break;
  }
  return everyday[i].call;
}

/* The documented way to find out whether a handle is valid: use it. */
static int Works(struct Handle* h) {
  struct Call* const call = WorkingCall(h);
  if (call) Worked(call, h);
  return call != NULL;
}

/* What every open may return where it fails is no handle, unless it was seen to be one. */
static int MayBeHandle(const struct Handle* h) {
  return h->value && (h->value != ~(Word)0 || LifeOf(h->value)->works);
}

/* The everyday call that works where one is first needed, and the same from then on. */
static struct Call* Probe(struct Handle* on) {
  static struct Call* probe;
  int i = 0;
  if (!probe && (MayBeHandle(on) || on == &current)) probe = WorkingCall(on);
  if (probe) return probe;
  while (everyday[i].call && !Find(exports, everyday[i].function)) ++i;
  if (!everyday[i].call) Verdict(NOT_DECIDED, "no function is exported that could try a handle");
  return everyday[i].call;
}

#ifdef FULL
#ifdef WALK
static int if_it_can; /* what works nowhere shows nothing */
#endif

static int of_live_handles; /* the clause says nothing of what a failed open returned */

static int of_every_consumer; /* a consumer that refuses a live handle deviates from it */

/* Where other calls work on the handle: whether the call's other form does, or the call itself on a
   handle of another opener. */
static int ServesOtherwise(struct Call* call, struct Handle* h) {
  int i, serves = 0;
  if (!MayBeHandle(h) || (!LifeOf(h->value)->works && !Works(h))) return 0;
  for (i = 0; twins[i].function; ++i) {
    if (twins[i].call == call && Find(exports, twins[i].function)) {
      serves |= Call(twins[i].twin, h).works;
    }
  }
  if (h->server != &reachable && strcmp(h->server->kind, "other") != 0) return serves;
  for (i = 0; !serves && openers[i]; ++i) {
    struct Handle by_another;
    if (!Find(exports, openers[i]) || (h->opener && !strcmp(openers[i], h->opener))) continue;
    by_another = Open("(by another opener)", openers[i], h->server);
    if (!by_another.value || by_another.value == ~(Word)0) continue;
    if (--LifeOf(by_another.value)->opened > 0) continue;
    serves = Call(call, &by_another).works;
    if (serves) CallVoid("WTSCloseServer", by_another.name, by_another.value);
  }
  return serves;
}
#endif

/* Makes a call and judges nothing. */
static struct Result Use(struct Call* call, struct Handle* on) {
  struct Result r = {0};
  if (on->value || on == &current) r = Call(call, on);
  if (r.works) Worked(call, on);
  if (!on->value && on != &current) Excuse("%s returned NULL", on->opener);
  return r;
}

/* A positive control: a call that must work, or the case is not decided. */
static struct Result Control(struct Call* call, struct Handle* on) {
  if (!on->value && on != &current) Verdict(NOT_DECIDED, "%s returned NULL", on->opener);
#ifdef FULL
  const struct Result r = CallPatiently(call, on);
  if (!r.success && of_every_consumer && on != &current && ServesOtherwise(call, on)) {
    Verdict(DEVIATES, "live handle refused: %s on %s", call->id, on->name);
  }
#else
  const struct Result r = Call(call, on);
#endif
  if (!r.works) Verdict(NOT_DECIDED, "the control failed: %s on %s", call->id, on->name);
  Worked(call, on); /* if FULL */
  return r;
}

/* For a closed handle, or what a failed open returned. */
static void ExpectFailure(struct Call* call, struct Handle* h) {
#ifdef FULL
  struct Life* life = LifeOf(h->value);
  wants_failure = 1;
  if (!h->value) {
    Excuse("%s returned NULL, which is WTS_CURRENT_SERVER_HANDLE", h->opener);
    return;
  }
  /* A value that was handed out again is not stale any more. */
  if (IsOpen(h->value) && (!h->failed || life->opened > h->opens_seen)) {
    Excuse("the value of %s is open, for another open too, so it may work", h->name);
    return;
  }
#endif
  if (Call(call, h).success) Verdict(DEVIATES, "%s succeeded on %s", call->id, h->name);
#ifdef FULL
  if (call->worked_on[0]) {
    Shown(1);
    return;
  }
  ++call->awaited;
  Excuse("%s worked on no live handle, so its failure shows nothing", call->id);
#endif
}

/* On a live handle, as the function's page says of these arguments. */
static struct Result ExpectDocumentedFailure(struct Call* call, struct Handle* h) {
  const struct Result r = Call(call, h);
  if (r.success) Verdict(DEVIATES, "%s succeeded on %s", call->id, h->name);
  Shown(1);
  return r;
}

static void ExpectDword(const struct Call* call, struct Result r, uint32_t wanted) {
  if (r.dword[0] != wanted) {
    Verdict(DEVIATES, "DWORD is %u after %s, not %u", r.dword[0], call->id, wanted);
  }
}

/* For a function that may refuse a live handle too. */
static void Misuse(struct Call* call, struct Handle* h) {
  if (!LifeOf(h->value)->works) {
    Verdict(NOT_DECIDED, "nothing shows that %s opened a handle", h->opener);
  }
  if (IsOpen(h->value)) Verdict(NOT_DECIDED, "the value of %s is open, for another open", h->name);
  if (Call(call, h).success) Verdict(DEVIATES, "%s succeeded on %s", call->id, h->name);
  Shown(0);
}

/* On WTS_CURRENT_SERVER_HANDLE, which works where it did. */
static struct Result ExpectCurrent(struct Call* call, const struct Result* before) {
  const struct Result r = Call(call, &current);
  if (before->works && !r.works) Verdict(DEVIATES, "CURRENT failed: %s", call->id);
#ifdef FULL
  if (r.works) Worked(call, &current);
  if (r.works) Shown(0);
#endif
  return r;
}

/* Where both calls worked and nothing else can have changed the answer. */
static struct Result ExpectSame(const struct Call* call, struct Result r,
                                const struct Result* before) {
#ifdef WALK
  if (r.session != before->session) return r; /* it is about another one */
#endif
  if (call->comparable && before->works && r.works && r.answer != before->answer) {
    Verdict(DEVIATES, "another answer of %s than before", call->id);
  }
  return r;
}

/* A buffer outlives the handle that it came through. */
static void ReadBuffer(const struct Result* buffer, const char* name, const char* layout,
                       int wide) {
  struct Result now = *buffer;
  if (!buffer->buffer) Verdict(NOT_DECIDED, "there is no buffer %s: nothing was listed", name);
  now.answer = 0;
  if (*layout) ReadRows(&now, layout, wide);
  if (!*layout) ReadBytes(&now);
  if (now.answer != buffer->answer) Verdict(DEVIATES, "buffer changed: %s", name);
  Shown(0);
}

static void Freed(int freed, const char* function) {
  if (!freed) Verdict(DEVIATES, "%s failed", function);
  Shown(0);
}

static void NotNull(const struct Handle* h) {
  if (!h->value) Verdict(DEVIATES, "NULL from %s for a server that does not exist", h->opener);
  Shown(0); /* if FULL */
}
