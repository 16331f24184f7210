// What the mock wants from the system beyond the C++ library.
#ifndef WTSCONFORM_MOCK_SYSTEM_H_
#define WTSCONFORM_MOCK_SYSTEM_H_

#include <mutex>

namespace wtsmock {

// `end` is called once when this thread ends, while its thread-local variables without a destructor
// are still there. One function in a program, and once in a thread.
void AtThreadEnd(void (*end)());

// The mutex is nobody's while the process forks, and so free in the child. One in a program.
void HoldAcrossFork(std::mutex& mutex);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SYSTEM_H_
