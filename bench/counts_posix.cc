#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "bench/barrier.h"
#include "bench/benchmarks.h"
#include "bench/counts.h"
#include "bench/system.h"
#include "conformance/platform/run_program.h"
#include "conformance/platform/temporary_folder.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

struct Operation {
  std::string name;
  std::function<void(unsigned long times)> run;
};

// What the loop around an operation costs is counted with it: five instructions.
template <class Body>
auto Repeated(Body body) {
  return [body](unsigned long times) {
    for (unsigned long i = 0; i < times; ++i) body();
  };
}

std::vector<Operation> OperationsOf(const Subject& subject) {
  const Opener& opener = subject.openers().front();
  std::vector<Operation> operations = {
      {"pair", Repeated([&subject, opener] { subject.Close(opener()); })}};
  const HANDLE live = opener();
  operations.push_back({"query_live", Repeated([&subject, live] { Keep(subject.Query(live)); })});
  if (const auto is_open = subject.is_open(); is_open != nullptr) {
    operations.push_back({"validate_live", Repeated([is_open, live] { Keep(is_open(live)); })});
  }
  if (!subject.stale_is_safe()) return operations;
  const HANDLE stale = opener();
  subject.Close(stale);
  operations.push_back(
      {"query_stale", Repeated([&subject, stale] { Keep(subject.Query(stale)); })});
  operations.push_back({"double_close", Repeated([&subject, stale] { subject.Close(stale); })});
  if (const auto is_open = subject.is_open(); is_open != nullptr) {
    operations.push_back({"validate_stale", Repeated([is_open, stale] { Keep(is_open(stale)); })});
  }
  return operations;
}

// Counted with one and with two lots: their difference is free of what happens once. A lot fills
// and empties no magazine and no cache by halves.
constexpr unsigned long kLot = 10'000;

struct Totals {
  double instructions;
  double locked;
};

// callgrind writes a part of the profile after each counted call, with a line "totals: Ir Ge".
Totals ReadPart(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::string events;
  while (std::getline(stream, line)) {
    if (line.starts_with("events: ")) events = line;
    if (!line.starts_with("totals: ")) continue;
    if (events != "events: Ir Ge") throw CannotCount(file.string() + " has \"" + events + "\"");
    std::istringstream numbers(line.substr(8));
    Totals count{0, 0};
    numbers >> count.instructions >> count.locked;
    return count;
  }
  throw CannotCount("callgrind left no totals in " + file.string());
}

void RunUnderValgrind(const Subject& subject, const fs::path& out) {
  constexpr char kValgrind[] = "/usr/bin/valgrind";
  if (!fs::exists(kValgrind)) {
    throw CannotCount(std::string(kValgrind) + " is not there: install the package valgrind");
  }
  std::vector<std::string> words = {"--tool=callgrind",
                                    "--collect-bus=yes",
                                    "--collect-atstart=no",
                                    "--toggle-collect=WtsbenchCounted",
                                    "--dump-after=WtsbenchCounted",
                                    "--callgrind-out-file=" + out.string(),
                                    ProgramBeside("wtsbench"),
                                    "--counted"};
  for (std::string& word : subject.Words()) words.push_back(std::move(word));
  const ProgramEnd end = Program(kValgrind, words).Wait();
  if (end.status != 0) throw CannotCount("the program under valgrind failed:\n" + end.err);
}

}  // namespace
}  // namespace wtsconform

// callgrind is told to look at this function only, by its name.
extern "C" [[gnu::noinline]] void WtsbenchCounted(const wtsconform::Operation& operation,
                                                  unsigned long times) {
  operation.run(times);
}

namespace wtsconform {

void MakeCountedCalls(const Subject& subject) {
  // glibc leaves out the atomics of a mutex while the process has had one thread only.
  std::thread([] {}).join();
  for (const Operation& operation : OperationsOf(subject)) {
    operation.run(kLot);
    WtsbenchCounted(operation, kLot);
    WtsbenchCounted(operation, 2 * kLot);
  }
}

void AddCounts(const Subject& subject) {
  if (!subject.opens()) return;
  const TemporaryFolder folder;
  const fs::path out = folder.path() / "out";
  RunUnderValgrind(subject, out);
  int part = 0;
  const auto next = [&] { return ReadPart(out.string() + "." + std::to_string(++part)); };
  for (const Operation& operation : OperationsOf(subject)) {
    const Totals one = next();
    const Totals two = next();
    benchmark::RegisterBenchmark(("count/" + subject.name() + "/" + operation.name).c_str(),
                                 [one, two](benchmark::State& state) {
                                   for (auto _ : state) continue;
                                   state.counters["instructions"] =
                                       (two.instructions - one.instructions) / kLot;
                                   state.counters["locked"] = (two.locked - one.locked) / kLot;
                                 })
        ->Iterations(1)
        ->Repetitions(1);
  }
}

}  // namespace wtsconform
