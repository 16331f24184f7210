#include "live.c"

static int observed;

#define Observed(...) (printf("observed: "), printf(__VA_ARGS__), printf("\n"), (void)++observed)

/* Nothing is judged. */
static void DecideObserved(void) {
  if (observed) _Exit(CONFORMS);
  Verdict(NOT_DECIDED, "%s", excuse);
}

static void Describe(const struct Handle* h) {
  Observed("%s of %s: %s", h->opener, h->server->kind,
           !h->value              ? "NULL"
           : h->value == ~(Word)0 ? "INVALID_HANDLE_VALUE"
                                  : "another value");
}

static void Compare(const struct Handle* a, const struct Handle* b) {
  Observed("%s and %s: %s", a->name, b->name,
           a->value == b->value ? "the same value" : "different values");
}

static void ObserveClose(struct Handle* h) {
  void(WINAPI * set)(uint32_t) = (void(WINAPI*)(uint32_t))LastErrorFunction("SetLastError");
  char error[64] = "last error untouched";
  if (set) set(NO_ERROR_YET);
  CloseLive(h);
  if (last_error != NO_ERROR_YET) snprintf(error, sizeof error, "last error %u", last_error);
  if (!LastErrorFunction("GetLastError")) strcpy(error, "no last error to be had");
  Observed("WTSCloseServer on %s: %s", h->name, error);
}

static void Observe(struct Call* call, struct Handle* on) {
  const struct Result r = Use(call, on);
  char error[64] = "last error untouched";
  if (!on->value && on != &current) return;
  if (r.error != NO_ERROR_YET) snprintf(error, sizeof error, "last error %u", r.error);
  if (!LastErrorFunction("GetLastError")) strcpy(error, "no last error to be had");
  if (r.success) Observed("%s on %s: succeeds, %s", call->id, on->name, error);
  if (r.success) return;
  Observed("%s on %s: fails, %s%s", call->id, on->name, error,
           r.changed ? ", out-parameters changed" : "");
}
