// What the mock wants from the system beyond the C++ library.
#ifndef WTSCONFORM_MOCK_ABI_SYSTEM_H_
#define WTSCONFORM_MOCK_ABI_SYSTEM_H_

#include <cstddef>
#include <mutex>

namespace wtsmock {

// `end` is called once when this thread ends, while its thread-local variables without a destructor
// are still there. One function in a program, and once in a thread.
void AtThreadEnd(void (*end)());

// The mutex is nobody's while the process forks, and so free in the child. One in a program.
void HoldAcrossFork(std::mutex& mutex);

// Zeroed memory, for good. It begins with a page, and the system gives its pages as they are touched,
// which the C library's calloc does not promise. Null where there is none.
void* ZeroedPages(std::size_t bytes);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_SYSTEM_H_
