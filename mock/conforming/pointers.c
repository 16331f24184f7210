/* Handles are pointers to memory that is handed out again at once, and a wrong WTSCloseServer (a
 * second one, NULL, garbage, a failed open's value) ends the process: the page forbids it all. */
#include <pthread.h>
#include <stdlib.h>

#include "mock/conforming/world.h"

struct Object {
  enum Server server;
  struct Object* next; /* of those that are open, or of those that are free */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct Object* open_objects;
static struct Object* free_objects;
static char never_open; /* whose address a failed open returns */

static struct Object** Link(const void* handle) {
  struct Object** link = &open_objects;
  while (*link && *link != handle) link = &(*link)->next;
  return link;
}

enum Server ServerOfOpen(HANDLE handle) {
  struct Object* object;
  enum Server server;
  pthread_mutex_lock(&lock);
  object = *Link(handle);
  server = object ? object->server : kNone;
  pthread_mutex_unlock(&lock);
  return server;
}

BOOL Success(void) { return TRUE; }
BOOL Refuse(void) { return FALSE; }

static HANDLE Open(enum Server server) {
  struct Object* object;
  if (server == kNone) return &never_open;
  pthread_mutex_lock(&lock);
  object = free_objects;
  if (object)
    free_objects = object->next;
  else
    object = (struct Object*)malloc(sizeof *object);
  object->server = server;
  object->next = open_objects;
  open_objects = object;
  pthread_mutex_unlock(&lock);
  return object;
}

HANDLE WINAPI WTSOpenServerA(LPSTR name) { return Open(ServerNamed(name)); }
HANDLE WINAPI WTSOpenServerExA(LPSTR name) { return WTSOpenServerA(name); }
HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  char* const narrow = Narrow(name);
  const HANDLE handle = WTSOpenServerA(narrow);
  free(narrow);
  return handle;
}
HANDLE WINAPI WTSOpenServerExW(LPWSTR name) { return WTSOpenServerW(name); }

VOID WINAPI WTSCloseServer(HANDLE server) {
  struct Object** link;
  struct Object* object;
  pthread_mutex_lock(&lock);
  link = Link(server);
  object = *link;
  if (!object) abort();
  *link = object->next;
  object->next = free_objects;
  free_objects = object;
  pthread_mutex_unlock(&lock);
}
