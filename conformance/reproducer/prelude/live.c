#include "judge.c"

/* The value stands for nothing that is open. */
static int IsStale(Word value) {
  const struct Life* life = LifeOf(value);
  return life->opened ? life->opened <= life->closed : life->failed;
}

/* Closes what is open and was seen to work; how many there were. */
static int CloseAll(int only_count) {
  static Word values[1 << 15];
  int count = 0, i;
  struct Life* life;
  for (life = lives; life < lives + (1 << 15); ++life) {
    for (i = life->closed; life->works && i < life->opened; ++i) values[count++] = life->value;
    if (life->works && !only_count) life->closed = life->opened; /* or others close them again */
  }
  for (i = 0; !only_count && i < count; ++i) CallVoid("WTSCloseServer", "(clean-up)", values[i]);
  return count;
}

/* -1, a value that a failed open gave too, or one that never worked while others do. */
static int IsFailedOpen(struct Handle* h) {
  const struct Life* life;
  int any = 0;
  if (LifeOf(h->value)->works) return 0;
  if (!MayBeHandle(h)) return 1;
  if (Works(h)) return 0;
  for (life = lives; life < lives + (1 << 15); ++life) any |= life->works;
  return LifeOf(h->value)->failed || any;
}

/* An open may fail at a limit, or now and then, if its value shows it: then it gives a handle once
   nothing else is open. */
static int OpenMayHaveFailed(struct Handle* h) {
  struct Handle again;
  if (LifeOf(h->value)->works) return 0;
  if (h->value && h->value != ~(Word)0 && !CloseAll(1)) return 0;
  CloseAll(0);
  again = Open("(once more)", h->opener, h->server);
  return again.value && again.value != h->value && Works(&again) && !(h->value && Works(h));
}

/* Whether a list, in either width, is not empty and the same on CURRENT as on the handle. */
static int ShowsTheSame(struct Call* wide, struct Call* narrow, struct Handle* h) {
  struct Call* const lists[] = {wide, narrow};
  int i;
  for (i = 0; i < 2; ++i) {
    struct Result this_one, that_one;
    if (!Find(exports, lists[i]->id)) continue;
    this_one = Call(lists[i], &current);
    that_one = Call(lists[i], h);
    if (this_one.success && that_one.success && this_one.answer) {
      return this_one.answer == that_one.answer;
    }
  }
  return 0;
}

/* By its name, or because both show the same sessions and the same processes. */
static int IsThisMachine(struct Handle* h) {
  if (NamesThisComputer(reachable.text)) return 1; /* if TEXT */
  return ShowsTheSame(&WTSEnumerateSessionsW, &WTSEnumerateSessionsA, h) &&
         ShowsTheSame(&WTSEnumerateProcessesW, &WTSEnumerateProcessesA, h);
}

/* A call on a live handle failed: held against the library where it works elsewhere. */
static void JudgeLiveFailure(struct Call* call, struct Handle* h, const struct Result* r) {
  const int on_current = *WorkedOn(call, "current") != NULL;
  const char* why = NULL;
  int stated = 0;                  /* that the server answers */
  stated = reachable.text != NULL; /* if TEXT */
  if (r->success && !of_every_consumer) {
    Verdict(NOT_DECIDED, "success without a result: %s on %s", call->id, h->name);
  }
  if (r->success) Verdict(DEVIATES, "success without a result: %s on %s", call->id, h->name);
  if (*WorkedOn(call, h->name)) {
    Verdict(DEVIATES, "live handle refused: %s on %s, though it worked", call->id, h->name);
  }
  if (call->worked_on[on_current]) why = "another handle";
  if (!why && h->value && on_current && IsThisMachine(h) &&
      (LifeOf(h->value)->works || (MayBeHandle(h) && Works(h)) || stated)) {
    why = "WTS_CURRENT_SERVER_HANDLE, which is the same machine";
  }
  if (!why && ServesOtherwise(call, h)) {
    Verdict(DEVIATES, "live handle refused: %s on %s, though it works otherwise", call->id,
            h->name);
  }
  if (!why) Verdict(NOT_DECIDED, "nothing shows that %s can work here", call->id);
  if (of_live_handles && IsFailedOpen(h)) {
    Verdict(NOT_DECIDED, "%s gave no handle: a failed open's value is rightly refused", h->opener);
  }
  if (OpenMayHaveFailed(h)) {
    Verdict(NOT_DECIDED, "%s gave no handle, and gave one when all others were closed", h->opener);
  }
  Verdict(DEVIATES, "live handle refused: %s on %s, though it works on %s", call->id, h->name, why);
}

/* On a live handle. */
static struct Result ExpectSuccess(struct Call* call, struct Handle* h) {
  struct Result r = {0};
  if (IsStale(h->value)) {
    Excuse("the value of %s was closed as often as opened", h->name);
    return r;
  }
  if (MayBeHandle(h)) r = CallPatiently(call, h);
#ifdef WALK
  if (!r.works && if_it_can && !*call->worked_on) {
    Excuse("%s worked nowhere before", call->id);
    return r;
  }
#endif
  if (!r.works) JudgeLiveFailure(call, h, &r);
  Worked(call, h);
  Shown(0);
  return r;
}

/* On a handle to a server whose answers differ. */
static struct Result ExpectUnlike(struct Call* call, struct Handle* h,
                                  const struct Result* before) {
  const int shown_before = shown;
  const struct Result r = ExpectSuccess(call, h);
  if (r.works && !r.answer) {
    shown = shown_before;
    Excuse("%s lists nothing, which tells no server from another", call->id);
  } else if (r.works && before->works && r.answer == before->answer) {
    Verdict(DEVIATES, "the same answer of %s on %s as on another server", call->id, h->name);
  }
  return r;
}

/* The value of an open that should have worked, and that of one that should not. */
static void Differ(struct Handle* h, const struct Handle* failed) {
  if (h->value == failed->value) {
    if (OpenMayHaveFailed(h)) {
      Verdict(NOT_DECIDED, "%s gave no handle, and gave one when all others were closed",
              h->opener);
    }
    Verdict(DEVIATES, "the value of a failed open from %s, as from %s", h->opener, failed->opener);
  }
  Shown(0);
}
