#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

#include "bench/benchmarks.h"

namespace wtsconform {
namespace {

// The same shuffle everywhere, so that runs can be compared.
constexpr std::uint32_t kSeed = 20260101;
// A small batch is repeated so often that reading the clock does not count.
constexpr std::size_t kHandlesAtOnce = 10'000;
constexpr int kSlicesOfLargeBatches = 11;  // of batches that are larger

std::vector<std::uint32_t> Order(std::string_view name, std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  if (name == "reverse") std::reverse(order.begin(), order.end());
  if (name == "shuffled") std::shuffle(order.begin(), order.end(), std::mt19937(kSeed));
  return order;
}

// An implementation hands out again what was closed, in an order that comes of the closes': the
// next benchmark is to find none that a shuffle left behind.
void CloseInOrderOfValues(const Subject& subject, std::vector<HANDLE>& handles) {
  for (HANDLE& handle : handles) handle = subject.openers().front()();
  std::sort(handles.begin(), handles.end(), std::greater<>());
  for (const HANDLE handle : handles) subject.Close(handle);
}

void Batch(benchmark::State& state, const Subject& subject, std::size_t count,
           const std::string& name) {
  const Opener& opener = subject.openers().front();
  const std::vector<std::uint32_t> order = Order(name, count);
  std::vector<HANDLE> handles(count);
  const std::size_t rounds = std::max<std::size_t>(1, kHandlesAtOnce / count);
  for (auto _ : state) {
    for (std::size_t round = 0; round < rounds; ++round) {
      for (HANDLE& handle : handles) handle = opener();
      for (const std::uint32_t index : order) subject.Close(handles[index]);
    }
  }
  CloseInOrderOfValues(subject, handles);
  CountOperations(state, static_cast<double>(rounds * count));
}

}  // namespace

void AddBatches(const Subject& subject) {
  for (const std::size_t count : {100, 1'000, 1'000'000}) {
    if (!subject.opens()) return;
    for (const char* const order : {"in_order", "reverse", "shuffled"}) {
      const std::string name =
          "batch/" + subject.name() + "/" + order + "/" + std::to_string(count);
      if (count > subject.most_live()) {
        NotMeasured(name, TooManyText(subject));
        continue;
      }
      auto* const added = Register(
          name, [&subject, count, order](auto& state) { Batch(state, subject, count, order); });
      if (count > kHandlesAtOnce) added->Iterations(1)->Repetitions(kSlicesOfLargeBatches);
    }
  }
}

}  // namespace wtsconform
