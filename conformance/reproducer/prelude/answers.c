#include "calls.c"

/* A sum of what a call stored, so that two answers can be compared; 0 is that of none. */
static void Append(struct Result* r, const void* bytes, size_t size) {
  const unsigned char* at = (const unsigned char*)bytes;
  while (size-- > 0) r->answer = (r->answer + *at++ + 1) * 0x9E3779B97F4A7C15u;
}

static void AppendNumber(struct Result* r, uint32_t number) {
  char text[16];
  Append(r, text, (size_t)snprintf(text, sizeof text, "%u ", number));
}

static void AppendText(struct Result* r, int wide, const void* text) {
  const char* at = (const char*)text;
  size_t i;
  if (!text) Append(r, "(null)", 6);
  for (i = 0; text && i < 1024 && (at[0] || (wide && at[1])); ++i) {
    Append(r, at, wide ? 2 : 1);
    at += wide ? 2 : 1;
  }
  Append(r, " ", 1);
}

/* A security identifier: 8 bytes, the second of which counts the 32-bit parts that follow. */
static void AppendSid(struct Result* r, const void* sid) {
  const unsigned char* const bytes = (const unsigned char*)sid;
  if (sid) Append(r, bytes, 8 + 4u * (bytes[1] < 15 ? bytes[1] : 15));
}

/* Whether there is a buffer; a list of nothing needs none. */
static int HasBuffer(struct Result* r, int lists_nothing) {
  if (r->success) r->works = r->buffer != NOT_STORED && (r->buffer || lists_nothing);
  return r->works && r->buffer;
}

static void ReadBytes(struct Result* r) {
  Append(r, (const void*)r->buffer, r->count < 1u << 20 ? r->count : 1u << 20);
}

/* `layout` names the members of a row. u is a DWORD, t a text and s a SID, which are compared; of n,
   a DWORD that changes by itself, whether it is 0. A DWORD (_), a pointer (P) and 8 bytes (Q) are
   not. */
static void ReadRows(struct Result* r, const char* layout, int wide) {
  const char* const rows = (const char*)r->buffer;
  const char* member;
  size_t at = 0;
  uint32_t row;
  for (row = 0; row < r->count && row < 65536; ++row) {
    for (member = layout; *member; ++member) {
      const size_t size = strchr("tsP", *member) ? sizeof(void*) : *member == 'Q' ? 8 : 4;
      at = (at + size - 1) / size * size;
      if (*member == 'u') AppendNumber(r, *(const uint32_t*)(rows + at));
      if (*member == 'n') AppendNumber(r, *(const uint32_t*)(rows + at) != 0);
      if (*member == 's') AppendSid(r, *(void* const*)(rows + at));
      if (*member == 't') AppendText(r, wide, *(void* const*)(rows + at));
      at += size;
    }
    at = (at + sizeof(void*) - 1) / sizeof(void*) * sizeof(void*);
  }
}

static void Free(Word buffer) {
  if (buffer && Find(exports, "WTSFreeMemory")) CallVoid("WTSFreeMemory", "a buffer", buffer);
}

static int FreeEx(const char* function, Word type, Word buffer, Word count) {
  if (!buffer || !Find(exports, function)) return 1;
  Before(function, "a buffer", buffer);
  return 0 != (int32_t)After(1, ((Word(WINAPI*)(Word, Word, Word))Export(exports, function))(
                                    type, buffer, count));
}
