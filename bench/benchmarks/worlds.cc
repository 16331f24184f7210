// What the size of the mock's world costs: a pair among few and among many servers, and loading a
// world. Each is measured in a fresh process, because the world of this one is in use. That process
// prints the seconds of one operation.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <vector>

#include "bench/benchmarks.h"
#include "bench/statistics.h"

namespace wtsconform {
namespace {

using Clock = std::chrono::steady_clock;
using LoadWorld = int(const char* text);

constexpr int kProcesses = 5;
constexpr int kSlicesInProcess = 31;
constexpr std::size_t kNames = 64;  // that are opened in turn, in a world of any size
constexpr char kSmallest[] = "[[server]]\nname = \"HOST\"\n";

LoadWorld* LoaderOf(const Subject& subject) {
  return reinterpret_cast<LoadWorld*>(subject.library().Find("WtsMockLoadWorldText"));
}

void LoadInto(const Subject& subject, const std::string& world) {
  LoadWorld* const load = LoaderOf(subject);
  if (load == nullptr) throw std::runtime_error("this library loads no worlds");
  if (load(world.c_str()) != 0) throw std::runtime_error("the library refuses the world");
}

double BestSeconds(const std::function<void()>& slice) {
  std::vector<double> seconds;
  for (int i = 0; i < kSlicesInProcess; ++i) {
    const auto start = Clock::now();
    slice();
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
  }
  return Minimum(seconds);
}

// From the first server of the world to its last.
std::vector<std::string> NamesToOpen(std::size_t servers) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kNames; ++i) {
    names.push_back("HOST" + std::to_string(1 + i * servers / kNames));
  }
  return names;
}

void Fresh(benchmark::State& state, std::vector<std::string> words, bool in_forks) {
  const double fork = in_forks ? SecondsOfAFork() : 0;
  for (auto _ : state) {
    const std::optional<std::string> printed = RunFresh(state, words);
    if (!printed) return;
    const double seconds = std::atof(printed->c_str());
    state.SetIterationTime(seconds);
    if (fork > 0) state.counters["in_forks"] = seconds / fork;
  }
  CountOperations(state, 1);
}

void Add(const Subject& subject, const std::string& what, const std::string& option,
         std::size_t size, bool in_forks) {
  std::vector<std::string> words = subject.Words();
  words.insert(words.end(), {"--" + option, std::to_string(size)});
  const std::string name = what + ":" + std::to_string(size);
  benchmark::RegisterBenchmark(name.c_str(), [=](auto& state) { Fresh(state, words, in_forks); })
      ->UseManualTime()
      ->Iterations(1)
      ->Repetitions(kProcesses);
}

}  // namespace

void MeasurePairsInWorld(const Subject& subject, std::size_t servers) {
  constexpr std::size_t kRounds = 500;
  LoadInto(subject, "[[server]]\nname = \"HOST{n}\"\ncount = " + std::to_string(servers) + "\n");
  const std::vector<std::string> names = NamesToOpen(servers);
  // The front one takes bytes.
  const auto open = subject.openers().front().call;
  const HANDLE last = open(names.back().c_str());
  if (subject.is_open() == nullptr || !subject.is_open()(last)) {
    throw std::runtime_error("the world's last server is not found");
  }
  subject.Close(last);
  const double seconds = BestSeconds([&] {
    for (std::size_t round = 0; round < kRounds; ++round) {
      for (const std::string& name : names) subject.Close(open(name.c_str()));
    }
  });
  std::printf("%g\n", seconds / static_cast<double>(kRounds * kNames));
}

void MeasureLoadOfWorld(const Subject& subject, std::size_t sessions) {
  const std::string row = "  [[server.session]]\n  id = 1\n  user = \"user{n}\"\n  count = ";
  const std::string world = kSmallest + row + std::to_string(sessions) + "\n";
  std::printf("%g\n", BestSeconds([&] { LoadInto(subject, world); }));
}

void AddWorlds(const Subject& subject) {
  if (!subject.opens() || LoaderOf(subject) == nullptr) return;
  for (const std::size_t servers : {64, 10'000}) {
    Add(subject, "world/" + subject.name() + "/servers", "pairs-in-world", servers, false);
  }
  Add(subject, "load_world/" + subject.name() + "/sessions", "load-world", 200, true);
}

}  // namespace wtsconform
