// Starts a program as a shell would, for what looks at it from outside.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_RUN_PROGRAM_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_RUN_PROGRAM_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace wtsconform {

struct ProgramEnd {
  int status = -1;  // the exit status; on POSIX 128 + the signal that ended it
  std::string out;
  std::string err;
};

// A program that was started and not yet waited for. Its standard input is empty.
class Program {
 public:
  // `file` and `arguments` are UTF-8. `environment` is added to this process's. With `terminal`,
  // stdout is one (and `out` has what was shown there); not on Windows. Throws std::runtime_error
  // where the system gives no process.
  Program(const std::string& file, std::vector<std::string> arguments,
          const std::map<std::string, std::string>& environment = {}, bool terminal = false);
  // Where it was not waited for: kills it.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Only on POSIX: Ctrl-C, and the processes that it has started and not yet waited for.
  void Interrupt() const;
  std::vector<int> Children() const;
  ProgramEnd Wait();

 private:
  struct System;
  std::unique_ptr<System> system_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_RUN_PROGRAM_H_
