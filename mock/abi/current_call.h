// The call that a thread is in, for those who want to know: faults on demand, and the ledger of the
// caller.
#ifndef WTSCONFORM_MOCK_ABI_CURRENT_CALL_H_
#define WTSCONFORM_MOCK_ABI_CURRENT_CALL_H_

#include <cstdint>

#include "mock/abi/export.h"

namespace wtsmock {

struct CurrentCall {
  const char* function = "";     // the exported one
  std::uint64_t number = 0;      // the calls of each thread are counted from 1
  const void* handle = nullptr;  // what it was given, or returned
  bool is_empty = false;         // a fault on demand: the answer is to hold nothing
  unsigned round = 0;            // goes on when all threads count from 1 again
};

// This thread's; its last one where it is in none. As it was left where nobody wanted to know.
CurrentCall& ThisCall();

// To be called when a function is entered. Returns this thread's.
CurrentCall& BeginCall(const char* function);

// All threads count from 1 again.
void ForgetCalls();

// Threads are numbered, from 1, in the order in which they asked first.
unsigned ThisThread();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_CURRENT_CALL_H_
