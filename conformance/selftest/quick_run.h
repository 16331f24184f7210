// Runs very many cases on the mock, as many as possible one after the other in one process.
//
// Only the mock can be made as new between two cases, and only there a case's process is not worth
// its price: the kill matrix has hundreds of thousands. Cases that end the process, let time pass or
// leave a thread waiting still get one of their own.
#ifndef WTSCONFORM_CONFORMANCE_SELFTEST_QUICK_RUN_H_
#define WTSCONFORM_CONFORMANCE_SELFTEST_QUICK_RUN_H_

#include <optional>
#include <string>
#include <vector>

#include "conformance/runner.h"

namespace wtsconform {

// The mock's profile with these switches on.
Profile MockWith(const Profile& mock, const std::string& switches);

// One record for each case, in order; of those that shared a process only the verdict is known. None
// where others of the case's row hung. `active` is what the library says is on.
std::vector<std::optional<CaseRecord>> QuickRun(const Suite& suite,
                                                const std::vector<const Case*>& cases,
                                                const Profile& mock, const std::string& switches,
                                                const RunOptions& options,
                                                std::string* active = nullptr);

// Each case in a process of its own, as a user runs it.
std::vector<CaseRecord> SlowRun(const Suite& suite, const std::vector<const Case*>& cases,
                                const Profile& mock, const std::string& switches,
                                const RunOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_SELFTEST_QUICK_RUN_H_
