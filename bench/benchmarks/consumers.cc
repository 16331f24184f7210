#include "bench/barrier.h"
#include "bench/benchmarks.h"

namespace wtsconform {
namespace {

void Query(benchmark::State& state, const Subject& subject, HANDLE server) {
  Measure(state, [&] { Keep(subject.Query(server)); });
}

void Validate(benchmark::State& state, const Subject& subject, HANDLE server) {
  const auto is_open = subject.is_open();
  Measure(state, [&] { Keep(is_open(server)); });
}

template <class Body>
void Add(const Subject& subject, const std::string& what, Body body) {
  const auto on = [&](const char* how, bool stale) {
    Register(what + "/" + subject.name() + "/" + how, [=, &subject](auto& state) {
      const HANDLE server = subject.openers().front()();
      if (stale) subject.Close(server);
      body(state, subject, server);
      if (!stale) subject.Close(server);
    });
  };
  on("live", false);
  if (subject.stale_is_safe()) on("stale", true);
}

}  // namespace

void AddConsumers(const Subject& subject) {
  if (!subject.opens()) return;
  Add(subject, "query", Query);
  if (subject.is_open() != nullptr) Add(subject, "validate", Validate);
}

}  // namespace wtsconform
