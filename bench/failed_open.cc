#include "bench/barrier.h"
#include "bench/benchmarks.h"

namespace wtsconform {

// What a failed open returns is not closed: nothing was opened.
void AddFailedOpens(const Subject& subject) {
  if (!subject.opens()) return;
  for (const Opener& opener : subject.failing_openers()) {
    benchmark::RegisterBenchmark(("failed_open/" + subject.name() + "/" + opener.function).c_str(),
                                 [&opener](benchmark::State& state) {
                                   for (auto _ : state) Keep(opener());
                                   CountOperations(state, 1);
                                 });
  }
}

}  // namespace wtsconform
