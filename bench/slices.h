// Collects the slices of a run: the counters of each repetition of each benchmark.
#ifndef WTSCONFORM_BENCH_SLICES_H_
#define WTSCONFORM_BENCH_SLICES_H_

#include <benchmark/benchmark.h>

#include "bench/goals.h"

namespace wtsconform {

// Prints nothing but, on a terminal, the name of what runs.
class SliceReporter : public benchmark::BenchmarkReporter {
 public:
  const Slices& slices() const { return slices_; }
  // Messages of benchmarks that failed.
  const std::vector<std::string>& problems() const { return problems_; }

  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override;

 private:
  Slices slices_;
  std::vector<std::string> problems_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_SLICES_H_
