// Proves the suite by the mock: each defect is caught by a case of the clause and level that it
// names, and nothing lawful is accused.
//
// The machinery behind `wtsconform selftest`. The caller must have one thread only.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_KILL_MATRIX_H_
#define WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_KILL_MATRIX_H_

#include <map>
#include <string>
#include <vector>

#include "conformance/proof/selftest/mock_switches.h"
#include "conformance/proof/selftest/quick_run.h"

namespace wtsconform {

struct SelftestOptions {
  RunOptions run;
  std::vector<std::string> only;  // these defects and no lawful choices; empty: everything
  bool full = false;              // every lawful choice against every case, not some of them
};

// What became of the cases of one clause under one defect.
struct Caught {
  int of = 0;        // cases that were run
  int caught = 0;    // those that turned
  int left_out = 0;  // not run: others of their row hung
};

struct DefectResult {
  MockSwitch defect;
  bool applied = false;  // the library itself says that it is on
  std::map<std::string, Caught> by_clause;

  const Caught* Own() const;
  CaseRecord confirmed;  // a case of its clause and level that catches it, run by itself
  std::string history;   // where no case does: a short history that does

  // A case of its clause, at its level, caught it.
  bool IsCaught() const { return applied && !confirmed.id.empty(); }
};

struct Accusation {
  std::string switches;  // "" for the mock as it is
  CaseRecord record;
};

struct KillMatrix {
  std::size_t cases = 0;
  std::size_t lawful_runs = 0;  // the mock as it is, its variants, their pairs
  std::size_t lawful_cases = 0;
  std::vector<DefectResult> defects;
  std::vector<Accusation> accusations;  // of the mock where it is lawful
  std::vector<std::string> problems;    // the gates that do not hold, as sentences
};

// The switches that two variants can be on together.
std::vector<std::string> VariantsAndPairs(const std::vector<MockSwitch>& variants);

// `mock` is the profile of the mock. Throws UnusableLibrary.
KillMatrix RunKillMatrix(const Suite& suite, const Profile& mock, const SelftestOptions& options,
                         const QuickProgress& progress);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_KILL_MATRIX_H_
