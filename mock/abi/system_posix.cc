#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <utility>

#include "mock/abi/system.h"

// The sanitizer's own, of a program that has it.
extern "C" {
[[gnu::weak]] void __asan_poison_memory_region(const volatile void*, std::size_t);
[[gnu::weak]] void __asan_unpoison_memory_region(const volatile void*, std::size_t);
}

namespace wtsmock {
namespace {

constexpr std::size_t kOrders = static_cast<std::size_t>(ForkOrder::kCount);
constinit std::array<std::atomic<std::mutex*>, kOrders> held_across_fork{};
constinit std::array<std::atomic<void (*)()>, kOrders> in_child{};
// Those that were taken: one may be named between the two.
std::array<std::mutex*, kOrders> taken{};

void TakeAll() {
  std::array<std::mutex*, kOrders> all{};
  for (std::size_t i = 0; i < kOrders; ++i) {
    all[i] = held_across_fork[i].load(std::memory_order_acquire);
    if (all[i] != nullptr) all[i]->lock();
  }
  taken = all;
}

void GiveAllBack() {
  for (std::mutex* const each : std::exchange(taken, {})) {
    if (each != nullptr) each->unlock();
  }
}

void BeChild() {
  for (const auto& act : in_child) {
    if (const auto call = act.load(std::memory_order_acquire)) call();
  }
  GiveAllBack();
}

void FollowForks() {
  [[maybe_unused]] static const int following = pthread_atfork(TakeAll, GiveAllBack, BeChild);
}

struct ThreadEnd {
  void (*end)();
  ~ThreadEnd() { end(); }
};

}  // namespace

void AtThreadEnd(void (*end)()) {
  thread_local const ThreadEnd at_end{end};
  static_cast<void>(at_end);
}

void HoldAcrossFork(ForkOrder order, std::mutex& mutex) {
  held_across_fork[static_cast<std::size_t>(order)].store(&mutex, std::memory_order_release);
  FollowForks();
}

void InForkedChild(ForkOrder order, void (*act)()) {
  in_child[static_cast<std::size_t>(order)].store(act, std::memory_order_release);
  FollowForks();
}

bool ReadIfMapped(const void* from, void* to, std::size_t bytes) {
  const iovec local{to, bytes};
  const iovec remote{const_cast<void*>(from), bytes};
  return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == static_cast<ssize_t>(bytes);
}

bool IsUnderAddressSanitizer() { return __asan_poison_memory_region != nullptr; }

void ForbidBytes(const void* from, std::size_t bytes) {
  if (IsUnderAddressSanitizer()) __asan_poison_memory_region(from, bytes);
}

void AllowBytes(const void* from, std::size_t bytes) {
  if (IsUnderAddressSanitizer()) __asan_unpoison_memory_region(from, bytes);
}

void* ZeroedPages(std::size_t bytes) {
  void* const pages =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return pages == MAP_FAILED ? nullptr : pages;
}

void OpenDescriptor() { static_cast<void>(open("/dev/null", O_RDONLY | O_CLOEXEC)); }

}  // namespace wtsmock
