// Implementations that this process cannot load, because they belong to another system or another
// C library: a second build of this program, started by the profile's runner, runs the cases there
// and writes the results that are read here.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_ELSEWHERE_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_ELSEWHERE_H_

#include <vector>

#include "conformance/commands/commands.h"
#include "conformance/implementations/profile.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

// Throws UnusableLibrary where the runner cannot start this program.
void ProbeRunner(const Profile& profile);

// Results in the order of `cases`, which are those that the options of `command` select; nothing is
// yet compared with what is expected. Throws UnusableLibrary where the other program refuses the
// library, std::runtime_error where it fails.
Results RunElsewhere(const Suite& suite, const std::vector<const Case*>& cases,
                     const Profile& profile, const RunCommand& command);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_ELSEWHERE_H_
