// What the tests of the switches share: for each switch a check that does not hold while it is off
// and holds while it is on. The checks are in variants_test.cc, required_defects_test.cc,
// answer_defects_test.cc and other_defects_test.cc; switches_test.cc runs them.
#ifndef WTSCONFORM_MOCK_SWITCHES_SWITCHES_TEST_H_
#define WTSCONFORM_MOCK_SWITCHES_SWITCHES_TEST_H_

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "mock/tests/child_process_posix.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {

struct SwitchCheck {
  std::string name;             // of the switch
  std::function<bool()> holds;  // with no other switch on, and the world as at load
};

inline void PrintTo(const SwitchCheck& check, std::ostream* out) { *out << check.name; }

std::vector<SwitchCheck> VariantChecks();
std::vector<SwitchCheck> RequiredDefectChecks();
std::vector<SwitchCheck> AnswerDefectChecks();
std::vector<SwitchCheck> OtherDefectChecks();

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

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_SWITCHES_TEST_H_
