// The mock's switches, as the library itself tells them.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_MOCK_SWITCHES_H_
#define WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_MOCK_SWITCHES_H_

#include <ostream>
#include <string>
#include <vector>

#include "conformance/implementations/profile.h"

namespace wtsconform {

struct MockSwitch {
  std::string name;
  std::string kind;   // variant, defect
  std::string group;  // of variants that exclude each other, "" for a defect
  std::string clause;
  std::string level;
  std::string text;  // one sentence
};

void PrintTo(const MockSwitch& each, std::ostream* stream);

// Asks the library of `mock` in a child, so that a case's child still loads it afresh. Throws
// UnusableLibrary where it is no mock.
std::vector<MockSwitch> ReadSwitches(const Profile& mock);

std::vector<MockSwitch> OfKind(const std::vector<MockSwitch>& switches, const std::string& kind);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_MOCK_SWITCHES_H_
