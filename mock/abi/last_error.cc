#include "mock/abi/last_error.h"

#include <atomic>

#include "mock/switches/configuration.h"

#ifndef _WIN32
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
#endif

namespace wtsmock {
namespace {

// What WinPR's search for a provider leaves behind.
constexpr DWORD kErrorEnvvarNotFound = 203;

}  // namespace

BOOL Fail(DWORD error) {
  SetLastError(error);
  return FALSE;
}

BOOL Succeed() {
  if (On(Switch::kSuccessClearsError)) SetLastError(ERROR_SUCCESS);
  if (On(Switch::kSuccessErrorStray)) SetLastError(kErrorEnvvarNotFound);
  return TRUE;
}

#ifndef _WIN32
void UseLastErrorOf(DWORD (*get)(), void (*set)(DWORD)) {
  foreign_get = get;
  foreign_set = set;
}
#endif

}  // namespace wtsmock
