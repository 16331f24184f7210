// wtsbench: what the open and close of server handles cost.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <functional>

#include "bench/benchmarks.h"
#include "bench/compare.h"
#include "bench/compare_many.h"
#include "bench/context.h"
#include "bench/counts.h"
#include "bench/goals.h"
#include "bench/json_reporter.h"
#include "bench/slices.h"
#include "bench/system.h"
#include "conformance/isolation/isolation.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/print.h"
#include "reports/formats/results.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

constexpr int kMissed = 1;
constexpr int kRefused = 2;
constexpr int kUndecided = 4;  // none is missed, but one is inconclusive
constexpr int kSkipped = 77;

struct CommandLine {
  std::vector<std::string> implementations;
  ImplementationWords one;
  SubjectOptions subject;
  bool goals = false;
  bool counts = false;
  bool all_suites = false;
  // Options with which this program starts itself in another process.
  std::size_t cold = 0;
  std::size_t pairs_in_world = 0;
  std::size_t load_world = 0;
  int empty_cases = 0;
  int bare_forks = 0;
  int forks_at_once = 1;
  bool counted = false;

  // Whether it is such a process, with a library that the other one has looked at.
  bool is_child() const { return cold != 0 || pairs_in_world != 0 || load_world != 0 || counted; }
  CompareOptions compare;
  bool writes_json = false;
};

void AddServers(CLI::App& app, std::string& server, std::string& unreachable) {
  app.add_option("--server", server, "A server that the openers can reach")->type_name("NAME");
  app.add_option("--unreachable", unreachable, "A name that no server has")->type_name("NAME");
}

void AddOptions(CLI::App& app, CommandLine& line) {
  app.add_option(
         "--implementation", line.implementations,
         "A known name, a profile (.toml) or a library; by default the mock. May be repeated")
      ->type_name("NAME|FILE")
      ->allow_extra_args(false);
  app.add_option("--library", line.one.library, "The same of a library's file alone")
      ->type_name("FILE");
  app.add_option("--profile", line.one.profile, "The same of a profile (.toml) alone")
      ->type_name("FILE");
  AddServers(app, line.subject.server, line.subject.unreachable);
  app.add_flag("--stress", line.subject.stress,
               "Allow millions of opens and closes of an implementation other than the mock");
  app.add_option("--results", line.subject.results,
                 "Results of wtsconform run. If they show that closed handles are refused, the use "
                 "of closed handles is measured too. May be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_flag(
      "--goals", line.goals,
      "Measure the goals; exit with 1 if one is missed, else with 4 if one is inconclusive");
  app.add_flag("--all-suites", line.all_suites,
               "suite/...: how long the suite takes on FreeRDP and Wine too, in seconds and in as "
               "many bare forks");
  app.add_flag(
      "--counts", line.counts,
      "Only count instructions, with valgrind; exit with 1 if a goal is missed, with 77 if "
      "they cannot be counted");
  app.add_option("--cold", line.cold)->group("");
  app.add_option("--pairs-in-world", line.pairs_in_world)->group("");
  app.add_option("--load-world", line.load_world)->group("");
  app.add_option("--empty-cases", line.empty_cases)->group("");
  app.add_option("--bare-forks", line.bare_forks)->group("");
  app.add_option("--forks-at-once", line.forks_at_once)->group("");
  app.add_flag("--counted", line.counted)->group("");

  CompareOptions& compare = line.compare;
  CLI::App& command = *app.add_subcommand("compare",
                                          "Compare two implementations, or an "
                                          "implementation with a baseline; or put more side by "
                                          "side");
  command.add_option("old", compare.before, "An implementation, or a baseline (.json)")->required();
  command.add_option("new", compare.after, "An implementation")->required();
  command.add_option("more", compare.more,
                     "Further ones: then all are put side by side, and each may be an "
                     "implementation, a baseline or results of wtsbench (.json)");
  command.add_option("--runs", compare.processes, "Number of process runs of each side")
      ->check(CLI::Range(2, 1000))
      ->capture_default_str();
  command
      .add_option("--fail-if-slower", compare.fail_if_slower,
                  "Exit with 1 if a benchmark is slower by this much or more")
      ->type_name("PERCENT")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--save", compare.save, "Save the runs of the new side as a baseline")
      ->type_name("FILE");
  command.add_option("--json", compare.json, "Write the comparison as JSON, for wtsconform report")
      ->type_name("FILE");
  command.add_flag("--force", compare.force, "Allow a baseline from another machine");
  command.add_flag("--stress", compare.run.stress, "As above");
  AddServers(command, compare.run.server, compare.run.unreachable);
  app.require_subcommand(0, 1);
  app.footer(
      "All flags of Google Benchmark are accepted: --benchmark_filter=REGEX,\n"
      "--benchmark_out=FILE, --benchmark_list_tests=true and the others (below).");
}

// Two providers of one WinPR would share the process's only table.
void RefuseTwoWinprs(const CommandLine& line) {
  std::string first;
  for (const std::string& name : line.implementations) {
    if (FindProfile(name).loader == Loader::kPlain) continue;
    if (!first.empty()) {
      throw InputError(first + " and " + name +
                       " both need WinPR, and a process can load only one: measure them "
                       "one by one, or with wtsbench compare");
    }
    first = name;
  }
}

std::vector<std::unique_ptr<Subject>> LoadSubjects(CommandLine& line) {
  const std::string one = ImplementationOf(line.one);
  if (!one.empty()) line.implementations.push_back(one);
  if (line.implementations.empty()) line.implementations = {"mock"};
  RefuseTwoWinprs(line);
  line.subject.probe = !line.is_child() || line.counted;
  std::vector<std::unique_ptr<Subject>> subjects;
  for (const std::string& name : line.implementations) {
    subjects.push_back(std::make_unique<Subject>(name, line.subject));
  }
  return subjects;
}

void AddBenchmarks(const std::vector<std::unique_ptr<Subject>>& subjects, bool all_suites) {
  AddAnchors();
#ifdef WTSBENCH_PEERS
  AddPeers();
#endif
  for (const auto& subject : subjects) {
    if (!subject->opens()) {
      NotMeasured(subject->name(), "no open gives a handle that works here");
    }
    AddPairs(*subject);
    AddFailedOpens(*subject);
    AddConsumers(*subject);
    AddLiveHandles(*subject);
    AddBatches(*subject);
    AddThreads(*subject);
    AddCold(*subject);
    AddWorlds(*subject);
  }
  AddSuiteSpeed(all_suites ? std::vector<std::string>{"mock", "freerdp", "wine"}
                           : std::vector<std::string>{"mock"});
}

// The benchmarks that the goals name.
std::string FilterOf(const std::vector<Goal>& goals) {
  std::string names;
  for (const Goal& goal : goals) {
    names += goal.anchor + "|";
    for (const auto* list : {&goal.measure, &goal.over}) {
      for (const std::string& name : *list) names += name + "|";
    }
  }
  names.pop_back();
  return "^(" + names + ")(/|$)";
}

bool AddAllCounts(const std::vector<std::unique_ptr<Subject>>& subjects) {
  try {
    for (const auto& subject : subjects) AddCounts(*subject);
    return true;
  } catch (const CannotCount& why) {
    PrintError("wtsbench: INSTRUCTIONS ARE NOT COUNTED: {}\n", why.what());
    return false;
  }
}

std::vector<Goal> CountGoals() {
  std::vector<Goal> goals = TheGoals();
  std::erase_if(goals, [](const Goal& goal) { return !goal.is_exact(); });
  return goals;
}

int MeasureGoals(const std::vector<Goal>& goals, std::string filter, bool writes_json) {
  SliceReporter reporter;
  GoalsReporter file(goals, reporter.slices());
  if (filter.empty()) filter = FilterOf(goals);
  benchmark::RunSpecifiedBenchmarks(&reporter, writes_json ? &file : nullptr, filter);
  for (const std::string& problem : reporter.problems()) {
    PrintError("wtsbench: {}\n", problem);
  }
  const std::vector<GoalResult> results = JudgeGoals(goals, reporter.slices());
  Print("{}", ShowGoals(results));
  if (!reporter.problems().empty()) return kMissed;
  const int status = Any(results, GoalVerdict::kMissed)         ? kMissed
                     : Any(results, GoalVerdict::kInconclusive) ? kUndecided
                                                                : 0;
  if (status == 0 || GoalsBind()) return status;
  Print("The goals bind the Linux program; for this one they are shown only.\n");
  return 0;
}

void MeasureAsChild(const Subject& subject, const CommandLine& line) {
  if (line.cold != 0) MeasureCold(subject, line.cold);
  if (line.pairs_in_world != 0) MeasurePairsInWorld(subject, line.pairs_in_world);
  if (line.load_world != 0) MeasureLoadOfWorld(subject, line.load_world);
  if (line.counted) MakeCountedCalls(subject);
}

int MeasureHere(CommandLine& line, const std::string& filter) {
  const auto subjects = LoadSubjects(line);
  if (line.is_child()) return MeasureAsChild(*subjects.front(), line), 0;
  AddContext(subjects);
  if (line.counts) {
    if (!AddAllCounts(subjects)) return kSkipped;
    return MeasureGoals(CountGoals(), "^count/", line.writes_json);
  }
  AddBenchmarks(subjects, line.all_suites);
  if (line.goals) {
    AddAllCounts(subjects);
    return MeasureGoals(TheGoals(), filter, line.writes_json);
  }
  LineReporter file;
  if (benchmark::RunSpecifiedBenchmarks(nullptr, line.writes_json ? &file : nullptr) != 0) return 0;
  PrintError("wtsbench: no benchmark matches; --benchmark_list_tests=true lists them\n");
  return kRefused;
}

// What a refused input, or a file that is no library, comes to.
int Refusing(const std::function<int()>& work) {
  try {
    return work();
  } catch (const std::exception& error) {
    PrintError("wtsbench: {}\n", error.what());
    return kRefused;
  }
}

int MeasureInChild(CommandLine& line, const std::string& filter) {
  const WorkEnd end = InChild([&] { return Refusing([&] { return MeasureHere(line, filter); }); });
  if (end.result) return *end.result;
  PrintError(
      "wtsbench: NOT MEASURED: the process ended ({}) while a library was loaded or "
      "measured; wtsconform run judges it call by call\n",
      end.how);
  return kMissed;
}

int Dispatch(const CLI::App& app, CommandLine& line, const std::string& filter) {
  if (app.got_subcommand("compare")) {
    CompareOptions& compare = line.compare;
    ProcessOptions& run = compare.run;
    run.filter = filter;
    run.stress |= line.subject.stress;
    if (run.server.empty()) run.server = line.subject.server;
    if (run.unreachable.empty()) run.unreachable = line.subject.unreachable;
    return compare.more.empty() ? RunCompare(compare) : RunSideBySide(compare);
  }
  if (line.empty_cases != 0) return MeasureEmptyCases(line.empty_cases), 0;
  if (line.bare_forks != 0) return MeasureBareForks(line.bare_forks, line.forks_at_once), 0;
  return line.is_child() ? MeasureHere(line, filter) : MeasureInChild(line, filter);
}

// Slices rather than long runs: what disturbs one does not spoil all. They are too many to be shown
// one by one; the goals need each. Given first, so that the caller's own flags count.
std::vector<std::string> WithSlices(const std::vector<std::string>& given) {
  std::vector<std::string> words = {"--benchmark_repetitions=31", "--benchmark_min_time=0.003",
                                    "--benchmark_enable_random_interleaving=true"};
  const bool goals = std::find(given.begin(), given.end(), "--goals") != given.end();
  if (!goals) words.push_back("--benchmark_display_aggregates_only=true");
  words.insert(words.end(), given.begin(), given.end());
  return words;
}

// Google Benchmark has no function that says what it was asked to write.
bool WritesJson(const std::vector<std::string>& words) {
  bool writes = false;
  bool is_json = true;
  for (const std::string& word : words) {
    if (word.starts_with("--benchmark_out=")) writes = true;
    if (word.starts_with("--benchmark_out_format=")) is_json = word.ends_with("=json");
  }
  return writes && is_json;
}

// Removes the options of Google Benchmark from `words`. It takes them for main's own arguments,
// whose first it writes into its results: that must be no path of this machine.
void InitializeBenchmark(std::vector<std::string>& words) {
  static char program[] = "wtsbench";
  std::vector<char*> arguments = {program};
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  words = {arguments.begin() + 1, arguments.begin() + count};
}

// To list the benchmarks a library is asked a few things, and not measured.
bool OnlyLists(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word.starts_with("--benchmark_list_tests") && !word.ends_with("=false");
  });
}

int Main(const std::vector<std::string>& given) {
  const bool wants_help = !given.empty() && given.front() == "--help";
  std::vector<std::string> words =
      wants_help ? std::vector<std::string>{"--help"} : WithSlices(given);
  const bool writes_json = WritesJson(words);
  if (!wants_help) InitializeBenchmark(words);
  CLI::App app("Measures what the open and close of server handles cost.", "wtsbench");
  CommandLine line;
  line.writes_json = writes_json;
  line.subject.stress = OnlyLists(given);
  AddOptions(app, line);
  std::reverse(words.begin(), words.end());  // as CLI11 takes them
  try {
    app.parse(std::move(words));
  } catch (const CLI::Success& done) {
    const int status = app.exit(done);
    std::vector<std::string> help = {"--help"};
    if (wants_help) InitializeBenchmark(help);  // which prints its own, and ends the program
    return status;
  } catch (const CLI::ParseError& error) {
    PrintError("wtsbench: {}\nwtsbench --help lists the options.\n", error.what());
    return kRefused;
  }
  return Refusing([&] { return Dispatch(app, line, benchmark::GetBenchmarkFilter()); });
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  using namespace wtsconform;
  DoAsChild([](const std::string&, Journal& journal) { DoEmptyCase(journal); });
  return Main(CommandLineArguments(argc, argv));
}
