#include "bench/benchmarks.h"

namespace wtsconform {

namespace {

// With the mock's ledger of its caller: off again, since it is about the whole library.
void AddPairsWithLedger(const Subject& subject, const Opener& opener) {
  auto* const turn =
      reinterpret_cast<void (*)(int on, int stacks)>(subject.library().Find("WtsMockLedger"));
  if (turn == nullptr) return;
  const auto add = [&](const std::string& what, int stacks) {
    Register(
        what + subject.name() + "/" + opener.function,
        [=, open = opener.call, server = opener.server, close = subject.closer()](auto& state) {
          turn(1, stacks);
          Measure(state, [=] { close(open(server)); });
          turn(0, 0);
        });
  };
  add("pair_with_ledger/", 0);
  add("pair_with_stacks/", 1);
}

}  // namespace

void AddPairs(const Subject& subject) {
  if (subject.opens()) AddPairsWithLedger(subject, subject.openers().front());
  for (const auto& [opener, why] : subject.left_out()) {
    if (!subject.opens()) break;  // which is said of the whole
    NotMeasured("pair/" + subject.name() + "/" + opener, why);
  }
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
