#include "mock/watch/targets_posix.h"

#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <mutex>

#include "mock/ledger/reporting.h"
#include "mock/watch/dlsym_posix.h"
#include "mock/watch/layer.h"
#include "mock/watch/loaded_posix.h"
#include "mock/watch/targets.h"

namespace wtsmock {
namespace {

struct Implementation {
  std::atomic<const void*> base = nullptr;  // not of the first, which may be several objects
  std::atomic<void*> functions[kFunctions] = {};
};

constinit Implementation implementations[kImplementations];
constinit std::mutex choosing;

std::atomic<void*>& Place(Function function, int implementation) {
  return implementations[implementation].functions[static_cast<std::size_t>(function)];
}

// What was found stays loaded.
void Pin(const void* function) {
  Dl_info info{};
  if (dladdr(function, &info) == 0) return;
  dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

// What the program is linked with; or a part of it that was loaded on its own, with what that is
// linked with.
void* FindLinked(const char* name) {
  void* const next = RealDlsym()(RTLD_NEXT, name);
  if (next != nullptr || TheTask() == Task::kMock) return next;
  void* const elsewhere = FindOutsideLayer(name);
  if (elsewhere != nullptr) Pin(elsewhere);
  return elsewhere;
}

// The one whose functions lie in that object, or the first that is still free; kImplementations for
// none.
int Choose(const void* base) {
  for (int i = 1; i < kImplementations; ++i) {
    const void* const other = implementations[i].base;
    if (other != nullptr && other != base) continue;
    implementations[i].base = base;
    return i;
  }
  return kImplementations;
}

constinit std::atomic<pid_t> own_process = 0;

void NoteProcess() { own_process = getpid(); }

[[maybe_unused]] const int following_forks = [] {
  NoteProcess();
  return pthread_atfork(nullptr, nullptr, NoteProcess);
}();

}  // namespace

void* TargetOf(Function function, int implementation) {
  std::atomic<void*>& place = Place(function, implementation);
  void* target = place.load(std::memory_order_acquire);
  if (target != nullptr || implementation != 0) return target;
  target = FindLinked(NameOf(function));
  place.store(target, std::memory_order_release);
  return target;
}

void* WrapperOfFound(Function function, void* found) {
  if (TargetOf(function, 0) == found) return WrapperOf(function, 0);
  const std::lock_guard lock(choosing);
  const int chosen = Choose(BaseOf(found));
  if (chosen == kImplementations) {
    ReportUnwatched(NameOf(function));
    return found;
  }
  Place(function, chosen).store(found, std::memory_order_release);
  return WrapperOf(function, chosen);
}

bool IsOwnProcess() { return own_process == getpid(); }

}  // namespace wtsmock

// Not exported: the last error of the implementations, for the log of calls. Those that a program
// has at once share it.
extern "C" DWORD GetLastError() {
  using Get = DWORD (*)();
  static constinit std::atomic<Get> known = nullptr;
  Get get = known.load(std::memory_order_relaxed);
  if (get == nullptr) {
    get = reinterpret_cast<Get>(wtsmock::FindOutsideLayer("GetLastError"));
    known.store(get, std::memory_order_relaxed);
  }
  return get == nullptr ? 0 : get();
}
