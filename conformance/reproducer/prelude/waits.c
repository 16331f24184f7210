#include "volume.c"

/* A call that blocks, on a thread by itself, which then makes the next one if there is one. */
struct Wait {
  pthread_t thread;
  struct Call* call;
  struct Handle* on;
  struct Result result;
  int returned, refused;
  struct Wait* next;
};

static struct Wait* AfterReturn(struct Wait* wait) {
  struct Wait* next;
  Lock();
  for (wait->returned = 1; !wait->next;) PauseBesideOthers(1);
  next = wait->next;
  Unlock();
  return next;
}

static void* RunWait(void* wait_) {
  struct Wait* wait;
  for (wait = (struct Wait*)wait_; wait; wait = AfterReturn(wait)) {
    wait->result = Call(wait->call, wait->on);
  }
  return NULL;
}

static int ReturnsWithin(int milliseconds, struct Wait* wait) {
  int returned = 0, i;
  for (i = 0; !returned && i <= milliseconds; ++i) {
    Lock();
    returned = wait->returned;
    Unlock();
    if (!returned) Pause(1);
  }
  return returned;
}

/* On the thread of `earlier`, which has returned, or on one of its own. */
static void StartWait(struct Wait* wait, struct Wait* earlier) {
  if (!earlier) {
    Start(&wait->thread, RunWait, wait);
    return;
  }
  Lock();
  earlier->next = wait;
  Unlock();
}

enum Refusal { UNDECIDED_IF_REFUSED, MAY_BE_REFUSED, MUST_BE_TAKEN };

/* A wait that was refused is begun again; then it is held against the library where one on another
   handle was taken. */
static int TakenOnceMore(struct Wait* wait, struct Call* call, struct Handle* on) {
  const int on_current = *WorkedOn(call, "current") != NULL;
  Pause(50);
  wait->returned = 0;
  Start(&wait->thread, RunWait, wait);
  if (!ReturnsWithin(50, wait)) return 1;
  if (!wait->result.success && call->worked_on[on_current]) {
    JudgeLiveFailure(call, on, &wait->result);
  }
  return 0;
}

static void BeginWait(struct Wait* wait, struct Call* call, struct Handle* on,
                      enum Refusal refusal, struct Wait* earlier) {
  wait->call = call;
  wait->on = on;
  if (!on->value && on != &current) Verdict(NOT_DECIDED, "there is no handle to wait on");
  StartWait(wait, earlier);
  if (!ReturnsWithin(50, wait)) {
    printf(" is pending\n");
    return;
  }
  wait->refused = refusal == MAY_BE_REFUSED && !wait->result.success;
  if (refusal == MUST_BE_TAKEN && !wait->result.success && TakenOnceMore(wait, call, on)) return;
  if (!wait->refused) Verdict(NOT_DECIDED, "the wait did not block");
}

/* Makes the call until the wait returns. */
static void Release(struct Wait* wait, struct Call* call, struct Handle* on, int must) {
  int released = 0, i;
  for (i = 0; i < 40; ++i) {
    released |= Call(call, on).success;
    if (!released) Verdict(NOT_DECIDED, "%s, which ends waits, fails", call->id);
    if (!ReturnsWithin(50, wait)) continue;
    if (wait->result.success) Worked(wait->call, on);
    Shown(0);
    return;
  }
  Verdict(must ? DEVIATES : NOT_DECIDED, "the pending %s hangs", wait->call->id);
}

static int MadeUntilOneReturned(struct Wait* a, struct Wait* b, struct Call* call,
                                struct Handle* on) {
  int released = 0, i;
  for (i = 0; i < 20; ++i) {
    released |= Call(call, on).success;
    if (!released) Verdict(NOT_DECIDED, "%s, which ends waits, fails", call->id);
    if (ReturnsWithin(50, a) || ReturnsWithin(50, b)) return 1;
  }
  return 0;
}

/* The call that ends one of two waits ends both; one that came too late is given more time. */
static void ReleaseBoth(struct Wait* a, struct Wait* b, struct Call* call, struct Handle* on,
                        int must) {
  int i;
  if (b->refused) {
    Release(a, call, on, must);
    return;
  }
  for (i = 0; i < 3 && MadeUntilOneReturned(a, b, call, on); ++i) {
    struct Wait* const ended = ReturnsWithin(0, a) ? a : b;
    if (ReturnsWithin(500, ended == a ? b : a)) {
      if (a->result.success) Worked(a->call, on);
      Shown(0);
      return;
    }
    ended->returned = 0;
    BeginWait(ended, ended->call, on, UNDECIDED_IF_REFUSED, NULL);
    Pause(600);
  }
  Verdict(must ? DEVIATES : NOT_DECIDED, "the pending %s hangs", a->call->id);
}

static void EndWait(struct Wait* wait, int milliseconds) {
  if (wait->refused) return;
  if (!ReturnsWithin(milliseconds, wait)) Verdict(DEVIATES, "the pending %s hangs", wait->call->id);
  Shown(0);
}

static void ObserveWait(struct Wait* wait, int milliseconds) {
  if (wait->refused) return;
  if (ReturnsWithin(milliseconds, wait)) {
    Observed("the pending %s returned %s", wait->call->id, wait->result.success ? "TRUE" : "FALSE");
  } else {
    Observed("the pending %s still waits after %d ms", wait->call->id, milliseconds);
  }
}

/* A precondition: it does not return by itself. */
static void StillWaits(struct Wait* wait, int milliseconds) {
  if (!ReturnsWithin(milliseconds, wait)) return;
  Verdict(NOT_DECIDED, "the control failed: %s returns by itself", wait->call->id);
}

static void ExpectStillWaits(struct Wait* wait, int milliseconds) {
  if (ReturnsWithin(milliseconds, wait)) {
    if (wait->result.success && wait->result.dword[0]) {
      Verdict(NOT_DECIDED, "the wait ended by an event: %#x", wait->result.dword[0]);
    }
    Verdict(DEVIATES, "wait ended: %s", wait->call->id);
  }
  Shown(0);
}
