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
  if (subject.stale_is_safe()) return on("stale", true);
  NotMeasured(what + "/" + subject.name() + "/stale",
              "a closed handle may do harm, as long as no results (--results) show that it is "
              "refused");
}

}  // namespace

void AddConsumers(const Subject& subject) {
  if (!subject.opens()) return;
  Add(subject, "query", Query);
  if (subject.is_open() != nullptr) return Add(subject, "validate", Validate);
  NotMeasured("validate/" + subject.name(), "only the mock has a function for that");
}

}  // namespace wtsconform
