/* ---- many handles, threads, waits, exits */

static int Limit(int wanted) {
  const int limit = setup.fixed_world ? 10000 : 300;
  return wanted < limit ? wanted : limit;
}

static int CheckWorks(const struct Call* call, const char* name, Word value, const char* server) {
  struct Target target;
  struct Result result;
  target.name = name;
  target.value = value;
  target.server = server;
  call = Chosen(call, &target);
  result = CallOn(call, &target, 0);
  free(result.answer);
  return result.success;
}

static void Many(const char* name, int count, const char* opener, const char* server,
                 const struct Call* checking) {
  struct Named* handle = NewHandle(name, opener, server);
  const int wanted = Limit(count);
  handle->values = (Word*)malloc((size_t)wanted * sizeof(Word));
  printf("  %d handles by %s ...\n", wanted, opener);
  ++quiet;
  while (handle->count < wanted) {
    struct Target target = {"many", 0, server};
    const Word value = OpenOnce(opener, server);
    target.value = value;
    if (!value || !CheckWorks(checking, name, value, server)) break;
    Worked(Chosen(checking, &target), name, value);
    handle->values[handle->count++] = value;
    ++LifeOf(value)->opened;
  }
  --quiet;
  if (handle->count < 2) Verdict(2, "%s gave %d working handles at once", opener, handle->count);
  ProveOpener(handle);
}

static void CheckOne(const struct Named* handle, int index, const char* closed, int judges_closed,
                     const struct Call* checking) {
  const Word value = handle->values[index];
  const int must_fail = MustFail(value);
  const int works = CheckWorks(checking, handle->name, value, handle->server);
  if (judges_closed ? !must_fail : must_fail) return;
  Decisive(judges_closed);
  if (!must_fail && !works) Broken("%s[%d] is refused, though it was not closed", handle->name, index);
  if (must_fail && closed[index] && works) Broken("%s[%d], closed, still works", handle->name, index);
}

static void CloseMany(const char* name, const char* order, int judges_closed,
                      const struct Call* checking) {
  struct Named* handle = HandleNamed(name);
  const int count = handle->count;
  int* at = (int*)malloc((size_t)count * sizeof *at);
  char* closed = (char*)calloc((size_t)count, 1);
  uint32_t random = 20260101;
  int i, j;
  for (i = 0; i < count; ++i) at[i] = order[0] == 'r' ? count - 1 - i : i;
  for (i = count; order[0] == 's' && i > 1; --i) {
    random = random * 1664525u + 1013904223u;
    j = (int)((random >> 8) % (uint32_t)i);
    { const int swap = at[i - 1]; at[i - 1] = at[j]; at[j] = swap; }
  }
  printf("  closing them %s ...\n", order);
  ++quiet;
  for (i = 0; i < count; ++i) {
    const Word value = handle->values[at[i]];
    NoteClosed(value);
    Raw("WTSCloseServer", &value, 1, name, value, NULL);
    closed[at[i]] = 1;
    if (count <= 8) {
      for (j = 0; j < count; ++j) CheckOne(handle, j, closed, judges_closed, checking);
      continue;
    }
    CheckOne(handle, at[i], closed, judges_closed, checking);
    if (i + 1 == count) continue;
    CheckOne(handle, at[i + 1], closed, judges_closed, checking);
    CheckOne(handle, at[count - 1], closed, judges_closed, checking);
    CheckOne(handle, at[(i + 1 + count) / 2], closed, judges_closed, checking);
  }
  for (i = 0; i < count && i < 512; ++i) {
    CheckOne(handle, at[(i * 7919) % count], closed, judges_closed, checking);
  }
  --quiet;
  free(at);
  free(closed);
}

static int at_once;

static void Churn(int pairs, const char* opener, const char* server, const struct Call* checking) {
  const int wanted = Limit(pairs);
  int i;
  printf("  %d times %s, use, close ...\n", wanted, opener);
  ++quiet;
  for (i = 0; i < wanted; ++i) {
    const Word value = OpenOnce(opener, server);
    if (!value || !CheckWorks(checking, "pair", value, server)) {
      if (at_once) continue;
      if (i == 0) Verdict(2, "%s gives no handle that works", opener);
      if (level == ROBUSTNESS) Broken("after %d pairs %s gives no handle that works", i, opener);
      --quiet;
      return;
    }
    if (at_once) Pause(1);
    if (!CheckWorks(checking, "pair", value, server)) Broken("a handle that worked is refused");
    Raw("WTSCloseServer", &value, 1, "pair", value, NULL);
  }
  --quiet;
  Decisive(0);
}

struct Worker {
  const char* name;
  Thread thread;
  void (*step)(void);
  int ending;
};
static struct Worker workers[MOST];
static int worker_count;

static void Work(void* worker_) {
  struct Worker* worker = (struct Worker*)worker_;
  while (1) {
    void (*step)(void);
    int ending;
    Lock();
    step = worker->step;
    ending = worker->ending;
    Unlock();
    if (step) {
      step();
      Lock();
      worker->step = NULL;
      Unlock();
    } else if (ending) {
      return;
    } else {
      Pause(1);
    }
  }
}

static void OnThread(const char* thread, void (*step)(void)) {
  int i, busy = 1;
  for (i = 0; i < worker_count && strcmp(workers[i].name, thread) != 0; ++i) {
  }
  if (i == worker_count) {
    if (worker_count == MOST) Verdict(2, "too many threads");
    workers[i].name = thread;
    workers[worker_count++].thread = StartThread(Work, &workers[i]);
  }
  Lock();
  workers[i].step = step;
  Unlock();
  while (busy) {
    Lock();
    busy = workers[i].step != NULL;
    Unlock();
    if (busy) Pause(1);
  }
}

static void Join(const char* thread) {
  int i;
  for (i = 0; i < worker_count; ++i) {
    if (strcmp(workers[i].name, thread) != 0) continue;
    Lock();
    workers[i].ending = 1;
    Unlock();
    EndThread(workers[i].thread);
    workers[i].name = "";
  }
}

struct Branch { void (*steps)(void); int times; };

static void RunBranch(void* branch_) {
  struct Branch* branch = (struct Branch*)branch_;
  int i, ready = 0;
  while (!ready) {
    Lock();
    ready = at_once > 1;
    Unlock();
  }
  for (i = 0; i < branch->times; ++i) branch->steps();
}

static void AtOnce(void (*const* branches)(void), int count, int times) {
  Thread threads[16];
  struct Branch all[16];
  int i;
  at_once = 1;
  for (i = 0; i < count; ++i) {
    all[i].steps = branches[i];
    all[i].times = times;
    threads[i] = StartThread(RunBranch, &all[i]);
  }
  Lock();
  at_once = 2;
  Unlock();
  for (i = 0; i < count; ++i) EndThread(threads[i]);
  at_once = 0;
}

struct Wait {
  const char* name;
  const struct Call* call;
  struct Target target;
  struct Result result;
  int returned;
};
static struct Wait waits[8];
static int wait_count;

static void RunWait(void* wait_) {
  struct Wait* wait = (struct Wait*)wait_;
  const struct Result result = CallOn(wait->call, &wait->target, 0);
  Lock();
  wait->result = result;
  wait->returned = 1;
  Unlock();
}

static int ReturnedWithin(struct Wait* wait, int milliseconds) {
  const int64_t end = Now() + milliseconds;
  int returned;
  do {
    Lock();
    returned = wait->returned;
    Unlock();
    if (!returned) Pause(1);
  } while (!returned && Now() < end);
  return returned;
}

static struct Wait* WaitNamed(const char* name) {
  int i;
  for (i = 0; i < wait_count; ++i) {
    if (strcmp(waits[i].name, name) == 0) return &waits[i];
  }
  return NULL;
}

static void BeginWait(const char* name, const struct Call* call, const char* on, int refusable) {
  struct Wait* wait = &waits[wait_count++];
  wait->name = name;
  wait->call = call;
  wait->target = TargetNamed(on);
  if (!wait->target.value && strcmp(on, "current") != 0) Verdict(2, "there is no handle to wait on");
  StartThread(RunWait, wait);
  if (!ReturnedWithin(wait, 50)) return;
  if (!refusable || wait->result.success) Verdict(2, "the wait did not block");
  wait->name = "";
}

static void Release(const char* name, const struct Call* call, const char* on, int64_t dword,
                    int must) {
  struct Wait* wait = WaitNamed(name);
  struct Target target = TargetNamed(on);
  const int64_t end = Now() + 2000;
  int released = 0;
  do {
    const int success = CallOn(call, &target, 0).success;
    released |= success;
    if (!released) Verdict(2, "the call that ends waits failed");
    if (ReturnedWithin(wait, 50)) {
      if (wait->result.success) Worked(wait->call, on, target.value);
      if (dword >= 0 && wait->result.dword != (uint32_t)dword) {
        Broken("the wait reports flags %#x, not %#x", wait->result.dword, (uint32_t)dword);
      }
      Decisive(0);
      return;
    }
  } while (Now() < end);
  if (!must) Verdict(2, "the control failed: %s hangs", wait->call->id);
  Broken("%s hangs", wait->call->id);
}

static void EndWait(const char* name, int milliseconds, int must) {
  struct Wait* wait = WaitNamed(name);
  int returned;
  if (!wait) return; /* it was refused */
  returned = ReturnedWithin(wait, milliseconds);
  if (must && !returned) Broken("%s hangs", wait->call->id);
  if (!must) printf("observed: the wait %s\n", returned ? "returned" : "still waits");
  Decisive(0);
}

static void StillWaits(const char* name, int milliseconds, int must, const char* unlike) {
  struct Wait* wait = WaitNamed(name);
  if (*unlike && wait->target.value == ValueOf(HandleNamed(unlike))) return;
  if (!ReturnedWithin(wait, milliseconds)) {
    if (must) Decisive(0);
    return;
  }
  if (!must) Verdict(2, "the control failed: %s returns by itself", wait->call->id);
  if (wait->result.success && wait->result.dword != 0) Verdict(2, "the wait ended by an event");
  Broken("the pending %s was ended", wait->call->id);
}

static void Sleep_(int milliseconds) { Pause(milliseconds); }

static const char* closed_at_exit;
static Word value_at_exit;

static void CloseAtExit(void) {
  if (value_at_exit) Raw("WTSCloseServer", &value_at_exit, 1, "at exit", value_at_exit, NULL);
}

static void AtExit(const char* name) {
  closed_at_exit = name;
  atexit(CloseAtExit);
}

static int may_end;

/* The library ended the process, in a call that should have returned. */
static void EndedTooSoon(void) {
  if (!may_end) Verdict(1, "the process was ended by exit(), in a call that should return");
}

static void Exit(void) {
  may_end = 1;
  if (closed_at_exit) value_at_exit = ValueOf(HandleNamed(closed_at_exit));
  printf("KEPT, if the process now ends with status 0\n");
  exit(0);
}

int main(int argc, char** argv) {
  const int case_count = (int)(sizeof cases / sizeof *cases);
  const char* wanted = getenv("WTS_CASE");
  int i;
  setvbuf(stdout, NULL, _IONBF, 0);
#ifdef _WIN32
  InitializeCriticalSection(&lock);
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
#else
  {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&lock, &attributes);
  }
#endif
  if (argc < 3 || argc > 5) {
    fprintf(stderr, "usage: %s LIBRARY SERVER [UNREACHABLE [OTHER]]\n", argv[0]);
    return 2;
  }
  names[0] = argv[2];
  names[1] = argc > 3 ? argv[3] : "WTSCONFORM-NONE";
  LoadImplementation(argv[1], setups, (int)(sizeof setups / sizeof *setups));
  names[2] = argc > 4 ? argv[4] : setup.other && *setup.other ? setup.other : NULL;
  for (i = 0; i < case_count; ++i) {
    if (case_count > 1 && (!wanted || strcmp(wanted, cases[i].id) != 0)) continue;
    printf("%s\n", cases[i].id);
    atexit(EndedTooSoon);
    cases[i].run();
    if (level == OBSERVED ? decisive > 0 : wants_failure ? decisive_failures > 0 : decisive > 0) {
      Verdict(0, "%s", cases[i].title);
    }
    Verdict(2, "%s", *excuse ? excuse : "no call that this case needs works on a live handle");
  }
  fprintf(stderr, "set WTS_CASE to one of the cases, e.g. %s\n", cases[0].id);
  return 2;
}
