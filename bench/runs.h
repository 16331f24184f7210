// Process runs of an implementation: for each benchmark one time a run, divided by the anchor's in
// that same run, so that what disturbed all of them cancels out.
#ifndef WTSCONFORM_BENCH_RUNS_H_
#define WTSCONFORM_BENCH_RUNS_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "reports/formats/benchmarks.h"

namespace wtsconform {

// By benchmark, without the implementation's name.
using RunTimes = std::map<std::string, double>;

struct Runs {
  std::string machine;         // from ThisMachine()
  std::string implementation;  // as it was given
  std::vector<RunTimes> runs;
};

// The best slice of each benchmark. Throws ResultsError where the file lacks the floor pair.
RunTimes TimesOf(const Benchmarks& file);

// A baseline: saved for later comparisons. ReadRuns throws ResultsError.
std::string ToJson(const Runs& runs);
Runs ReadRuns(const std::filesystem::path& file);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_RUNS_H_
