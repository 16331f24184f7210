#include "bench/benchmarks.h"

namespace wtsconform {

void AddPairs(const Subject& subject) {
  for (const Opener& opener : subject.openers()) {
    const std::string what = subject.opens() ? "pair/" : "dispatch/";
    benchmark::RegisterBenchmark((what + subject.name() + "/" + opener.function).c_str(),
                                 [&subject, &opener](benchmark::State& state) {
                                   for (auto _ : state) subject.Close(opener());
                                   CountOperations(state, 1);
                                 });
  }
}

}  // namespace wtsconform
