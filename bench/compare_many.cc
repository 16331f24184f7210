#include "bench/compare_many.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>

#include "bench/comparison.h"
#include "bench/context.h"
#include "conformance/implementations/profile.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
#include "conformance/version.h"
#include "reports/formats/input_kind.h"
#include "reports/formats/side_figures.h"
#include "reports/formats/text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// A side that is measured here, run by run.
struct Measured {
  std::string given;
  std::size_t place = 0;  // among the sides
  Runs runs = {};
  Runs again = {};
  std::optional<Benchmarks> last = {};
  std::string failure = {};
};

void MeasureOnce(Measured& side, const ProcessOptions& options, bool is_first) {
  if (!side.failure.empty()) return;
  try {
    ProcessRun run = RunOnce(side.given, options, is_first ? PeersFilter() : "");
    side.runs.runs.push_back(std::move(run.times));
    side.last = std::move(run.file);
    if (is_first) side.again.runs.push_back(RunOnce(side.given, options).times);
  } catch (const std::runtime_error& error) {
    side.failure = OneLine(error.what());
  }
}

double BestFloorPair(const Benchmarks& file) {
  const Benchmark* const anchor = AnchorOf(file);
  return *std::min_element(anchor->seconds.begin(), anchor->seconds.end());
}

SideFigures FiguresFrom(const Measured& measured, const std::string& name) {
  SideFigures side{.side = {.name = name}, .figures = FiguresOf(measured.runs)};
  side.side.processes = static_cast<int>(measured.runs.runs.size());
  if (!measured.failure.empty()) side.reasons[""] = measured.failure;
  if (!measured.last) return side;
  const std::string own = FindProfile(measured.given).name;
  side.side.library = LibraryIn(*measured.last, own);
  side.side.machine = MachineIn(*measured.last);
  side.side.floor_pair = BestFloorPair(*measured.last);
  if (side.reasons.empty()) side.reasons = ReasonsIn(*measured.last, own);
  return side;
}

bool IsFile(const std::string& given) { return given.ends_with(".json"); }

void CheckMachine(const std::string& given, const std::string& machine, bool force) {
  if (force || machine == ThisMachine()) return;
  throw std::runtime_error(given + " comes from another machine (" + machine +
                           "); --force puts it next to this one's all the same");
}

std::vector<SideFigures> ReadSides(const std::string& given, bool force) {
  const std::filesystem::path path = PathOf(given);
  std::vector<SideFigures> sides;
  if (InputKindOf(path) == InputKind::kBenchmarks) {
    sides = SidesOf(ReadBenchmarks(path));
    if (sides.empty()) throw std::runtime_error(given + " has no floor pair or no implementation");
  } else {
    const Runs runs = ReadRuns(path);
    const int processes = static_cast<int>(runs.runs.size());
    sides.push_back(
        {.side = {.name = runs.implementation, .machine = runs.machine, .processes = processes},
         .figures = FiguresOf(runs)});
  }
  for (const SideFigures& side : sides) CheckMachine(given, side.side.machine, force);
  return sides;
}

// In the order in which they were given; what is measured has no figures yet.
struct ManySides {
  std::vector<SideFigures> all;
  std::vector<Measured> measured;
};

ManySides SidesFrom(const CompareOptions& options) {
  std::vector<std::string> given = {options.before, options.after};
  given.insert(given.end(), options.more.begin(), options.more.end());
  ManySides sides;
  std::set<std::string> names;
  const auto add = [&](SideFigures side, const std::string& each) {
    std::string& name = side.side.name;
    if (!names.insert(name).second) name += " (" + each + ")";
    sides.all.push_back(std::move(side));
  };
  for (const std::string& each : given) {
    if (IsFile(each)) {
      for (SideFigures& side : ReadSides(each, options.force)) add(std::move(side), each);
      continue;
    }
    sides.measured.push_back({.given = each, .place = sides.all.size()});
    add({.side = {.name = FindProfile(each).name}}, each);
  }
  return sides;
}

SideBySide MeasureAll(const CompareOptions& options) {
  ManySides sides = SidesFrom(options);
  ProgressLine progress("process runs");
  for (int run = 0; run < options.processes; ++run) {
    progress.Show(run, options.processes);
    for (Measured& each : sides.measured) MeasureOnce(each, options.run, each.place == 0);
  }
  SideFigures again;
  for (const Measured& each : sides.measured) {
    sides.all[each.place] = FiguresFrom(each, sides.all[each.place].side.name);
    if (each.place == 0) again.figures = FiguresOf(each.again);
  }
  SideBySide all = PutSideBySide(sides.all, again);
  all.tool = std::string(kVersion) + " " + kRevision;
  return all;
}

void PrintSideBySide(const SideBySide& all) {
  Print("Times in floor pairs, with an interval of 99 % over the process runs.\n");
  for (const SideBenchmark& benchmark : all.all) {
    const std::string operation = OperationText(benchmark.name);
    Print("\n{}{}\n", benchmark.name, operation.empty() ? "" : ": " + operation);
    for (const SideRow& row : benchmark.rows) {
      const std::string note = NoteText(row);
      if (row.kind == SideRowKind::kMissing) {
        Print("  {:26} {}\n", row.side, note);
        continue;
      }
      Print("  {:26} {:>8}  {:>17}{}{}\n", row.side, FigureText(row.figure.estimate),
            IntervalText(row.figure), note.empty() ? "" : "  ", note);
    }
  }
  Print("\n{}\n", NoiseSentence(all));
}

void RefuseWhatIsForTwo(const CompareOptions& options) {
  if (options.fail_if_slower || !options.save.empty()) {
    throw std::runtime_error("--fail-if-slower and --save are for the comparison of two sides");
  }
}

}  // namespace

int RunSideBySide(const CompareOptions& options) {
  try {
    RefuseWhatIsForTwo(options);
    if (!options.json.empty()) CheckWritable(options.json);
    const SideBySide all = MeasureAll(options);
    PrintSideBySide(all);
    if (!options.json.empty()) WriteFile(options.json, ToJson(all));
    return 0;
  } catch (const OutputError& error) {
    PrintError("wtsbench: {}\n", error.what());
    return 3;
  } catch (const std::runtime_error& error) {  // ResultsError and InputError are such
    PrintError("wtsbench: {}\n", error.what());
    return 2;
  }
}

}  // namespace wtsconform
