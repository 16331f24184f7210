// Runs a part of a test in a process of its own.
#ifndef WTSCONFORM_MOCK_TESTS_CHILD_PROCESS_POSIX_H_
#define WTSCONFORM_MOCK_TESTS_CHILD_PROCESS_POSIX_H_

#include <functional>

namespace wtsmock {

enum class End { kReturned, kDied, kHung };

// How `act` ends in a forked child: it returned (or exited with 0), died of a signal or exited with
// another status, or had not returned after 5 s and was ended.
End EndOf(const std::function<void()>& act);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_TESTS_CHILD_PROCESS_POSIX_H_
