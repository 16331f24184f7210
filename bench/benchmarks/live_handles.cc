#include <vector>

#include "bench/benchmarks.h"

namespace wtsconform {
namespace {

// With so many to be opened first, a slice takes a while.
constexpr std::size_t kMany = 100'000;
constexpr int kSlicesAmongMany = 11;

void PairWithOthersLive(benchmark::State& state, const Subject& subject, std::size_t others) {
  const Opener& opener = subject.openers().front();
  std::vector<HANDLE> live(others);
  for (HANDLE& each : live) each = opener();
  Measure(state, [open = opener.call, server = opener.server, close = subject.closer()] {
    close(open(server));
  });
  for (const HANDLE each : live) subject.Close(each);
}

}  // namespace

void AddLiveHandles(const Subject& subject) {
  for (const std::size_t others : {0, 100, 1'000, 100'000, 1'000'000}) {
    if (!subject.opens()) return;
    const std::string name = "live/" + subject.name() + "/" + std::to_string(others);
    if (others > subject.most_live()) {
      NotMeasured(name, TooManyText(subject));
      continue;
    }
    auto* const added = Register(
        name, [&subject, others](auto& state) { PairWithOthersLive(state, subject, others); });
    if (others >= kMany) added->Repetitions(kSlicesAmongMany);
  }
}

}  // namespace wtsconform
