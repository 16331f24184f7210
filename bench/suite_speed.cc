// How long the suite itself takes: the runner's cost for a case that does nothing, and the whole
// suite against the mock, each case in a process of its own.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "conformance/profile.h"
#include "conformance/runner.h"
#include "spec/suite.h"

namespace wtsconform {
namespace {

// The median cost of one isolated case, with one child at a time and with two.
void IsolatedEmptyCase(benchmark::State& state) {
  IsolationOptions options;
  options.jobs = static_cast<int>(state.range(0));
  constexpr std::size_t kCases = 100;
  std::vector<double> seconds;
  for (auto _ : state) {
    RunIsolated(
        kCases, options,
        [](std::size_t, Journal& journal) { journal.complete = Journal::kCompleteMarker; },
        [&](std::size_t, Journal&, const ChildEnd& end) { seconds.push_back(end.seconds); });
  }
  std::nth_element(seconds.begin(), seconds.begin() + seconds.size() / 2, seconds.end());
  state.counters["median_ms"] = 1e3 * seconds[seconds.size() / 2];
  state.counters["cases_per_second"] = benchmark::Counter(
      static_cast<double>(kCases * state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(IsolatedEmptyCase)->ArgName("jobs")->Arg(1)->Arg(2)->UseRealTime();

// The goal: 2 s on two cores.
void WholeSuiteAgainstMock(benchmark::State& state) {
  const Suite suite = LoadSuite();
  const Profile profile = FindProfile("mock");
  RunOptions options;
  options.jobs = 2;
  const LibraryFacts facts = ProbeLibrary(suite, profile, options);
  std::vector<const Case*> cases;
  for (const Case& each : suite.cases()) cases.push_back(&each);
  for (auto _ : state) {
    RunCases(suite, cases, profile, facts, options, [](std::size_t, const CaseRecord&) {});
  }
  state.counters["cases"] = static_cast<double>(cases.size());
}
BENCHMARK(WholeSuiteAgainstMock)->Unit(benchmark::kSecond)->UseRealTime();

}  // namespace
}  // namespace wtsconform

BENCHMARK_MAIN();
