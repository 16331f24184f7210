// Measurements that need a process of their own.
#include <cstdlib>

#include "bench/benchmarks.h"
#include "bench/system.h"
#include "conformance/platform/run_program.h"

namespace wtsconform {

std::optional<std::string> RunFresh(benchmark::State& state,
                                    const std::vector<std::string>& options) {
  const ProgramEnd end = Program(ProgramBeside("wtsbench"), options).Wait();
  if (end.status == 0) return end.out;
  state.SkipWithError(("the fresh process failed: " + end.err).c_str());
  return std::nullopt;
}

double SecondsOfForks(int count, int at_once) {
  const ProgramEnd end =
      Program(ProgramBeside("wtsbench"),
              {"--bare-forks", std::to_string(count), "--forks-at-once", std::to_string(at_once)})
          .Wait();
  return end.status == 0 ? std::atof(end.out.c_str()) : 0;
}

double SecondsOfAFork() {
  constexpr int kForks = 200;
  return SecondsOfForks(kForks, 1) / kForks;
}

}  // namespace wtsconform
