// A program in this one's place for as long as it runs: with its terminal, its input and its
// output.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_FOREGROUND_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_FOREGROUND_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wtsconform {

struct ForegroundEnd {
  int status = 0;  // on POSIX 128 + the signal that ended it
  std::uint32_t process = 0;
  std::string problem;  // why it could not be started; "" where it was
};

// Runs it, found as a shell would find it, and waits for its end. `environment` is added to this
// process's. Signals from the terminal are for the program alone meanwhile; those that somebody
// sends to this process in order to end it are passed on to it.
ForegroundEnd RunInForeground(const std::vector<std::string>& words,
                              const std::map<std::string, std::string>& environment);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_FOREGROUND_H_
