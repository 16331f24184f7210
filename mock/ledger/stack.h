// The program's stack at a call.
#ifndef WTSCONFORM_MOCK_LEDGER_STACK_H_
#define WTSCONFORM_MOCK_LEDGER_STACK_H_

#include <string>
#include <vector>

namespace wtsmock {

// Addresses, innermost first.
using Stack = std::vector<const void*>;

// This thread's, as far as the system provides it. Throws std::bad_alloc.
Stack CaptureStack();

// A line for each frame outside this library: "Function+0x12 (program+0x1234)" where the program
// exports the function's name, "program+0x1234" elsewhere. addr2line takes what follows "program".
std::vector<std::string> Describe(const Stack& stack);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_STACK_H_
