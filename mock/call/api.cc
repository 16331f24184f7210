#include "mock/call/api.h"

namespace wtsmock {
namespace {

// What WinPR's search for a provider leaves behind.
constexpr DWORD kErrorEnvvarNotFound = 203;

}  // namespace

BOOL Succeed() {
  if (IsOn(Switch::kSuccessClearsError)) SetLastError(ERROR_SUCCESS);
  if (IsOn(Switch::kSuccessErrorStray)) SetLastError(kErrorEnvvarNotFound);
  return TRUE;
}

}  // namespace wtsmock
