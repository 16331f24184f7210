#include <pthread.h>
#include <windows.h>

#include "mock/abi/system.h"

namespace wtsmock {
namespace {

// mingw-w64 keeps thread-local variables in their own memory, freed by the destructor of a key
// that is made when the first of them is needed, and before destructors of thread-local objects
// run. Keys' destructors run in the order in which the keys were made, so this one is made first of
// all.
class EarlyKey {
 public:
  EarlyKey() {
    pthread_key_create(&key_, [](void* end) { reinterpret_cast<void (*)()>(end)(); });
  }
  void Set(void (*end)()) { pthread_setspecific(key_, reinterpret_cast<void*>(end)); }

 private:
  pthread_key_t key_{};
};

[[gnu::init_priority(101)]] EarlyKey thread_end;  // the first number that is not the compiler's own

}  // namespace

void AtThreadEnd(void (*end)()) { thread_end.Set(end); }

// Nothing forks here.
void HoldAcrossFork(ForkOrder, std::mutex&) {}
void InForkedChild(ForkOrder, void (*)()) {}

bool ReadIfMapped(const void* from, void* to, std::size_t bytes) {
  SIZE_T read = 0;
  return ReadProcessMemory(GetCurrentProcess(), from, to, bytes, &read) != 0 && read == bytes;
}

// No compiler that this is built with has that sanitizer here.
bool IsUnderAddressSanitizer() { return false; }
void ForbidBytes(const void*, std::size_t) {}
void AllowBytes(const void*, std::size_t) {}

void* ZeroedPages(std::size_t bytes) {
  return VirtualAlloc(nullptr, bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

void OpenDescriptor() { static_cast<void>(CreateEventW(nullptr, TRUE, FALSE, nullptr)); }

}  // namespace wtsmock
