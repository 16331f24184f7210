#include "bench/barrier.h"
#include "bench/benchmarks.h"

namespace wtsconform {

// What a failed open returns is not closed: nothing was opened.
void AddFailedOpens(const Subject& subject) {
  if (!subject.opens()) return;
  if (subject.failing_openers().empty()) {
    NotMeasured("failed_open/" + subject.name(), "no name is known here that no server has");
  }
  for (const Opener& opener : subject.failing_openers()) {
    Register("failed_open/" + subject.name() + "/" + opener.function,
             [&opener](benchmark::State& state) { Measure(state, [&] { Keep(opener()); }); });
  }
}

}  // namespace wtsconform
