#include "bench/compare.h"

#include <stdexcept>

#include "bench/comparison.h"
#include "bench/context.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
#include "conformance/version.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

bool IsBaseline(const std::string& side) { return side.ends_with(".json"); }

void PrintChanges(const std::vector<SpeedChange>& all) {
  Print("{:34} {:>8} {:>8} {:>8}  {:>17}  {}\n", "benchmark", "old", "new", "change",
        "99 % interval", "finding");
  for (const SpeedChange& each : all) {
    Print("{:34} {:8.2f} {:8.2f} {:+7.1f}%  {:+7.1f}% {:+7.1f}%  {}\n", each.name, each.before,
          each.after, 1e2 * each.estimate, 1e2 * each.low, 1e2 * each.high,
          SpeedFindingName(each.finding));
  }
}

RunTimes RunOnceOf(const std::string& side, const CompareOptions& options) {
  try {
    return RunOnce(side, options.run).times;
  } catch (const std::runtime_error& error) {
    throw std::runtime_error("measuring " + side + " failed: " + error.what());
  }
}

// With a baseline the old side is not run again: the new side is compared with itself instead.
struct Sides {
  Runs before;
  Runs after;
  Runs again;
};

Sides MeasureSides(const CompareOptions& options) {
  Sides sides;
  const bool has_baseline = IsBaseline(options.before);
  if (has_baseline) {
    sides.before = ReadRuns(options.before);
    if (sides.before.machine != ThisMachine() && !options.force) {
      throw std::runtime_error(
          options.before + " comes from another machine (" + sides.before.machine +
          "), whose times say nothing here; --force compares them all the same");
    }
  }
  sides.after = {ThisMachine(), options.after, {}};
  ProgressLine progress("process runs");
  for (int run = 0; run < options.processes; ++run) {
    progress.Show(run, options.processes);
    if (!has_baseline) sides.before.runs.push_back(RunOnceOf(options.before, options));
    sides.after.runs.push_back(RunOnceOf(options.after, options));
    sides.again.runs.push_back(RunOnceOf(has_baseline ? options.after : options.before, options));
  }
  return sides;
}

SpeedComparison CompareSides(const Sides& sides, const CompareOptions& options) {
  SpeedComparison found;
  found.tool = std::string(kVersion) + " " + kRevision;
  found.machine = ThisMachine();
  found.before = options.before;
  found.after = options.after;
  found.runs = options.processes;
  found.all = CompareRuns(sides.before, sides.after);
  if (found.all.empty()) throw std::runtime_error("the two sides have no benchmark in common");
  const bool has_baseline = IsBaseline(options.before);
  found.itself = has_baseline ? options.after : options.before;
  found.noise = CompareRuns(has_baseline ? sides.after : sides.before, sides.again);
  return found;
}

int CountTooSlow(const SpeedComparison& comparison, double percent) {
  int slower = 0;
  for (const SpeedChange& each : comparison.all) {
    const double change = 1e2 * each.estimate;
    if (each.finding != SpeedFinding::kSlower || change < percent) continue;
    Print("SLOWER by {:.1f} %: {}\n", change, each.name);
    ++slower;
  }
  return slower;
}

}  // namespace

int RunCompare(const CompareOptions& options) {
  try {
    for (const std::string& output : {options.save, options.json}) {
      if (!output.empty()) CheckWritable(output);
    }
    const Sides sides = MeasureSides(options);
    const SpeedComparison comparison = CompareSides(sides, options);
    Print("Times in floor pairs, {} of each side.\n\n", Count(options.processes, "process run"));
    PrintChanges(comparison.all);
    Print("\n{} against itself: {} of {} called different.\n", comparison.itself,
          CountDifferent(comparison.noise), comparison.noise.size());
    if (!options.save.empty()) WriteFile(options.save, ToJson(sides.after));
    if (!options.json.empty()) WriteFile(options.json, ToJson(comparison));
    const bool is_gate = options.fail_if_slower.has_value();
    return is_gate && CountTooSlow(comparison, *options.fail_if_slower) > 0 ? 1 : 0;
  } catch (const OutputError& error) {
    PrintError("wtsbench: {}\n", error.what());
    return 3;
  } catch (const std::runtime_error& error) {  // ResultsError is one
    PrintError("wtsbench: {}\n", error.what());
    return 2;
  }
}

}  // namespace wtsconform
