// Demonstrations: for each switch a question that is answered no while it is off and yes while it
// is on.
#ifndef WTSCONFORM_MOCK_SWITCHES_DEMONSTRATIONS_H_
#define WTSCONFORM_MOCK_SWITCHES_DEMONSTRATIONS_H_

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "mock/tests/mock_test.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WTSMOCK_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WTSMOCK_SANITIZED 1
#endif
#endif
#ifndef WTSMOCK_SANITIZED
#define WTSMOCK_SANITIZED 0
#endif

namespace wtsmock {

struct Demonstration {
  std::string name;  // of the switch
  std::function<bool()> is_shown;
};

inline void PrintTo(const Demonstration& demonstration, std::ostream* out) {
  *out << demonstration.name;
}

std::vector<Demonstration> Variants();
std::vector<Demonstration> RequiredDefects();
std::vector<Demonstration> OtherDefects();

// A handle to this computer that was closed.
inline HANDLE Closed() {
  const HANDLE server = OpenA("MOCKHOST");
  WTSCloseServer(server);
  return server;
}

// The last error of a use that fails.
inline DWORD ErrorOf(HANDLE server) {
  SetLastError(kSentinel);
  EXPECT_FALSE(Works(server));
  return GetLastError();
}

// Whether an open, once `closes_between` other handles were closed, returns a value again.
bool ValueReturns(int closes_between);

enum class End { kReturned, kDied, kHung };

// How `act` ends in a process of its own. One that has not returned after 5 s hangs.
End EndOf(const std::function<void()>& act);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_DEMONSTRATIONS_H_
