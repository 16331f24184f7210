#include "base.c"

#ifdef _WIN32
static void* Load(const char* file) { return (void*)LoadLibraryA(file); }
static const char* WhyNot(void) { return "not found"; }
static void* Find(void* library, const char* name) {
  return (void*)(Word)GetProcAddress((HMODULE)library, name);
}
#else
static void* Load(const char* file) { return dlopen(file, RTLD_NOW | RTLD_GLOBAL); }
static const char* WhyNot(void) { return dlerror(); }
static void* Find(void* library, const char* name) { return dlsym(library, name); }
#endif

static void* exports; /* the library that has the functions */

static void* Must(void* found, const char* name) {
  if (!found) Verdict(NOT_DECIDED, "%s: %s", name, WhyNot());
  return found;
}

static void* Export(void* library, const char* name) { return Must(Find(library, name), name); }

#ifdef _WIN32
static void* LastErrorFunction(const char* name) {
  return strcmp(name, "GetLastError") == 0 ? (void*)(Word)GetLastError : (void*)(Word)SetLastError;
}
#else
#define LastErrorFunction(name) Find(exports, name) /* its own, never another library's */
#endif

struct Server {
  const char* kind;
  const char* text;
  void* address;
  uint32_t session, process, asked; /* if IDS */
};

static struct Server reachable = {.kind = "reachable"};

static struct Server unreachable = {.kind = "unreachable"};

static struct Server other = {.kind = "other"};

static struct Server here = {.kind = "current"};

static struct Server null_name = {.kind = "null"};

static struct Server empty_name = {.kind = "empty", .text = ""};

static struct Server dot = {.kind = "dot", .text = "."};

static struct Server localhost = {.kind = "localhost", .text = "localhost"};

static struct Server loopback = {.kind = "loopback", .text = "127.0.0.1"};

/* The reachable server's name with something around it. */
static struct Server* Around(const char* kind, const char* before, const char* after) {
  static struct Server composed;
  static char text[300];
  composed.kind = kind;
  if (!reachable.text) return &composed;
  snprintf(text, sizeof text, "%s%s%s", before, reachable.text, after);
  composed.text = text;
  return &composed;
}

/* The reachable one, with small letters for large ones and the other way round. */
static struct Server* Respelled(void) {
  struct Server* const server = Around("respelled", "", "");
  char* c;
  for (c = (char*)server->text; c && *c; ++c) {
    if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z')) *c ^= 0x20;
  }
  return server;
}

/* FreeRDP takes a peer's context for a server name: a peer without a connection has one. */
static void* PeerContext(void* freerdp) {
  void* peer = Must(((void* (*)(int))Export(freerdp, "freerdp_peer_new"))(-1), "a peer");
  ((int (*)(void*))Export(freerdp, "freerdp_peer_context_new"))(peer);
  return Must(*(void**)peer, "a peer's context");
}

/* WinPR exports the functions and forwards them to the table that it was given. */
static void* WithProvider(void* winpr, void* provider, const char* get_table) {
  const void* table = ((const void* (*)(void))Export(provider, get_table))();
  int taken = ((int (*)(const void*))Export(winpr, "WTSRegisterWtsApiFunctionTable"))(table);
  return Must(taken ? winpr : NULL, "WTSRegisterWtsApiFunctionTable");
}

/* The first call looks for a provider and leaves its own last error behind. */
static void WarmUp(void* winpr) { ((void (*)(void*))Export(winpr, "WTSFreeMemory"))(NULL); }
