// Starts a program as a shell would, for what looks at it from outside.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_RUN_PROGRAM_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_RUN_PROGRAM_H_

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace wtsconform {

// Far longer than any program here runs.
inline constexpr std::chrono::seconds kLongestRun = std::chrono::hours(2);

struct ProgramEnd {
  int status = -1;  // the exit status; on POSIX 128 + the signal that ended it
  std::string out;
  std::string err;
  bool out_of_time = false;  // it was ended here
};

// A program that was started and not yet waited for. Its standard input is empty.
class Program {
 public:
  // `file` and `arguments` are UTF-8. `environment` is added to this process's. With `terminal`,
  // stdout is one (and `out` has what was shown there); not on Windows. Throws std::runtime_error
  // where the system gives no process.
  Program(const std::string& file, std::vector<std::string> arguments,
          const std::map<std::string, std::string>& environment = {}, bool terminal = false);
  // Where it was not waited for: ends it and what it started.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Only on POSIX: a signal, and the processes that it has started and not yet waited for.
  void Send(int signal) const;
  std::vector<int> Children() const;
  // Waits for its end; when `limit` has passed, ends it and what it started. Throws Interrupted
  // (interruption.h); not on Windows.
  ProgramEnd Wait(std::chrono::milliseconds limit = kLongestRun);

 private:
  struct System;
  std::unique_ptr<System> system_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_RUN_PROGRAM_H_
