#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "bench/barrier.h"
#include "bench/benchmarks.h"

namespace wtsconform {
namespace {

using Clock = std::chrono::steady_clock;

// Operations that each thread does in one go: long compared with the start, short compared with a
// time slice of the scheduler.
constexpr std::size_t kOperations = 20'000;

// The seconds from the first start to the last end of `threads` that begin together.
double Together(int threads, const std::function<void()>& body) {
  std::vector<Clock::time_point> begin(threads), end(threads);
  std::atomic<int> ready = 0;
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) {
    running.emplace_back([&, i] {
      ++ready;
      while (ready < threads) {
      }
      begin[i] = Clock::now();
      body();
      end[i] = Clock::now();
    });
  }
  for (std::thread& each : running) each.join();
  return std::chrono::duration<double>(*std::max_element(end.begin(), end.end()) -
                                       *std::min_element(begin.begin(), begin.end()))
      .count();
}

// "op" is the time of one operation of one thread: it stays the same where threads do not hinder
// each other.
void AddOne(const std::string& name, int threads, std::function<void()> body) {
  benchmark::RegisterBenchmark((name + "/threads:" + std::to_string(threads)).c_str(),
                               [=](benchmark::State& state) {
                                 for (auto _ : state)
                                   state.SetIterationTime(Together(threads, body));
                                 CountOperations(state, kOperations);
                               })
      ->UseManualTime();
}

void AddForThreads(const std::string& name, const std::function<void()>& body) {
  const int most = std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
  for (int threads = 1; threads <= most; threads *= 2) AddOne(name, threads, body);
}

void Arithmetic() {
  std::uint64_t x = Unknown(std::uint64_t{1});
  for (std::size_t i = 0; i < kOperations; ++i) {
    for (int step = 0; step < 8; ++step) x = Unknown(x * 0x9E3779B97F4A7C15u);
  }
  Keep(x);
}

// Opened here, closed on another thread.
void Handover(benchmark::State& state, const Subject& subject) {
  constexpr std::size_t kBatch = 256;
  const Opener& opener = subject.openers().front();
  const std::size_t batch = std::min(kBatch, subject.most_live());
  std::vector<HANDLE> handles(batch);
  enum { kIdle, kFull, kStop };
  std::atomic<int> turn = kIdle;
  std::thread closer([&] {
    for (;;) {
      const int now = turn.load(std::memory_order_acquire);
      if (now == kStop) return;
      if (now == kIdle) {
        std::this_thread::yield();
        continue;
      }
      for (const HANDLE handle : handles) subject.Close(handle);
      turn.store(kIdle, std::memory_order_release);
    }
  });
  for (auto _ : state) {
    for (HANDLE& handle : handles) handle = opener();
    turn.store(kFull, std::memory_order_release);
    while (turn.load(std::memory_order_acquire) != kIdle) std::this_thread::yield();
  }
  turn = kStop;
  closer.join();
  CountOperations(state, static_cast<double>(batch));
}

}  // namespace

void AddThreads(const Subject& subject) {
  AddForThreads("anchor/arithmetic", Arithmetic);
  if (!subject.opens()) return;
  const Opener& opener = subject.openers().front();
  AddForThreads("own_handles/" + subject.name(),
                [open = opener.call, server = opener.server, close = subject.closer()] {
                  for (std::size_t i = 0; i < kOperations; ++i) close(open(server));
                });
  if (const auto is_open = subject.is_open(); is_open != nullptr) {
    const HANDLE shared = opener();  // open as long as the process lives
    AddForThreads("shared_validate/" + subject.name(), [is_open, shared] {
      for (std::size_t i = 0; i < kOperations; ++i) Keep(is_open(shared));
    });
  }
  const HANDLE shared = opener();
  AddForThreads("shared_query/" + subject.name(), [&subject, shared] {
    for (std::size_t i = 0; i < kOperations / 10; ++i) Keep(subject.Query(shared));
  });
  benchmark::RegisterBenchmark(("handover/" + subject.name()).c_str(), [&subject](auto& state) {
    Handover(state, subject);
  })->UseRealTime();
}

}  // namespace wtsconform
