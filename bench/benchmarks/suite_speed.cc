// How long the suite itself takes: the runner's cost for a case that does nothing, and the whole
// suite against the mock, each case in its own process. Both are measured in fresh processes:
// a fork of a process that holds much memory takes longer.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/system.h"
#include "conformance/isolation/isolation.h"
#include "conformance/platform/run_program.h"

namespace wtsconform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSlicesOfASuite = 3;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

ProgramEnd RunBeside(const char* program, const std::vector<std::string>& arguments) {
  return Program(ProgramBeside(program), arguments).Wait();
}

void EmptyCase(benchmark::State& state, int jobs) {
  for (auto _ : state) {
    const ProgramEnd end = RunBeside("wtsbench", {"--empty-cases", std::to_string(jobs)});
    if (end.status != 0) return state.SkipWithError(("it failed: " + end.err).c_str());
    const double median = std::atof(end.out.c_str());
    state.SetIterationTime(median);
    state.counters["median"] = median;
  }
}

void WholeSuite(benchmark::State& state) {
  const std::optional<double> before = ProcessorSecondsOfChildren();
  for (auto _ : state) {
    const auto start = Clock::now();
    const ProgramEnd end = RunBeside("wtsconform", {"run", "mock"});
    if (end.status != 0) return state.SkipWithError(("it failed: " + end.err).c_str());
    state.SetIterationTime(SecondsSince(start));
  }
  if (before) state.counters["processor_seconds"] = *ProcessorSecondsOfChildren() - *before;
  CountOperations(state, 1);
}

}  // namespace

void DoEmptyCase(Journal& journal) { journal.stage = Journal::kFinished; }

void MeasureEmptyCases(int jobs) {
  constexpr std::size_t kCases = 200;
  IsolationOptions options;
  options.jobs = jobs;
  options.describe = [](std::size_t) { return "an empty case"; };
  std::vector<double> seconds;
  RunIsolated(
      kCases, options, [](std::size_t, Journal& journal) { DoEmptyCase(journal); },
      [&](std::size_t, const ChildReport&, const ChildEnd& end) {
        seconds.push_back(end.seconds);
      });
  std::nth_element(seconds.begin(), seconds.begin() + kCases / 2, seconds.end());
  std::printf("%g\n", seconds[kCases / 2]);
}

void AddSuiteSpeed() {
  for (const int jobs : {1, 2}) {
    benchmark::RegisterBenchmark(("suite/empty_case/jobs:" + std::to_string(jobs)).c_str(),
                                 [jobs](auto& state) { EmptyCase(state, jobs); })
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(kSlicesOfASuite);
  }
  benchmark::RegisterBenchmark("suite/mock", WholeSuite)
      ->UseManualTime()
      ->Unit(benchmark::kSecond)
      ->Iterations(1)
      ->Repetitions(kSlicesOfASuite);
}

}  // namespace wtsconform
