// The benchmarks, one file each in benchmarks/, and what they share.
//
// To add one:
//
//   // benchmarks/failed_open.cc
//   void AddFailedOpens(const Subject& subject) {
//     if (!subject.opens()) return;
//     for (const Opener& opener : subject.failing_openers()) {
//       Register("failed_open/" + subject.name() + "/" + opener.function,
//                [&opener](benchmark::State& state) { Measure(state, [&] { Keep(opener()); }); });
//     }
//   }
//
// Declare Add... below, call it in AddBenchmarks (main.cc), and add the file to CMakeLists.txt and
// the name to the table of README.md. A goal for it is a row of goals.toml.
//
// The contract of a benchmark:
//   name        WHAT/IMPLEMENTATION/HOW, or anchor/WHAT. `compare` takes IMPLEMENTATION out, so the
//               rest must be the same for all implementations.
//   operations  each states how many it did: Measure does, else CountOperations. Reports, goals and
//               comparisons read its counters `op` and `ops`, and not Google Benchmark's own times,
//               whose meaning changes with threads and with its version.
//   results     pass what the compiler must not drop to Keep, what it must not know to Unknown
//               (barrier.h).
//   subject     must outlive the benchmarks. A benchmark leaves no handle open, opens no more than
//               most_live(), uses closed handles only if stale_is_safe(), and works only if
//               opens(), unless it measures the failure.
//   threads     Register makes a benchmark of one thread, which counts processor time; with several
//               threads or processes use the clock (UseRealTime).
//   failure     state.SkipWithError; with --goals the program then exits with 1.
#ifndef WTSCONFORM_BENCH_BENCHMARKS_H_
#define WTSCONFORM_BENCH_BENCHMARKS_H_

#include <benchmark/benchmark.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bench/subject.h"
#include "bench/system.h"
#include "conformance/channel/journal.h"

namespace wtsconform {

// The counters "ops" (operations per second) and "op" (seconds of one).
inline void CountOperations(benchmark::State& state, double per_iteration) {
  using benchmark::Counter;
  const double operations = per_iteration * static_cast<double>(state.iterations());
  state.counters["ops"] = Counter(operations, Counter::kIsRate);
  state.counters["op"] = Counter(operations, Counter::kIsRate | Counter::kInvert);
}

// Does `operation` so often that the clock does not count, in each of the benchmark's iterations:
// on a busy machine Google Benchmark may settle for a single one of them.
template <class Operation>
void Measure(benchmark::State& state, Operation operation) {
  constexpr int kAtOnce = 1000;
  for (auto _ : state) {
    for (int i = 0; i < kAtOnce; ++i) operation();
  }
  CountOperations(state, kAtOnce);
}

// A benchmark of one thread. Its time is that of the processor, which a busy machine lengthens
// little, or of the clock where the system counts the processor's in ticks that are longer than a
// slice.
template <class Body>
benchmark::internal::Benchmark* Register(const std::string& name, Body body) {
  auto* const added = benchmark::RegisterBenchmark(name.c_str(), body);
  return ProcessorTimeIsFine() ? added : added->UseRealTime();
}

// Says in the results' context why a benchmark is missing, or all whose names begin like that
// ("live/freerdp"), or everything of an implementation (its name).
void NotMeasured(const std::string& benchmark, const std::string& why);
// Why so many handles cannot be open.
std::string TooManyText(const Subject& subject);

// The figures that all others are compared with, measured in this process.
void AddAnchors();
// Handle tables of others, doing the same.
void AddPeers();
// The runner's cost per case, and the whole suite against the mock, each in a fresh process.
void AddSuiteSpeed(const std::vector<std::string>& implementations);

// The following must not outlive the subject.

// Open and close, with each opener.
void AddPairs(const Subject& subject);
// A pair while many other handles are open.
void AddLiveHandles(const Subject& subject);
// Many opens, then as many closes.
void AddBatches(const Subject& subject);
void AddFailedOpens(const Subject& subject);
// Consumers on live and on stale handles.
void AddConsumers(const Subject& subject);
void AddThreads(const Subject& subject);
// First open, tail latency and memory, each in a fresh process.
void AddCold(const Subject& subject);
// The mock among few and many servers, and loading a world, each in a fresh process.
void AddWorlds(const Subject& subject);

// Runs this program with these options and returns what it printed; nothing, and the benchmark is
// skipped, where that fails.
std::optional<std::string> RunFresh(benchmark::State& state,
                                    const std::vector<std::string>& options);
// The seconds of bare forks (fork, _exit, wait) in a process that holds nothing: so many, some at a
// time; one of many that come one after another. 0 where there are none.
double SecondsOfForks(int count, int at_once);
double SecondsOfAFork();

// The bodies of such processes; they print what the benchmarks read.
void MeasureCold(const Subject& subject, std::size_t handles);
void MeasurePairsInWorld(const Subject& subject, std::size_t servers);
void MeasureLoadOfWorld(const Subject& subject, std::size_t sessions);
void MeasureEmptyCases(int jobs);
void MeasureBareForks(int count, int at_once);
// The work of a child of MeasureEmptyCases on systems without fork.
void DoEmptyCase(Journal& journal);

}  // namespace wtsconform

#endif  // WTSCONFORM_BENCH_BENCHMARKS_H_
