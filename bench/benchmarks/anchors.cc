#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

#include "bench/barrier.h"
#include "bench/benchmarks.h"
#include "bench/system.h"
#include "reports/formats/benchmarks.h"

namespace wtsconform {
namespace {

constexpr char kName[] = "MOCKHOST9";  // nine characters

struct Slot {
  char name[24];
  std::atomic<std::uint64_t> state;
};
Slot private_slot;
std::atomic<std::uint64_t> private_word;
std::mutex private_mutex;

// The least that an open and a close can do: one copy, one store, and one compare-and-swap,
// because of two threads that close one handle only one may win.
void FloorPair(benchmark::State& state) {
  std::uint64_t generation = 0;
  Measure(state, [&] {
    std::memcpy(private_slot.name, Unknown(&kName[0]), sizeof kName);
    generation += 2;
    private_slot.state.store(generation + 1, std::memory_order_release);
    std::uint64_t expected = Unknown(generation + 1);
    Keep(private_slot.state.compare_exchange_strong(expected, expected + 1));
  });
}

// Of a word whose value is known: to load it first would wait for the swap before.
void CompareAndSwap(benchmark::State& state) {
  std::uint64_t value = private_word.load();
  Measure(state, [&] {
    std::uint64_t expected = Unknown(value);
    Keep(private_word.compare_exchange_strong(expected, ++value));
  });
}

void FetchAndAdd(benchmark::State& state) {
  Measure(state, [&] { Keep(private_word.fetch_add(1)); });
}

void Mutex(benchmark::State& state) {
  // glibc leaves out the atomics of a mutex while the process has had one thread only.
  std::thread([] {}).join();
  Measure(state, [&] {
    private_mutex.lock();
    Keep(&private_word);
    private_mutex.unlock();
  });
}

// An opener is given a text and not its length, so the copy has to find its end.
void MallocCopyFree(benchmark::State& state) {
  Measure(state, [&] {
    auto* const block = static_cast<char*>(Unknown(std::malloc(Unknown(std::size_t{64}))));
    std::strcpy(block, Unknown(&kName[0]));
    Keep(block);
    std::free(block);
  });
}

// The pages of a million handles, each touched for the first time. So large a block is given back
// to the system every time.
void FreshMemory(benchmark::State& state) {
  constexpr std::size_t kBlock = std::size_t{64} << 20, kTouched = std::size_t{12} << 20;
  constexpr std::size_t kPage = 4096;
  for (auto _ : state) {
    auto* const block = static_cast<char*>(std::calloc(1, kBlock));
    for (std::size_t i = 0; block && i < kTouched; i += kPage) Unknown(block)[i] = 1;
    std::free(block);
  }
  CountOperations(state, kTouched / kPage);
}

}  // namespace

void AddAnchors() {
  Register(kFloorPair, FloorPair);
  Register("anchor/cas", CompareAndSwap);
  Register("anchor/xadd", FetchAndAdd);
  Register("anchor/mutex", Mutex);
  Register("anchor/malloc_copy_free", MallocCopyFree);
  Register("anchor/fresh_memory", FreshMemory);
  Register("anchor/dup_close", DuplicateAndClose);
  Register("anchor/event_close", MakeAndCloseEvent);
}

}  // namespace wtsconform
