// The contract of the program's exit status. A caller reads it, and so does this program where it
// starts another build of itself (remote_runner.h).
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_EXIT_STATUS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_EXIT_STATUS_H_

namespace wtsconform {

// Most important first: where several apply, the first one counts.
enum ExitStatus {
  kRefused = 2,        // wrong usage, or an input that is refused
  kHarnessFailed = 3,  // or an output could not be written
  kUnexpected = 1,     // an unexpected finding, or a listed one that did not happen
  kNotDecided = 4,     // no case that needs an opened handle, or not each of the required ones
  kAllAsExpected = 0,
};

// The status of a run that a signal ended is this and the signal.
inline constexpr int kInterrupted = 128;

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_EXIT_STATUS_H_
