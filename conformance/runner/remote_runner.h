// Implementations that this process cannot load, because they belong to another system or another
// C library. A remote runner is a second build of this program that can: the command line `runner`
// of the profile starts it (Wine and the Windows program, another C library's loader), it runs the
// cases there and writes the results that are read here.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_REMOTE_RUNNER_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_REMOTE_RUNNER_H_

#include <string>
#include <vector>

#include "conformance/implementations/profile.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// Throws UnusableLibrary where the runner cannot start the other program.
void ProbeRunner(const Profile& profile);

// Results in the order of `cases`; nothing is compared yet with what is expected. `options` are
// those of the command `run` with which the other program selects these cases and runs them in the
// same way. Throws UnusableLibrary where the other program refuses its input, std::runtime_error
// where it fails or runs other cases.
Results RunRemotely(const std::vector<const Case*>& cases, const Profile& profile,
                    const std::vector<std::string>& options);

// A command of the other program that writes one file, whose text is returned. `options` are those
// of the command, without its implementation and its output. Throws as RunRemotely does.
std::string RunCommandRemotely(const std::string& command, const Profile& profile,
                               const std::vector<std::string>& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_REMOTE_RUNNER_H_
