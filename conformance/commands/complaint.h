// How a program of this project begins, and what it comes to where its work throws.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMPLAINT_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMPLAINT_H_

#include <functional>
#include <string>
#include <vector>

namespace wtsconform {

// The status that `work` returns, or the ExitStatus of what it throws, which is printed on stderr
// in the name of `program`.
int StatusOrComplaint(const char* program, const std::function<int()>& work);

// The body of main(), which returns what this does: `run` is given the arguments in UTF-8, in a
// process that has its standard streams and inherits no handling of signals. A process that is
// started for one case runs that instead, and does not come back.
int RunProgram(const char* program, int argc, char** argv,
               const std::function<int(const std::vector<std::string>&)>& run);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMPLAINT_H_
