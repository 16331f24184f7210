#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>

#include "mock/abi/system.h"

namespace wtsmock {
namespace {

std::mutex* held_across_fork = nullptr;

struct ThreadEnd {
  void (*end)();
  ~ThreadEnd() { end(); }
};

}  // namespace

void AtThreadEnd(void (*end)()) {
  thread_local const ThreadEnd at_end{end};
  static_cast<void>(at_end);
}

void HoldAcrossFork(std::mutex& mutex) {
  [[maybe_unused]] static const int held =
      (held_across_fork = &mutex,
       pthread_atfork([] { held_across_fork->lock(); }, [] { held_across_fork->unlock(); },
                      [] { held_across_fork->unlock(); }));
}

void* ZeroedPages(std::size_t bytes) {
  void* const pages =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return pages == MAP_FAILED ? nullptr : pages;
}

void OpenDescriptor() { static_cast<void>(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

}  // namespace wtsmock
