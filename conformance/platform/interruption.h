// Signals that ask this process to end, where it has something to put in order first.
//
//   const Interruptible scope;         // Ctrl-C no longer ends the process
//   while (...) ThrowIfInterrupted();  // but this does, where it suits
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_INTERRUPTION_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_INTERRUPTION_H_

#include <exception>

namespace wtsconform {

class Interrupted : public std::exception {
 public:
  explicit Interrupted(int signal) : signal_(signal) {}
  int signal() const { return signal_; }
  const char* what() const noexcept override { return "interrupted by a signal"; }

 private:
  const int signal_;
};

// While one lives, the first SIGINT, SIGTERM or SIGHUP is only noted; the next one ends the process
// as always. One that was ignored when it began stays ignored. On Windows, Ctrl-C. There is one at
// a time.
class Interruptible {
 public:
  Interruptible();
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
};

// Throws Interrupted where a signal was noted. On any thread.
void ThrowIfInterrupted();

// In a child process: what it gets from now on is its own affair.
void ForgetInterruptions();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_INTERRUPTION_H_
