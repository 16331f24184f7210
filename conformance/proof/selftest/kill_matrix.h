// Tests the suite with the mock: each defect must be killed by a case of the clause and level that
// it names, and no permitted choice may be called a problem.
//
// The machinery behind `wtsconform selftest`. The caller must have one thread only.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_KILL_MATRIX_H_
#define WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_KILL_MATRIX_H_

#include <string>
#include <vector>

#include "conformance/proof/selftest/mock_switches.h"
#include "conformance/proof/selftest/quick_run.h"
#include "reports/formats/selftest.h"

namespace wtsconform {

struct SelftestOptions {
  RunOptions run;
  std::vector<std::string> only;  // these defects and no permitted choices; empty: everything
  bool full = false;              // every switch with every case, not some of them
};

// The switches that two variants can be on together.
std::vector<std::string> VariantsAndPairs(const std::vector<MockSwitch>& variants);

// `mock` is the profile of the mock. Throws UnusableLibrary.
SelftestResults RunKillMatrix(const Suite& suite, const Profile& mock,
                              const SelftestOptions& options, const QuickProgress& progress);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_KILL_MATRIX_H_
