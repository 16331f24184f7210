// `wtsbench compare OLD NEW`: both sides run in turn, each time in a new process. The old side is
// also compared with itself, which shows the noise of the machine.
#ifndef WTSCONFORM_BENCH_COMPARE_H_
#define WTSCONFORM_BENCH_COMPARE_H_

#include <optional>
#include <string>
#include <vector>

#include "bench/process_runs.h"

namespace wtsconform {

struct CompareOptions {
  std::string before;                    // an implementation, or a baseline (.json)
  std::string after;                     // an implementation
  std::vector<std::string> more;         // with these, all are put side by side (compare_many.h)
  int processes = 7;                     // of each side
  std::optional<double> fail_if_slower;  // percent
  std::string save;                      // a file for the runs of `after`, as a baseline
  std::string json;                      // a file for the comparison, for wtsconform report
  bool force = false;                    // compare with a baseline of another machine
  ProcessOptions run;
};

// Prints the comparison. Returns 0; 1 where something is slower by `fail_if_slower`; 2 where an
// input is refused; 3 where an output cannot be written, which is looked at before anything runs.
int RunCompare(const CompareOptions& options);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_COMPARE_H_
