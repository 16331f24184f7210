// What stands between the exported functions and the mock's own.
#ifndef WTSCONFORM_MOCK_HOOK_HOOK_H_
#define WTSCONFORM_MOCK_HOOK_HOOK_H_

#include <atomic>

#include "mock/abi/export.h"
#include "mock/hook/wtsapi32mock_functions.h"

namespace wtsmock {

// In the header so that asking costs no call.
extern std::atomic<const WtsMockFunctions*> installed_functions;

// What was installed for the function (WtsMockInstall); null if nothing was. Whoever asks calls it,
// without a lock:
//
//   if (const auto function = Installed<&WtsMockFunctions::WTSCloseServer>()) function(handle);
template <auto kMember>
auto Installed() {
  const WtsMockFunctions* const functions = installed_functions.load(std::memory_order_acquire);
  return functions == nullptr ? nullptr : functions->*kMember;
}

// The mock's own functions: what the exports call where nothing is installed.
namespace own {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) decltype(::name) name;
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
}  // namespace own

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HOOK_HOOK_H_
