// What a run's exit status says about an implementation.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_RUN_STATUS_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_RUN_STATUS_H_

#include <string>
#include <vector>

#include "conformance/implementations/profile.h"
#include "conformance/runner/exit_status.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/cases.h"

namespace wtsconform {

// `records` are those of `cases`, in the same order and compared with what is expected; `problems`
// are the listed entries that did not happen, to which one may be added.
ExitStatus StatusOf(const std::vector<const Case*>& cases, const std::vector<CaseRecord>& records,
                    const Profile& profile, std::vector<std::string>& problems);

inline constexpr char kStayedInconclusive[] =
    "stayed inconclusive when it ran again alone; give calls more time with --timeout, or list it "
    "as expected";

// What kNotDecided means where no case stayed inconclusive.
std::string NothingDecided(const Profile& profile);

// The required cases that nothing was decided of, though they ran again alone, and that are not
// expected to stay so.
std::vector<std::string> Inconclusive(const std::vector<CaseRecord>& records);

// The more important of two.
ExitStatus Worst(ExitStatus a, ExitStatus b);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_RUN_STATUS_H_
