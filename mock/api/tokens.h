// The tokens of users.
#ifndef WTSCONFORM_MOCK_API_TOKENS_H_
#define WTSCONFORM_MOCK_API_TOKENS_H_

#include "mock/abi/export.h"

namespace wtsmock {

// A token is a value, with nothing behind it. A program closes it with CloseHandle: off Windows
// that is the mock's, and the ledger knows of it.
HANDLE NewToken();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_TOKENS_H_
