#include "bench/compare.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "bench/context.h"
#include "bench/runs.h"
#include "bench/statistics.h"
#include "conformance/platform.h"
#include "conformance/run_program.h"
#include "conformance/terminal.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

constexpr char kUsual[] =
    "^(pair|dispatch|failed_open|query|validate|live/[^/]*/100|batch/[^/]*/[^/]*/100)(/|$)";

bool IsBaseline(const std::string& side) { return side.ends_with(".json"); }

RunTimes RunOnce(const std::string& implementation, const CompareOptions& options) {
  const fs::path file = fs::temp_directory_path() / fmt::format("wtsbench-{}.json", getpid());
  const std::string filter = options.filter.empty() ? kUsual : options.filter;
  std::vector<std::string> arguments = {"--implementation",
                                        implementation,
                                        "--benchmark_filter=" + filter + "|^anchor/floor_pair",
                                        "--benchmark_repetitions=21",
                                        "--benchmark_min_time=0.003",
                                        "--benchmark_enable_random_interleaving=true",
                                        "--benchmark_out_format=json",
                                        "--benchmark_out=" + file.string()};
  if (options.stress) arguments.push_back("--stress");
  Program program((ExecutableFolder() / "wtsbench").string(), arguments);
  const ProgramEnd end = program.Wait();
  if (end.status != 0) throw RunsError("measuring " + implementation + " failed: " + end.err);
  const RunTimes run = ReadRun(file);
  fs::remove(file);
  if (run.empty()) throw RunsError("no benchmark of " + implementation + " matches " + filter);
  return run;
}

std::vector<double> TimesOf(const Runs& side, const std::string& benchmark) {
  std::vector<double> times;
  for (const RunTimes& run : side.runs) {
    if (const auto found = run.find(benchmark); found != run.end()) times.push_back(found->second);
  }
  return times;
}

struct Line {
  std::string benchmark;
  double before;
  double after;
  Change change;
};

// The benchmarks that both sides have.
std::vector<Line> Compared(const Runs& before, const Runs& after) {
  std::vector<Line> lines;
  for (const auto& [name, time] : after.runs.front()) {
    const auto old_times = TimesOf(before, name);
    const auto new_times = TimesOf(after, name);
    if (old_times.size() < 2 || new_times.size() < 2) continue;
    lines.push_back(
        {name, TrimmedMean(old_times), TrimmedMean(new_times), Compare(old_times, new_times)});
  }
  return lines;
}

void Print(const std::vector<Line>& lines) {
  fmt::print("{:34} {:>8} {:>8} {:>8}  {:>17}  {}\n", "benchmark", "old", "new", "change",
             "99 % interval", "finding");
  for (const Line& line : lines) {
    fmt::print("{:34} {:8.2f} {:8.2f} {:+7.1f}%  {:+7.1f}% {:+7.1f}%  {}\n", line.benchmark,
               line.before, line.after, 1e2 * line.change.estimate, 1e2 * line.change.low,
               1e2 * line.change.high, FindingName(Judge(line.change)));
  }
}

int CountDifferent(const std::vector<Line>& lines) {
  int different = 0;
  for (const Line& line : lines) {
    const Finding finding = Judge(line.change);
    if (finding == Finding::kFaster || finding == Finding::kSlower) ++different;
  }
  return different;
}

// A baseline stands for itself; then the new side is what is compared with itself.
struct Sides {
  Runs before;
  Runs after;
  Runs again;
};

Sides Measure(const CompareOptions& options) {
  Sides sides;
  const bool has_baseline = IsBaseline(options.before);
  if (has_baseline) {
    sides.before = ReadRuns(options.before);
    if (sides.before.machine != ThisMachine() && !options.force) {
      throw RunsError(options.before + " comes from another machine (" + sides.before.machine +
                      "), whose times say nothing here; --force compares them all the same");
    }
  }
  sides.after = {ThisMachine(), options.after, {}};
  ProgressLine progress("process runs");
  for (int run = 0; run < options.runs; ++run) {
    progress.Show(run, options.runs);
    if (!has_baseline) sides.before.runs.push_back(RunOnce(options.before, options));
    sides.after.runs.push_back(RunOnce(options.after, options));
    sides.again.runs.push_back(RunOnce(has_baseline ? options.after : options.before, options));
  }
  return sides;
}

}  // namespace

int RunCompare(const CompareOptions& options) {
  try {
    const Sides sides = Measure(options);
    const auto lines = Compared(sides.before, sides.after);
    if (lines.empty()) throw RunsError("the two sides have no benchmark in common");
    fmt::print("Times in floor pairs, {} process runs of each side.\n\n", options.runs);
    Print(lines);
    const bool has_baseline = IsBaseline(options.before);
    const auto itself = Compared(has_baseline ? sides.after : sides.before, sides.again);
    fmt::print("\n{} against itself: {} of {} called different.\n",
               has_baseline ? options.after : options.before, CountDifferent(itself),
               itself.size());
    if (!options.save.empty()) WriteRuns(sides.after, options.save);
    int status = 0;
    for (const Line& line : lines) {
      if (!options.fail_if_slower || Judge(line.change) != Finding::kSlower) continue;
      if (1e2 * line.change.estimate < *options.fail_if_slower) continue;
      fmt::print("SLOWER by {:.1f} %: {}\n", 1e2 * line.change.estimate, line.benchmark);
      status = 1;
    }
    return status;
  } catch (const RunsError& error) {
    fmt::print(stderr, "wtsbench: {}\n", error.what());
    return 2;
  }
}

}  // namespace wtsconform
