/* ---- one call: its arguments, and what came back */

#define CANARY 0x5A5A5A5Au
#define SENTINEL 0xDEADBEEFu

struct Buffer {
  char name[32];
  const struct Call* call;
  void* pointer;
  uint32_t count;
  char* answer;
  size_t size;
};

struct Result {
  int success;
  Word raw;
  uint32_t error;
  char* answer;
  size_t size;
  uint32_t dword;
  int changed;
  void* pointer;
  uint32_t count;
};

struct Target {
  const char* name;
  Word value;
  const char* server;
};

static int quiet; /* inside steps that make very many calls */

static Word Invoke(void* function, const Word* w, int count) {
  typedef Word Y;
  switch (count) {
#define AS(...) ((Word(WINAPI*)(__VA_ARGS__))(Word)function)
    case 1: return AS(Y)(w[0]);
    case 2: return AS(Y, Y)(w[0], w[1]);
    case 3: return AS(Y, Y, Y)(w[0], w[1], w[2]);
    case 4: return AS(Y, Y, Y, Y)(w[0], w[1], w[2], w[3]);
    case 5: return AS(Y, Y, Y, Y, Y)(w[0], w[1], w[2], w[3], w[4]);
    case 6: return AS(Y, Y, Y, Y, Y, Y)(w[0], w[1], w[2], w[3], w[4], w[5]);
    case 7: return AS(Y, Y, Y, Y, Y, Y, Y)(w[0], w[1], w[2], w[3], w[4], w[5], w[6]);
    case 8: return AS(Y, Y, Y, Y, Y, Y, Y, Y)(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7]);
    case 10:
      return AS(Y, Y, Y, Y, Y, Y, Y, Y, Y, Y)(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8],
                                              w[9]);
#undef AS
  }
  return 0;
}

static Word Raw(const char* function, const Word* words, int count, const char* on, Word shown,
                uint32_t* error) {
  void* address = Must(exports, function);
  uint32_t after;
  Word raw;
  if (!quiet) printf("  %s %s (%#llx)", function, on, (unsigned long long)shown);
  if (set_last_error) set_last_error(SENTINEL);
  errno = 0;
  raw = Invoke(address, words, count);
  after = get_last_error ? get_last_error() : SENTINEL;
  if (!quiet) {
    if (strcmp(function, "WTSCloseServer") != 0 && strcmp(function, "WTSFreeMemory") != 0) {
      printf(" = %#llx", (unsigned long long)raw);
    }
    if (after != SENTINEL) printf(", last error %u", after);
    printf("\n");
  }
  if (error) *error = after;
  return raw;
}

/* UTF-8 to UTF-16. */
static uint16_t* Widen(const char* text) {
  const unsigned char* in = (const unsigned char*)text;
  uint16_t* wide = (uint16_t*)malloc((strlen(text) + 1) * 2);
  uint16_t* out = wide;
  while (*in) {
    uint32_t point = *in++;
    int more = point >= 0xF0 ? 3 : point >= 0xE0 ? 2 : point >= 0xC0 ? 1 : 0;
    if (more) point &= 0x3Fu >> more;
    while (more-- > 0 && *in) point = point << 6 | (*in++ & 0x3Fu);
    if (point >= 0x10000) {
      *out++ = (uint16_t)(0xD800 + ((point - 0x10000) >> 10));
      point = 0xDC00 + ((point - 0x10000) & 0x3FF);
    }
    *out++ = (uint16_t)point;
  }
  *out = 0;
  return wide;
}

struct Output {
  char* text;
  size_t size;
};

static void Append(struct Output* output, const void* bytes, size_t size) {
  output->text = (char*)realloc(output->text, output->size + size + 1);
  memcpy(output->text + output->size, bytes, size);
  output->size += size;
  output->text[output->size] = 0;
}

static void AppendNumber(struct Output* output, uint32_t number) {
  char text[16];
  Append(output, text, (size_t)snprintf(text, sizeof text, "%u ", number));
}

static void AppendText(struct Output* output, int wide, const void* text) {
  size_t i;
  if (!text) return Append(output, "(null) ", 7);
  for (i = 0; i < 1024; ++i) {
    const size_t width = wide ? 2 : 1;
    const char* unit = (const char*)text + i * width;
    if (!unit[0] && (!wide || !unit[1])) break;
    Append(output, unit, width);
  }
  Append(output, " ", 1);
}

struct SessionInfo { uint32_t id; void* name; int32_t state; };
struct SessionInfo1 { uint32_t exec, state, id; void *name, *host, *user, *domain, *farm; };
struct ProcessInfo { uint32_t session, id; void *name, *sid; };
struct ProcessInfo1 {
  uint32_t session, id;
  void *name, *sid;
  uint32_t numbers[6];
  int64_t times[2];
};

static void ReadAnswer(const struct Call* call, const void* buffer, uint32_t count,
                       struct Output* out) {
  uint32_t i;
  Append(out, "", 0);
  if (!buffer) return;
  if (call->answer == BYTES) return Append(out, buffer, count < (1u << 20) ? count : 1u << 20);
  if (count > 65536) count = 65536;
  for (i = 0; i < count; ++i) {
    if (call->answer == SESSIONS) {
      const struct SessionInfo* row = (const struct SessionInfo*)buffer + i;
      AppendNumber(out, row->id);
      AppendText(out, call->wide, row->name);
      AppendNumber(out, (uint32_t)row->state);
    } else if (call->answer == SESSIONS_1) {
      const struct SessionInfo1* row = (const struct SessionInfo1*)buffer + i;
      AppendNumber(out, row->id);
      AppendText(out, call->wide, row->name);
      AppendNumber(out, row->state);
      AppendText(out, call->wide, row->host);
      AppendText(out, call->wide, row->user);
      AppendText(out, call->wide, row->farm);
    } else if (call->answer == PROCESSES) {
      const struct ProcessInfo* row = (const struct ProcessInfo*)buffer + i;
      AppendNumber(out, row->id);
      AppendText(out, call->wide, row->name);
    } else if (call->answer == PROCESSES_1) {
      const struct ProcessInfo1* row = (const struct ProcessInfo1*)buffer + i;
      AppendNumber(out, row->id);
      AppendText(out, call->wide, row->name);
    }
  }
}

static int FreeWith(const struct Call* call, const char* by, void* pointer, uint32_t count) {
  const char* function = by && *by ? by : call->frees;
  Word words[3];
  int with_class = call->free_class >= 0;
  if (!function || !*function || !pointer || !Find(exports, function)) return 1;
  words[0] = with_class ? (Word)call->free_class : (Word)pointer;
  words[1] = (Word)pointer;
  words[2] = count;
  if (with_class) return (int32_t)Raw(function, words, 3, "buffer", (Word)pointer, NULL) != 0;
  Raw(function, words, 1, "buffer", (Word)pointer, NULL);
  return 1;
}

static uint32_t SessionOn(const struct Target* target);
static uint32_t ProcessOn(const struct Target* target);

static void Undo(const struct Call* call, const struct Target* target, Word result, Word window) {
  Word words[4];
  int i;
  if (!call->undo || !*call->undo || !Find(exports, call->undo)) return;
  for (i = 0; i < call->undo_count; ++i) {
    const struct Argument* argument = &call->undo_arguments[i];
    words[i] = argument->kind == A_SERVER   ? target->value
               : argument->kind == A_WINDOW ? window
               : argument->kind == A_RESULT ? result
                                            : (Word)argument->number;
  }
  Raw(call->undo, words, call->undo_count, target->name, target->value, NULL);
}

static struct Result CallOn(const struct Call* call, const struct Target* target, int keep) {
  static int window;
  Word words[10], pointer = ~(Word)CANARY;
  uint32_t dwords[4] = {0, 0, 0, 0}, presets[4] = {0, 0, 0, 0};
  void* memory[10];
  int i, used = 0, has_pointer = 0;
  struct Result result;
  struct Output answer = {NULL, 0};
  memset(&result, 0, sizeof result);
  if (call->changes && !setup.fixed_world) {
    Verdict(2, "%s changes something, and this is no mock", call->id);
  }
  for (i = 0; i < call->count; ++i) {
    const struct Argument* argument = &call->arguments[i];
    memory[i] = NULL;
    switch (argument->kind) {
      case A_SERVER: words[i] = target->value; break;
      case A_SESSION: words[i] = SessionOn(target); break;
      case A_PROCESS: words[i] = ProcessOn(target); break;
      case A_OUT_POINTER: words[i] = (Word)&pointer; has_pointer = 1; break;
      case A_OUT_DWORD:
      case A_INOUT_DWORD:
        dwords[used] = presets[used] =
            argument->kind == A_OUT_DWORD ? CANARY : (uint32_t)argument->number;
        words[i] = (Word)&dwords[used++];
        break;
      case A_TEXT: memory[i] = call->wide ? (void*)Widen(argument->text) : strdup(argument->text); break;
      case A_ANSI: memory[i] = strdup(argument->text); break;
      case A_BLOCK:
        memory[i] = calloc(1, argument->number + 8);
        *(uint32_t*)memory[i] = argument->first;
        break;
      case A_BYTES:
        memory[i] = calloc(1, argument->number + 8);
        memcpy(memory[i], argument->text, argument->number);
        break;
      case A_WINDOW: words[i] = (Word)&window; break;
      default: words[i] = (Word)argument->number;
    }
    if (memory[i]) words[i] = (Word)memory[i];
  }
  result.raw = Raw(call->function, words, call->count, target->name, target->value, &result.error);
  result.success = call->returns_handle ? result.raw != 0 : (uint32_t)result.raw != 0;
  result.dword = dwords[0];
  result.changed = pointer != ~(Word)CANARY || memcmp(dwords, presets, sizeof dwords) != 0;
  if (result.success) {
    if (call->answer == A_DWORD) {
      AppendNumber(&answer, dwords[0]);
    } else if (has_pointer && pointer != ~(Word)CANARY) {
      result.pointer = (void*)pointer;
      result.count = used ? dwords[used - 1] : 0;
      ReadAnswer(call, result.pointer, result.count, &answer);
      if (!keep) FreeWith(call, "", result.pointer, result.count);
    }
    Undo(call, target, result.raw, (Word)&window);
  }
  result.answer = answer.text ? answer.text : strdup("");
  result.size = answer.size;
  for (i = 0; i < call->count; ++i) free(memory[i]);
  return result;
}
