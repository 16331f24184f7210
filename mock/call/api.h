// What the body of every exported function shares: what comes before it, and how it ends.
#ifndef WTSCONFORM_MOCK_CALL_API_H_
#define WTSCONFORM_MOCK_CALL_API_H_

#include <new>
#include <type_traits>

#include "mock/abi/current_call.h"
#include "mock/abi/export.h"
#include "mock/abi/last_error.h"
#include "mock/call/entry.h"
#include "mock/call/ledger.h"
#include "mock/hook/hook.h"

namespace wtsmock {

// Runs the body of the mock's own function behind an exported one (in the namespace own):
//
//   BOOL WINAPI WTSQueryUserToken(ULONG session, PHANDLE token) {
//     return Api([&] { return wtsmock::QueryUserToken(session, token); });
//   }
//
// A fault on demand that names the function may end it here; then it returns 0, as a function that
// failed does, and has had no effect.
//
// No exception may cross the C interface. A process may run under a memory limit: then the call
// fails as documented, with ERROR_NOT_ENOUGH_MEMORY. Not for the openers: the 0 that it returns
// then would be a valid handle, WTS_CURRENT_SERVER_HANDLE.
template <class Body>
auto Api(Body body, const char* function = __builtin_FUNCTION()) noexcept -> decltype(body()) {
  using Result = decltype(body());
  if (AreCallsNoted()) BeginCall(function);
  try {
    if (HasFaults() && !Enter(function)) {
      if (HasLedger()) NoteCallEnd(false);
      return Result();
    }
    if constexpr (std::is_void_v<Result>) {
      body();
      if (HasLedger()) NoteCallEnd(true);
    } else {
      const Result result = body();
      if (HasLedger()) NoteCallEnd(result != Result());
      return result;
    }
  } catch (const std::bad_alloc&) {
    Fail(ERROR_NOT_ENOUGH_MEMORY);
    return Result();
  }
}

// Returns TRUE. Leaves the last error alone, unless a variant or a defect is on (GAP-21).
BOOL Succeed();

// What a consumer returns when the handle was refused. Out-parameters stay as they are, unless
// that variant is on (GAP-20).
template <class... Outputs>
BOOL Refused(Outputs*... outputs) {
  if (IsOn(Switch::kFailureClearsOutputs)) {
    ((outputs != nullptr ? static_cast<void>(*outputs = Outputs{}) : static_cast<void>(0)), ...);
  }
  return FALSE;
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CALL_API_H_
