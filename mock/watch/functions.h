// The functions that are watched, and what the ledger has to know of each: the rows of
// functions.cc.
#ifndef WTSCONFORM_MOCK_WATCH_FUNCTIONS_H_
#define WTSCONFORM_MOCK_WATCH_FUNCTIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "mock/abi/buffers.h"
#include "mock/abi/export.h"

namespace wtsmock {

// Every function of the API, and CloseHandle, which closes tokens. (On Windows that is the
// system's, and not watched.)
enum class Function : int {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) name,
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
  CloseHandle,
  kCount
};
inline constexpr std::size_t kFunctions = static_cast<std::size_t>(Function::kCount);

const char* NameOf(Function function);
// None if it is not watched.
std::optional<Function> FunctionNamed(std::string_view name);

enum class Way : std::uint8_t {
  kPlain,  // nothing but what its parameters say, below
  kOpen,
  kClose,
  kQuery,     // of a session's information
  kSend,      // of a message
  kListener,  // takes WTS_CURRENT_SERVER_HANDLE only
  kWait,
  kRegister,
  kUnregister,
  kChannelOpen,
  kChannelUse,
  kChannelClose,
  kCloudAuthOpen,
  kCloudAuthUse,
  kCloudAuthClose,
  kFree,
  kFreeTyped,
  kCloseToken,
};

// Parameters are given by their index, counted from 0; kNone for none.
inline constexpr int kNone = -1;
struct Plan {
  Way way = Way::kPlain;
  int handle = kNone;  // of a server
  int window = kNone;
  int token = kNone;       // where it stores a token
  int buffer = kNone;      // where it stores a buffer for its caller,
  int count = kNone;       // and where the number of its elements; kNone for one
  std::size_t length = 0;  // of an element; 0 where nobody knows
  int type = kUntyped;     // of the buffer
  int level = kNone;       // where the level stands that says which type it is
};
const Plan& PlanOf(Function function);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_FUNCTIONS_H_
