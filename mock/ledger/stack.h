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

// A line for each frame outside this library: "Function+0x12 (program+0x1234)", where the first
// part stands only if the program exports its names. The second is what addr2line takes.
std::vector<std::string> Describe(const Stack& stack);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_STACK_H_
