#include "bench/benchmarks.h"

namespace wtsconform {

void AddPairs(const Subject& subject) {
  for (const Opener& opener : subject.openers()) {
    const std::string what = subject.opens() ? "pair/" : "dispatch/";
    // By value, so that no load of the measuring loop can lie in the way of the table's stores.
    Register(what + subject.name() + "/" + opener.function,
             [open = opener.call, server = opener.server, close = subject.closer()](auto& state) {
               Measure(state, [=] { close(open(server)); });
             });
  }
}

}  // namespace wtsconform
