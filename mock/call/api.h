// What the body of every exported function shares.
#ifndef WTSCONFORM_MOCK_CALL_API_H_
#define WTSCONFORM_MOCK_CALL_API_H_

#include <new>

#include "mock/abi/export.h"
#include "mock/abi/last_error.h"

namespace wtsmock {

// Runs the body of an exported function. No exception may cross the C interface: a process may
// run under a memory limit, and then the call fails as documented.
template <class Body>
auto Api(Body body) noexcept -> decltype(body()) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    Fail(ERROR_NOT_ENOUGH_MEMORY);
    return decltype(body())();
  }
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CALL_API_H_
