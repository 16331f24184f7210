// What a program of this project comes to where its work throws.
#ifndef WTSCONFORM_CONFORMANCE_COMMANDS_COMPLAINT_H_
#define WTSCONFORM_CONFORMANCE_COMMANDS_COMPLAINT_H_

#include <functional>

namespace wtsconform {

// The status that `work` returns, or the ExitStatus of what it throws, which is printed on stderr
// in the name of `program`.
int StatusOrComplaint(const char* program, const std::function<int()>& work);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_COMMANDS_COMPLAINT_H_
