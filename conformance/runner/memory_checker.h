// Detects uses of freed memory that would otherwise succeed by chance.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_MEMORY_CHECKER_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_MEMORY_CHECKER_H_

#include <string>

namespace wtsconform {

// The exit status of a child in which valgrind found an error; a child's own is always 0.
inline constexpr int kMemoryErrorStatus = 99;

// Starts this program again with the same words, in place of this process, so that its children run
//   allocator   with a C library that overwrites freed memory at once (glibc)
//   valgrind    under valgrind
// Returns where that has been done already. Throws InputError for another word, and where the
// checker is not available.
void RunUnderMemoryChecker(const std::string& checker);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_MEMORY_CHECKER_H_
