// What the layer exports under the names of the API, and the same once more for each further
// implementation.
#include <array>
#include <cerrno>
#include <type_traits>

#include "mock/abi/export.h"
#include "mock/watch/layer.h"
#include "mock/watch/preserved_errors.h"
#include "mock/watch/targets.h"
#include "mock/watch/watched_call.h"

namespace wtsmock {
namespace {

// What an implementation calls of the API on its own account is no call of the program.
constinit thread_local bool is_in_call = false;

struct InCall {
  InCall() { is_in_call = true; }
  ~InCall() { is_in_call = false; }
};

template <class... Arguments>
std::array<Word, sizeof...(Arguments)> Words(Arguments... arguments) {
  return {(Word)(arguments)...};  // integers and pointers alike
}

template <class Returned, class Call>
Returned Pass(Function function, int implementation, const Word* arguments, Call call) {
  void* const target = TargetOf(function, implementation);
  if (target == nullptr) return Returned();
  if (is_in_call || TheTask() != Task::kWatch || !ConcernsTheApi(function)) return call(target);
  const InCall in_call;
  WatchedCall watched(function, arguments);
  PreservedErrors errors;
  watched.Begin();
  errors.Restore();
  if constexpr (std::is_void_v<Returned>) {
    call(target);
    errors.Keep();
    watched.End(1);
    errors.Restore();
  } else {
    const Returned result = call(target);
    errors.Keep();
    watched.End((Word)(result));
    errors.Restore();
    return result;
  }
}

#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments)               \
  template <int kImplementation>                                                          \
  struct Watched_##name {                                                                 \
    static returns convention Call parameters {                                           \
      const auto words = Words arguments;                                                 \
      return Pass<returns>(Function::name, kImplementation, words.data(), [&](void* to) { \
        return reinterpret_cast<decltype(&::name)>(to) arguments;                         \
      });                                                                                 \
    }                                                                                     \
  };
#include "mock/hook/wtsapi32_functions.inc"
#ifndef _WIN32
WTSAPI32_FUNCTION(BOOL, WINAPI, CloseHandle, (HANDLE handle), (handle))
#endif
#undef WTSAPI32_FUNCTION

template <int kImplementation>
void* WrapperIn(Function function) {
  static void* const wrappers[] = {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  reinterpret_cast<void*>(&Watched_##name<kImplementation>::Call),
#include "mock/hook/wtsapi32_functions.inc"
#ifndef _WIN32
      WTSAPI32_FUNCTION(BOOL, WINAPI, CloseHandle, (HANDLE handle), (handle))
#endif
#undef WTSAPI32_FUNCTION
  };
  return wrappers[static_cast<std::size_t>(function)];
}

}  // namespace

void* WrapperOf(Function function, int implementation) {
  static_assert(kImplementations == 4);
  switch (implementation) {
    case 1:
      return WrapperIn<1>(function);
    case 2:
      return WrapperIn<2>(function);
    case 3:
      return WrapperIn<3>(function);
    default:
      return WrapperIn<0>(function);
  }
}

}  // namespace wtsmock

#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) \
  returns convention name parameters { return wtsmock::Watched_##name<0>::Call arguments; }
#include "mock/hook/wtsapi32_functions.inc"
#ifndef _WIN32
WTSAPI32_FUNCTION(BOOL, WINAPI, CloseHandle, (HANDLE handle), (handle))
#endif
#undef WTSAPI32_FUNCTION
