#include "bench/slices.h"

namespace wtsconform {
namespace {

// The name as it was registered, without the suffixes of the library for repetitions and kinds of
// time.
std::string PlainName(const benchmark::BenchmarkReporter::Run& run) {
  return run.run_name.function_name;
}

}  // namespace

void SliceReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    if (run.error_occurred) problems_.push_back(PlainName(run) + ": " + run.error_message);
    if (run.error_occurred || run.run_type != Run::RT_Iteration) continue;
    for (const auto& [name, counter] : run.counters) {
      slices_[PlainName(run)][name].push_back(counter.value);
    }
  }
}

}  // namespace wtsconform
