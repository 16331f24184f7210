/* ---- the steps */

static void Start(enum Level level_, int sessions, int processes, int virtualization_host) {
  level = level_;
  needs_sessions = sessions;
  needs_processes = processes;
  if (virtualization_host && !setup.virtualization_host) {
    Verdict(2, "the case needs a virtualization host");
  }
}

static Word OpenOnce(const char* opener, const char* server) {
  static const char* const kinds[] = {"reachable", "unreachable", "other"};
  static char composed[300];
  const char* text = NULL;
  void* memory = NULL;
  Word word = 0, value;
  int i, wide = opener[strlen(opener) - 1] == 'W';
  for (i = 0; i < 3; ++i) {
    if (strcmp(server, kinds[i]) != 0) continue;
    if (contexts[i]) word = (Word)contexts[i];
    else text = names[i];
  }
  if (strcmp(server, "empty") == 0) text = "";
  if (strcmp(server, "dot") == 0) text = ".";
  if (strcmp(server, "localhost") == 0) text = "localhost";
  if (strcmp(server, "loopback") == 0) text = "127.0.0.1";
  if (strcmp(server, "backslashes") == 0 || strcmp(server, "long") == 0) {
    snprintf(composed, sizeof composed, server[0] == 'b' ? "\\\\%s" : "%s-WITH-A-LONG-TAIL", names[0]);
    text = composed;
  }
  if (!text && !word && strcmp(server, "null") != 0) {
    Verdict(2, "there is no \"%s\" server to ask for: name one as the fourth argument", server);
  }
  if (contexts[0] && text) Verdict(2, "FreeRDP's server names are no texts");
  if (text) {
    memory = wide ? (void*)Widen(text) : strdup(text);
    word = (Word)memory;
  }
  value = Raw(opener, &word, 1, server, word, NULL);
  /* The name is the caller's memory: no page says that it must live longer. */
  if (memory) memset(memory, '#', strlen(text) * (wide ? 2 : 1));
  free(memory);
  return value;
}

static void Open(const char* name, const char* opener, const char* server, const char* unlike) {
  struct Named* handle = NewHandle(name, opener, server);
  Word value = OpenOnce(opener, server), same[16];
  int i, same_count = 0;
  Lock();
  handle->failed = strcmp(server, "unreachable") == 0;
  if (handle->failed) LifeOf(value)->failed = 1;
  else if (value) ++LifeOf(value)->opened;
  Unlock();
  while (*unlike && value && value == ValueOf(HandleNamed(unlike))) {
    if (same_count == 16) Verdict(2, "each open returns the same value again, which is lawful");
    same[same_count++] = value;
    value = OpenOnce(opener, server);
    if (value) ++LifeOf(value)->opened;
  }
  for (i = 0; i < same_count; ++i) {
    NoteClosed(same[i]);
    Raw("WTSCloseServer", &same[i], 1, unlike, same[i], NULL);
  }
  SetValue(handle, value);
  handle->opens_seen = LifeOf(value)->opened;
}

static void Value(const char* name, Word value) {
  SetValue(NewHandle(name, NULL, "reachable"), value);
}

static void Close(const char* name) {
  struct Named* handle;
  Word value = 0;
  int lawful = 0;
  if (strcmp(name, "current") != 0) {
    handle = HandleNamed(name);
    value = ValueOf(handle);
    if (value == 0 && level != ROBUSTNESS) {
      Verdict(2, "%s returned NULL, which must not be closed", handle->opener);
    }
    Lock();
    if (level == REQUIRED && !LifeOf(value)->proved && !OpenerIsProved(handle)) {
      Verdict(2, "nothing shows that %s opened a handle", handle->opener);
    }
    if (handle->closed && LiveCount(value) > 0) {
      Verdict(2, "the value is open for another open too, so closing it again is lawful");
    }
    handle->closed = 1;
    lawful = NoteClosed(value);
    if (level == REQUIRED && !lawful) Verdict(2, "the value must not be closed again");
    Unlock();
  }
  Raw("WTSCloseServer", &value, 1, name, value, NULL);
  if (!lawful) Decisive(0);
}

static void LearnIds(const struct Target* target) {
  if (needs_sessions) SessionOn(target);
  if (needs_processes) ProcessOn(target);
}

/* NULL is the call that tries handles out: one that is there is chosen. */
static int IsLeftOut(const struct Call* call, int optional) {
  return optional && call && !Find(exports, call->function);
}

static void Make(const struct Call* call, const char* on, const char* label, const char* keep,
                 int observe, int optional) {
  struct Target target = TargetNamed(on);
  struct Result result;
  if (IsLeftOut(call, optional)) return;
  call = Chosen(call, &target);
  if (target.value == 0 && strcmp(on, "current") != 0) {
    Excuse("the open returned NULL, so nothing may be called on it");
    return;
  }
  result = CallOn(call, &target, *keep != 0);
  if (result.success) Worked(call, on, target.value);
  Remember(call, &result, on, label, keep);
  if (observe) {
    printf("observed: %s on %s %s%s\n", call->id, on, result.success ? "succeeds" : "fails",
           result.changed && !result.success ? ", out-parameters changed" : "");
    Decisive(0);
  }
}

static void Control(const struct Call* call, const char* on, const char* label, const char* keep,
                    const char* bind) {
  struct Target target = TargetNamed(on);
  struct Result result;
  if (target.value == 0 && strcmp(on, "current") != 0) {
    Verdict(2, "%s returned NULL, so there is no live handle", HandleNamed(on)->opener);
  }
  call = Chosen(call, &target);
  result = CallOn(call, &target, *keep != 0);
  if (!result.success) Verdict(2, "the control failed: %s on %s", call->id, on);
  LearnIds(&target);
  Worked(call, on, target.value);
  if (strcmp(on, "current") != 0) ProveOpener(HandleNamed(on));
  Remember(call, &result, on, label, keep);
  if (*bind) Value(bind, result.raw);
}

static void Misuse(const struct Call* call, const char* on) {
  struct Target target = TargetNamed(on);
  call = Chosen(call, &target);
  if (!LifeOf(target.value)->proved) Verdict(2, "nothing shows that the handle was ever open");
  if (LiveCount(target.value) > 0) Verdict(2, "the value is open, for another open too");
  if (CallOn(call, &target, 0).success) Broken("%s does something with a closed handle", call->id);
  Decisive(0);
}

static void ExpectFailure(const struct Call* call, const char* on, int optional) {
  struct Named* handle = HandleNamed(on);
  struct Target target = TargetNamed(on);
  struct Result result;
  if (IsLeftOut(call, optional)) return;
  call = Chosen(call, &target);
  wants_failure = 1;
  if (target.value == 0) {
    Excuse("the open returned NULL, which is WTS_CURRENT_SERVER_HANDLE");
    return;
  }
  /* A value that was handed out again since is not stale any more. */
  if (LiveCount(target.value) > 0 &&
      (!handle->failed || LifeOf(target.value)->opened > handle->opens_seen)) {
    Excuse("the value is open, handed out for another open too, so it may work");
    return;
  }
  result = CallOn(call, &target, 0);
  if (result.success) {
    Broken("%s succeeds with %s", call->id, handle->failed ? "a failed open's value" : "a closed handle");
  }
  Lock();
  if (HasWorked(call, NULL, NULL)) {
    Decisive(1);
  } else {
    if (unbacked_count < MOST_CALLS) unbacked[unbacked_count++] = call;
    Excuse("the call worked on no live handle, so its failure shows nothing");
  }
  Unlock();
}

static void ExpectDocumentedFailure(const struct Call* call, const char* on, int64_t dword) {
  struct Target target = TargetNamed(on);
  struct Result result = CallOn(call, &target, 0);
  if (result.success) Broken("%s succeeds; its page says that it fails", call->id);
  if (dword >= 0 && result.dword != (uint32_t)dword) {
    Broken("%s leaves %u in the DWORD; its page says %u", call->id, result.dword, (uint32_t)dword);
  }
  Decisive(1);
}

static int IsProvedOpen(const struct Target* target) {
  int i;
  if (LifeOf(target->value)->proved) return 1;
  for (i = 0; everyday[i]; ++i) {
    if (Find(exports, everyday[i]->function) && CallOn(everyday[i], target, 0).success) {
      Worked(everyday[i], target->name, target->value);
      return 1;
    }
  }
  return 0;
}

/* A call on a live handle failed: held against the library where it works elsewhere. */
static void JudgeLiveFailure(const struct Call* call, const struct Target* target) {
  if (HasWorked(call, NULL, "current")) {
    Broken("%s is refused on the open handle %s, though it works elsewhere", call->id, target->name);
  }
  if (target->value && HasWorked(call, "current", NULL) && IsThisMachine(target) &&
      (IsProvedOpen(target) || !contexts[0])) {
    Broken("%s is refused on the open handle %s, though it works on WTS_CURRENT_SERVER_HANDLE, "
           "which is the same machine", call->id, target->name);
  }
  Verdict(2, "nothing shows that %s can work here", call->id);
}

static void ExpectSuccess(const struct Call* call, const char* on, const char* expect,
                          const char* label, const char* keep, int optional) {
  struct Target target = TargetNamed(on);
  const int current = strcmp(on, "current") == 0;
  const int as = strncmp(expect, "as ", 3) == 0, unlike = strncmp(expect, "unlike ", 7) == 0;
  struct Answered* before;
  struct Result result;
  memset(&result, 0, sizeof result);
  if (IsLeftOut(call, optional)) return;
  call = Chosen(call, &target);
  before = as || unlike ? AnswerNamed(expect + (as ? 3 : 7), call) : NULL;
  if (before && !before->success) before = NULL;
  if (!current && MustFail(target.value)) {
    Excuse("the value was closed as often as opened");
    return;
  }
  if (current || target.value) result = CallOn(call, &target, *keep != 0);
  if (!result.success) {
    if (!current) JudgeLiveFailure(call, &target);
    if (before) Broken("%s fails on WTS_CURRENT_SERVER_HANDLE, where it worked before", call->id);
    return;
  }
  Worked(call, on, target.value);
  Decisive(0);
  if (before) {
    const int same =
        before->size == result.size && memcmp(before->answer, result.answer, result.size) == 0;
    const int comparable =
        setup.fixed_world || (call->stable && strcmp(before->on, on) == 0);
    if (as && comparable && !same) Broken("%s on %s answers otherwise than before", call->id, on);
    if (unlike && same) Broken("%s on %s gives the same answer", call->id, on);
  }
  Remember(call, &result, on, label, keep);
}

static void NotNull(const char* name) {
  if (ValueOf(HandleNamed(name)) == 0) Broken("the failed open returned NULL");
  Decisive(0);
}

static void Differ(const char* name, const char* other) {
  if (ValueOf(HandleNamed(name)) == ValueOf(HandleNamed(other))) {
    Broken("%s has the value of a failed open", name);
  }
  Decisive(0);
}

static void Describe(const char* name) {
  Word value = ValueOf(HandleNamed(name));
  printf("observed: %s is %s\n", name,
         value == 0 ? "NULL" : value == ~(Word)0 ? "INVALID_HANDLE_VALUE" : "another value");
  Decisive(0);
}

static void Compare(const char* name, const char* other) {
  const int same = ValueOf(HandleNamed(name)) == ValueOf(HandleNamed(other));
  printf("observed: %s and %s have %s\n", name, other, same ? "one value" : "different values");
  Decisive(0);
}

static struct Buffer* BufferNamed(const char* name) {
  int i;
  for (i = buffer_count - 1; i >= 0; --i) {
    if (strcmp(buffers[i].name, name) == 0) return &buffers[i];
  }
  Verdict(2, "this program keeps no buffer %s", name);
  return NULL;
}

static void ReadBuffer(const char* name) {
  struct Buffer* buffer = BufferNamed(name);
  struct Output now = {NULL, 0};
  if (!buffer->pointer) Verdict(2, "%s gave no buffer", buffer->call->id);
  ReadAnswer(buffer->call, buffer->pointer, buffer->count, &now);
  if (now.size != buffer->size || memcmp(now.text, buffer->answer, now.size) != 0) {
    Broken("the buffer of %s changed", buffer->call->id);
  }
  Decisive(0);
}

static void FreeBuffer(const char* name, const char* by) {
  struct Buffer* buffer = BufferNamed(name);
  const char* function = *by ? by : buffer->call->frees;
  if (!Find(exports, function)) {
    Excuse("the function that frees is not exported");
    return;
  }
  if (!FreeWith(buffer->call, by, buffer->pointer, buffer->count)) Broken("%s fails", function);
  Decisive(0);
}
