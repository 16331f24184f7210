// What is slow only once. In a fresh process: the first open, then many opens, each of which takes
// a slot that was never used, and the first touch of fresh pages, which is what such an open may
// wait for. The process reports lines of "NAME NUMBER".
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "bench/barrier.h"
#include "bench/benchmarks.h"
#include "bench/system.h"

namespace wtsconform {
namespace {

using Clock = std::chrono::steady_clock;

double Nanoseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::nano>(duration).count();
}

void PrintLatencies(const char* what, std::vector<float>& latencies) {
  std::sort(latencies.begin(), latencies.end());
  const auto at = [&](double share) {
    const auto last = static_cast<double>(latencies.size() - 1);
    return latencies[static_cast<std::size_t>(share * last)];
  };
  std::printf("%s_p50 %g\n%s_p99 %g\n%s_p99_99 %g\n%s_max %g\n", what, at(0.5), what, at(0.99),
              what, at(0.9999), what, at(1));
}

// A slot that was never used may lie in a page that was never touched, and how long the system
// takes for that differs from machine to machine. So large a block is given back to it every time.
std::vector<float> FirstTouches() {
  constexpr std::size_t kBlocks = 33, kBlock = std::size_t{64} << 20;
  constexpr std::size_t kTouched = std::size_t{12} << 20, kPage = 4096;
  std::vector<float> latencies;
  latencies.reserve(kBlocks * kTouched / kPage);
  for (std::size_t i = 0; i < kBlocks; ++i) {
    auto* const block = static_cast<char*>(std::calloc(1, kBlock));
    for (std::size_t at = 0; block && at < kTouched; at += kPage) {
      const auto begin = Clock::now();
      Unknown(block)[at] = 1;
      latencies.push_back(static_cast<float>(Nanoseconds(Clock::now() - begin)));
    }
    std::free(block);
  }
  if (latencies.empty()) throw std::runtime_error("no memory to touch");
  return latencies;
}

void Cold(benchmark::State& state, const Subject& subject, std::size_t handles) {
  for (auto _ : state) {
    std::vector<std::string> words = subject.Words();
    words.insert(words.end(), {"--cold", std::to_string(handles)});
    const std::optional<std::string> printed = RunFresh(state, words);
    if (!printed) return;
    std::istringstream lines(*printed);
    std::string name;
    double number = 0;
    while (lines >> name >> number) state.counters[name] = number;
    state.SetIterationTime(1e-9 * state.counters["open_p99_99"]);
    state.counters["in_touches"] =
        state.counters["open_p99_99"].value / state.counters["touch_p99_99"].value;
  }
}

}  // namespace

void MeasureCold(const Subject& subject, std::size_t handles) {
  const Opener& opener = subject.openers().front();
  std::vector<HANDLE> servers(handles);
  std::vector<float> latencies(handles, 1);
  const double before = ResidentBytes();
  for (std::size_t i = 0; i < handles; ++i) {
    const auto begin = Clock::now();
    servers[i] = opener();
    latencies[i] = static_cast<float>(Nanoseconds(Clock::now() - begin));
  }
  std::printf("first_open %g\n", static_cast<double>(latencies.front()));
  std::printf("bytes_per_handle %g\n", (ResidentBytes() - before) / static_cast<double>(handles));
  PrintLatencies("open", latencies);
  for (std::size_t i = 0; i < handles; ++i) {
    const auto begin = Clock::now();
    subject.Close(servers[i]);
    latencies[i] = static_cast<float>(Nanoseconds(Clock::now() - begin));
  }
  PrintLatencies("close", latencies);
  std::vector<float> touches = FirstTouches();
  PrintLatencies("touch", touches);
}

void AddCold(const Subject& subject) {
  if (!subject.opens()) return;
  const std::size_t handles = subject.most_live();
  benchmark::RegisterBenchmark(("cold/" + subject.name() + "/" + std::to_string(handles)).c_str(),
                               [&subject, handles](auto& state) { Cold(state, subject, handles); })
      ->UseManualTime()
      ->Iterations(1)
      ->Repetitions(5);
}

}  // namespace wtsconform
