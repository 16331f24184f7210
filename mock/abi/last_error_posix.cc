#include <atomic>

#include "mock/abi/last_error.h"

namespace {

thread_local DWORD own_error = ERROR_SUCCESS;
std::atomic<DWORD (*)()> foreign_get = nullptr;
std::atomic<void (*)(DWORD)> foreign_set = nullptr;

}  // namespace

extern "C" DWORD GetLastError() {
  const auto get = foreign_get.load(std::memory_order_relaxed);
  return get != nullptr ? get() : own_error;
}

extern "C" void SetLastError(DWORD error) {
  const auto set = foreign_set.load(std::memory_order_relaxed);
  if (set != nullptr) {
    set(error);
  } else {
    own_error = error;
  }
}

namespace wtsmock {

void UseLastErrorOf(DWORD (*get)(), void (*set)(DWORD)) {
  foreign_get = get;
  foreign_set = set;
}

}  // namespace wtsmock
