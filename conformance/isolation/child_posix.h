// What a process does that was just forked to be a child, before anything of a library is in it.
#ifndef WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_POSIX_H_
#define WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_POSIX_H_

#include <sys/types.h>

#include <cstddef>

#include "conformance/isolation/isolation.h"

namespace wtsconform::posix_child {

// Gives the calling process its own session and the limits that isolation.h promises; it dies
// with `parent`. Its standard streams are nothing and `output`; of its other descriptors it keeps
// `kept` only, under the number that is returned.
int Confine(pid_t parent, int output, int kept);

// The environment in which a library is judged, for this task.
void SetEnvironment(const IsolationOptions& options, std::size_t task);

// The file that a new child writes its output into. Throws std::runtime_error.
int NewOutput();

// Does the task and ends the process. An exception must not unwind into what was the parent's code.
[[noreturn]] void RunBody(std::size_t task, int channel, const ChildBody& body) noexcept;

}  // namespace wtsconform::posix_child

#endif  // WTSCONFORM_CONFORMANCE_ISOLATION_CHILD_POSIX_H_
