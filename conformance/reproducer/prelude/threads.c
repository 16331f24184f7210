#include "load.c"

static int at_once; /* several threads run, one at a time outside of the library */

#include <pthread.h>
static void Start(pthread_t* thread, void* (*run)(void*), void* argument) {
  if (pthread_create(thread, NULL, run, argument) == 0) return;
  Verdict(NOT_DECIDED, "no thread could be started");
}

static pthread_mutex_t the_lock = PTHREAD_MUTEX_INITIALIZER;

static void Lock(void) { pthread_mutex_lock(&the_lock); }

static void Unlock(void) { pthread_mutex_unlock(&the_lock); }

#include <unistd.h>
static void Pause(int milliseconds) { usleep((unsigned)milliseconds * 1000u); }

static void PauseBesideOthers(int milliseconds) {
  Unlock();
  Pause(milliseconds);
  Lock();
}

/* A thread that does one step after the other, while this one waits. */
struct Worker {
  pthread_t thread;
  int started, ending;
  void (*step)(void);
};

static void* Work(void* worker_) {
  struct Worker* worker = (struct Worker*)worker_;
  int ending = 0;
  while (!ending) {
    void (*step)(void);
    Lock();
    step = worker->step;
    ending = worker->ending;
    Unlock();
    if (!step) Pause(1);
    if (!step) continue;
    step();
    Lock();
    worker->step = NULL;
    Unlock();
  }
  return NULL;
}

static void On(struct Worker* worker, void (*step)(void)) {
  int busy = 1;
  if (!worker->started) Start(&worker->thread, Work, worker);
  worker->started = 1;
  Lock();
  worker->step = step;
  Unlock();
  while (busy) {
    Lock();
    busy = worker->step != NULL;
    Unlock();
    if (busy) Pause(1);
  }
}

static void Join(struct Worker* worker) {
  Lock();
  worker->ending = 1;
  Unlock();
  if (worker->started) pthread_join(worker->thread, NULL);
  memset(worker, 0, sizeof *worker);
}

/* Steps that run so many times beside others; only calls of the library run at once. */
struct Branch {
  pthread_t thread;
  void (*steps)(void);
  int times;
};

static void* RunBranch(void* branch_) {
  struct Branch* branch = (struct Branch*)branch_;
  int i;
  Lock();
  for (i = 0; i < branch->times; ++i) branch->steps();
  Unlock();
  return NULL;
}

static void AtOnce(void (*const* steps)(void), int count, int times) {
  struct Branch* branches = (struct Branch*)calloc((size_t)count, sizeof *branches);
  int i;
  at_once = 1;
  Lock();
  for (i = 0; i < count; ++i) {
    branches[i].steps = steps[i];
    branches[i].times = times;
    Start(&branches[i].thread, RunBranch, &branches[i]);
  }
  Unlock();
  for (i = 0; i < count; ++i) pthread_join(branches[i].thread, NULL);
  at_once = 0;
}
