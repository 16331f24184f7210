// One process run of an implementation: this program again, or, for an implementation that this
// process cannot load, the build of it that the profile's runner starts.
#ifndef WTSCONFORM_BENCH_PROCESS_RUNS_H_
#define WTSCONFORM_BENCH_PROCESS_RUNS_H_

#include <string>

#include "bench/runs.h"
#include "reports/formats/benchmarks.h"

namespace wtsconform {

struct ProcessOptions {
  std::string filter;  // a regular expression of Google Benchmark; "" for the usual ones
  bool stress = false;
  std::string server;  // as in SubjectOptions
  std::string unreachable;
};

struct ProcessRun {
  RunTimes times;
  Benchmarks file;
};

// `implementation` is what FindProfile takes. The floor pair is measured in any case, and what
// `also` matches, where it is not "". Throws std::runtime_error where it cannot be measured; what()
// says why, without its name.
ProcessRun RunOnce(const std::string& implementation, const ProcessOptions& options,
                   const std::string& also = "");

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_PROCESS_RUNS_H_
