// Processes as the system shows them, and the wait for their end.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_PROCESS_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_PROCESS_POSIX_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>

namespace wtsconform::posix_child {

// 'R' runs or wants to, 'S' sleeps, 'T' is stopped, 't' is held by a debugger, 'Z' has ended; ' '
// where it is gone.
char StateOf(pid_t process);

// How a process, or a thread of it, shares in the processors.
struct ProcessorShare {
  std::int64_t ran = 0;     // nanoseconds
  std::int64_t waited = 0;  // for a processor, the turns that have come
  bool runnable = false;    // it runs, or waits for its turn
};
// Of that thread; of all threads together where the process has none of that id.
ProcessorShare ShareOf(pid_t process, pid_t thread);

// The wait status of a child of this process that has ended or is about to; nothing where it does
// not end in some seconds, as where somebody traces it.
std::optional<int> WaitFor(pid_t child);

// The children that this process forked on purpose. For one thread.
void OwnChild(pid_t child);
void DisownChild(pid_t child);
bool IsOwnChild(pid_t child);

}  // namespace wtsconform::posix_child

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_PROCESS_POSIX_H_
