// How long the suite itself takes: the runner's cost for a case that does nothing, and the whole
// suite against an implementation, each case in its own process. All are measured in fresh
// processes: a fork of a process that holds much memory takes longer. What a fork costs differs
// from machine to machine; the counter `in_forks` is the suite's time in that of as many bare
// forks, on as many processors, made just before and just after it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/system.h"
#include "conformance/isolation/isolation.h"
#include "conformance/platform/run_program.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSlicesOfASuite = 3;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The median case in bare forks, where cases run one after another as those do.
void EmptyCase(benchmark::State& state, int jobs) {
  const double fork = jobs == 1 ? SecondsOfAFork() : 0;
  for (auto _ : state) {
    const std::optional<std::string> printed =
        RunFresh(state, {"--empty-cases", std::to_string(jobs)});
    if (!printed) return;
    const double median = std::atof(printed->c_str());
    state.SetIterationTime(median);
    state.counters["median"] = median;
    if (fork > 0) state.counters["in_forks"] = median / fork;
  }
}

// As many as the suite has cases, on as many processors as it uses.
double SecondsOfSuiteInForks() {
  constexpr int kAtOnce = 2;
  static const int cases = static_cast<int>(LoadSuite().cases().size());
  return SecondsOfForks(cases, kAtOnce);
}

void WholeSuite(benchmark::State& state, const std::string& name) {
  for (auto _ : state) {
    const double forks_before = SecondsOfSuiteInForks();
    const std::optional<double> before = ProcessorSecondsOfChildren();
    const auto start = Clock::now();
    const ProgramEnd end = Program(ProgramBeside("wtsconform"), {"run", name}).Wait();
    const double seconds = SecondsSince(start);
    if (before) state.counters["processor_seconds"] = *ProcessorSecondsOfChildren() - *before;
    if (end.status != 0) return state.SkipWithError(("it failed: " + end.err).c_str());
    state.SetIterationTime(seconds);
    const double forks = (forks_before + SecondsOfSuiteInForks()) / 2;
    if (forks > 0) state.counters["in_forks"] = seconds / forks;
  }
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

void MeasureBareForks(int count, int at_once) {
  const auto start = Clock::now();
  if (!ForkAndExit(count, at_once)) std::exit(1);
  std::printf("%g\n", SecondsSince(start));
}

void AddSuiteSpeed(const std::vector<std::string>& implementations) {
  for (const int jobs : {1, 2}) {
    benchmark::RegisterBenchmark(("suite/empty_case/jobs:" + std::to_string(jobs)).c_str(),
                                 [jobs](auto& state) { EmptyCase(state, jobs); })
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(kSlicesOfASuite);
  }
  for (const std::string& name : implementations) {
    benchmark::RegisterBenchmark(("suite/" + name).c_str(),
                                 [name](auto& state) { WholeSuite(state, name); })
        ->UseManualTime()
        ->Unit(benchmark::kSecond)
        ->Iterations(1)
        ->Repetitions(name == "mock" ? kSlicesOfASuite : 1);
  }
}

}  // namespace wtsconform
