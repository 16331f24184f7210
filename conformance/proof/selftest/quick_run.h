// Runs very many cases on the mock in many configurations, as many as possible one after the other
// in one process.
//
// Only the mock can be made as new between two cases, and only there a case's process is not worth
// its price: the kill matrix has hundreds of thousands. Cases that end the process or leave a
// thread waiting still get one of their own. All configurations share the processors, so that none
// is idle while the last cases of one let time pass.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_QUICK_RUN_H_
#define WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_QUICK_RUN_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/runner/runner.h"

namespace wtsconform {

// What a case came to. Kept small: a process with much memory is slow to fork.
struct Outcome {
  Verdict verdict = Verdict::kPass;
  std::string signature;  // of observed cases only
};

// Cases on the mock in one configuration, and what they came to.
struct MockRun {
  std::string switches;
  std::vector<const Case*> cases;
  std::vector<std::optional<Outcome>> outcomes = {};  // in order; none where others of the row hung
  std::string active = {};                            // the switches that the library says are on
};

using QuickProgress = std::function<void(std::size_t done, std::size_t of)>;

// The mock's profile with these switches on.
Profile MockWith(const Profile& mock, const std::string& switches);

// Whether a quick run takes the case's own time, whatever the processor.
bool LetsTimePass(const Case& subject);

// Sets what the runs came to.
void QuickRuns(const Suite& suite, const Profile& mock, const RunOptions& options,
               std::vector<MockRun>& runs, const QuickProgress& progress);

// One case on the mock in one configuration.
struct MockCase {
  std::string switches;
  const Case* subject;
};

// Each in a process of its own, as a user runs it; the records are in the order of `cases`.
std::vector<CaseRecord> SlowRun(const Suite& suite, const Profile& mock, const RunOptions& options,
                                const std::vector<MockCase>& cases);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_SELFTEST_QUICK_RUN_H_
