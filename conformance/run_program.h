// Starts a program as a shell would, for tests that look at it from outside.
#ifndef WTSCONFORM_CONFORMANCE_RUN_PROGRAM_H_
#define WTSCONFORM_CONFORMANCE_RUN_PROGRAM_H_

#include <map>
#include <string>
#include <vector>

namespace wtsconform {

struct ProgramEnd {
  int status = -1;  // the exit status, or 128 + the signal that ended it
  std::string out;
  std::string err;
};

// A program that was started and not yet waited for. Its standard input is empty.
class Program {
 public:
  // `environment` is added to this process's. With `terminal`, stdout is one (and `out` has what
  // was shown there).
  Program(const std::string& file, std::vector<std::string> arguments,
          const std::map<std::string, std::string>& environment = {}, bool terminal = false);
  // Where it was not waited for: kills it.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void Interrupt() const;  // Ctrl-C
  // The processes that it has started and not yet waited for.
  std::vector<int> Children() const;
  ProgramEnd Wait();

 private:
  int pid_ = 0;
  int out_ = -1;
  int err_ = -1;
  bool terminal_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUN_PROGRAM_H_
