#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>

#include "conformance/commands/as_test.h"
#include "conformance/commands/candidates.h"
#include "conformance/commands/clause_notes.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/findings.h"
#include "conformance/commands/output.h"
#include "conformance/commands/results_log.h"
#include "conformance/commands/resume.h"
#include "conformance/commands/run_settings.h"
#include "conformance/commands/run_status.h"
#include "conformance/commands/undecided.h"
#include "conformance/commands/written_list.h"
#include "conformance/platform/interruption.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
#include "conformance/platform/terminal.h"
#include "conformance/runner/claims.h"
#include "conformance/runner/memory_checker.h"
#include "conformance/runner/remote_runner.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/text.h"
#include "reports/page/html.h"
#include "reports/summary/junit.h"
#include "reports/summary/markdown.h"
#include "reports/summary/matrix.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// Found out now, not after the run.
void CheckHowMany(const RunSettings& settings, std::size_t implementations) {
  if (implementations != 1 && !settings.resume.empty()) {
    throw InputError("--resume goes on with one implementation: name it");
  }
  const auto one_file = [](const std::string& path) { return !path.empty() && !IsFolder(path); };
  if (implementations > 1 && (one_file(settings.json) || one_file(settings.junit))) {
    throw InputError(
        "several implementations write one file each: give --json and --junit a folder/");
  }
  if (implementations != 1 && settings.as_test) {
    throw InputError("--as-test is about one implementation: name it");
  }
  if (implementations != 1 && !settings.write_expect.empty()) {
    throw InputError("--write-expect writes the list of one implementation: name it");
  }
}

// The file for one implementation: `path` itself, or a file of the implementation's name in it.
fs::path OutputFor(const std::string& path, const Profile& profile, const char* extension) {
  if (path.empty() || !IsFolder(path)) return PathOf(path);
  return PathOf(path) / PathOf(profile.name + extension);
}

// The files for one implementation's results.
struct Outputs {
  Outputs(const RunSettings& settings, const Profile& profile)
      : json(OutputFor(settings.json, profile, ".json")),
        junit(OutputFor(settings.junit, profile, ".xml")) {}

  fs::path json;
  fs::path junit;
};

std::vector<NamedFile> InputsOf(const RunSettings& settings, const Candidate& candidate) {
  std::vector<NamedFile> inputs = {{"the library", PathOf(candidate.facts.file)}};
  // A list may be written where it was read.
  const fs::path list = PathOf(settings.expect);
  if (!LeadToOneFile(list, PathOf(settings.write_expect))) inputs.push_back({"the list", list});
  if (candidate.name.ends_with(".toml")) inputs.push_back({"the profile", PathOf(candidate.name)});
  for (const auto* files : {&candidate.profile.library, &candidate.profile.winpr}) {
    for (const std::string& each : *files) inputs.push_back({"the library", ResolveFile(each)});
  }
  // It may be the --json output on purpose.
  const fs::path resume = PathOf(settings.resume);
  if (!LeadToOneFile(resume, Outputs(settings, candidate.profile).json)) {
    inputs.push_back({"the --resume file", resume});
  }
  return inputs;
}

// Before any implementation is run or any file touched.
void CheckFiles(const RunSettings& settings, const std::vector<Candidate>& candidates,
                const Suite& suite) {
  std::vector<NamedFile> inputs = FilesOf(suite);
  std::vector<NamedFile> outputs = {{"--html", PathOf(settings.html)},
                                    {"--markdown", PathOf(settings.markdown)},
                                    {"--write-expect", PathOf(settings.write_expect)}};
  for (const Candidate& each : candidates) {
    const std::vector<NamedFile> more = InputsOf(settings, each);
    inputs.insert(inputs.end(), more.begin(), more.end());
    const Outputs files(settings, each.profile);
    outputs.insert(outputs.end(), {{"--json", files.json}, {"--junit", files.junit}});
  }
  CheckCollisions(inputs, outputs);
  for (const std::string& each : {settings.json, settings.junit}) {
    if (IsFolder(each)) MakeFolder(PathOf(each));
  }
  CheckWritable(outputs);
}

Results RunHere(const Candidate& candidate, const std::vector<const Case*>& cases,
                const RunSettings& settings, const Suite& suite, ResultsLog& log) {
  Results results = log.start().results;
  log.Begin();
  ProgressLine line(candidate.profile.name);
  RunLog known{.begun = [&log](const Case& each) { log.Begun(each.id); }};
  for (CaseRecord& each : results.cases) known.known.emplace(each.id, std::move(each));
  results.cases = RunCases(
      suite, cases, candidate.profile, candidate.facts, settings.run,
      [&](std::size_t done, const CaseRecord& record) {
        log.Ended(record);
        line.Show(done, cases.size());
      },
      known);
  return results;
}

void PrintProblems(const std::vector<std::string>& problems, ExitStatus status,
                   const Profile& profile, const std::vector<CaseRecord>& records) {
  for (const std::string& problem : problems) PrintError("wtsconform: {}\n", problem);
  const std::vector<std::string> inconclusive = Inconclusive(records);
  for (const std::string& id : inconclusive) {
    PrintError("wtsconform: {}: {} {}\n", profile.name, id, kStayedInconclusive);
  }
  if (status != kNotDecided || !inconclusive.empty()) return;
  PrintError("wtsconform: {}: {}\n", profile.name, NothingDecided(profile));
}

// What the library started and did not end.
void PrintLeftRunning(const Results& results) {
  std::map<std::string, std::size_t> left;
  const CaseRecord* first = nullptr;
  for (const CaseRecord& record : results.cases) {
    for (const std::string& name : record.left_running) ++left[name];
    if (!first && !record.left_running.empty()) first = &record;
  }
  if (!first) return;
  std::string names;
  for (const auto& [name, count] : left) {
    names += fmt::format("{}{} x {}", names.empty() ? "" : ", ", count, name);
  }
  PrintError("wtsconform: {} left processes running, which were ended: {} (first in {})\n",
             results.implementation.name, names, first->id);
}

struct OneRun {
  Results results;
  ExitStatus status;
};

// What a run leaves that did not come to its end.
void PrintKept(const ResultsLog& log, const Candidate& candidate, const RunSettings& settings,
               const Suite& suite) {
  if (log.ended() == 0) return;
  const std::string ended = fmt::format(
      "{} of {} of {}", log.ended(), Count(log.start().selected, "case"), candidate.profile.name);
  if (!log.keeps()) {
    PrintError("wtsconform: {} had ended; without --json FILE none is kept\n", ended);
    return;
  }
  const std::string file = TextOf(log.path());
  PrintError("wtsconform: {} have ended and are kept in {}; go on with\n  wtsconform run{}\n",
             ended, file, ShellWords(ResumeWords(settings, suite, candidate.name, file)));
}

void PrintResumed(const UnfinishedResults& earlier, const std::string& file) {
  constexpr std::size_t kShown = 20;
  PrintError("wtsconform: {} has {} of {}; the rest is run\n", file, earlier.results.cases.size(),
             Count(earlier.selected, "case"));
  const std::vector<std::string>& running = earlier.running;
  for (std::size_t i = 0; i < std::min(kShown, running.size()); ++i) {
    PrintError("wtsconform: ran when the run was interrupted: {}\n", running[i]);
  }
  if (running.size() > kShown) {
    PrintError("wtsconform: and {}\n", Count(running.size() - kShown, "more case"));
  }
}

// With what has ended before, where this run goes on with another.
UnfinishedResults BeginningFor(const Candidate& candidate, const std::vector<const Case*>& cases,
                               const RunSettings& settings) {
  UnfinishedResults start = StartOf(candidate, cases, settings);
  if (settings.resume.empty()) return start;
  if (!candidate.profile.runner.empty()) {
    throw InputError(candidate.profile.name +
                     " needs a runner, and its runs cannot be resumed: run it without --resume");
  }
  start = GoOnFrom(settings.resume, std::move(start), cases);
  PrintResumed(start, settings.resume);
  return start;
}

// What it runs is kept when all of it has come back.
Results RunElsewhere(const Candidate& candidate, const std::vector<const Case*>& cases,
                     const RunSettings& settings, const Suite& suite, ResultsLog& log) {
  log.Begin();
  return RunRemotely(cases, candidate.profile, RunWords(settings, suite, kRunner));
}

Results RunToItsEnd(const Candidate& candidate, const std::vector<const Case*>& cases,
                    const RunSettings& settings, const Suite& suite, ResultsLog& log) {
  try {
    const bool here = candidate.profile.runner.empty();
    return here ? RunHere(candidate, cases, settings, suite, log)
                : RunElsewhere(candidate, cases, settings, suite, log);
  } catch (const Interrupted& interrupted) {
    PrintError("wtsconform: interrupted by {}\n", SignalName(interrupted.signal()));
    PrintKept(log, candidate, settings, suite);
    throw;
  } catch (const std::runtime_error&) {
    PrintKept(log, candidate, settings, suite);
    throw;
  }
}

// Cases that are left out count as nothing, so they are told.
std::string LeftOutText(const RunSettings& settings, const Suite& suite) {
  const std::size_t left_out = LeftOut(suite, settings.selection);
  if (left_out == 0) return "";
  return fmt::format("  left out    {} by --exclude or a --filter that begins with -\n",
                     Count(left_out, "case"));
}

OneRun RunOne(Candidate& candidate, const std::vector<const Case*>& cases,
              const RunSettings& settings, const Suite& suite, const Style& style) {
  const Profile& profile = candidate.profile;
  const Outputs outputs(settings, profile);
  const Interruptible until_its_results_are_kept;
  ResultsLog log(outputs.json, BeginningFor(candidate, cases, settings));
  const auto start = std::chrono::steady_clock::now();
  OneRun run{RunToItsEnd(candidate, cases, settings, suite, log), kAllAsExpected};
  run.results.selection = SelectionRecordOf(settings.selection, suite);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::string list;
  if (!settings.write_expect.empty()) {
    list = UpdateExpectations(candidate, run.results.cases, settings, suite);
  }
  std::vector<std::string> problems = Apply(profile.expectations, run.results.cases);
  run.status = StatusOf(cases, run.results.cases, profile, problems);
  const bool kept = WriteAll({[&] { log.Finish(run.results); },
                              [&] { WriteIfNamed(outputs.junit, ToJunit(run.results)); },
                              [&] { WriteIfNamed(PathOf(settings.write_expect), list); }});
  const Repetition repetition = RepetitionOf(candidate.name, settings, suite);
  Print("{}{}{}{}{}\n", Findings(run.results, suite, repetition, style),
        SummaryLine(run.results, took.count()), LeftOutText(settings, suite),
        UndecidedText(run.results, repetition.run), DependentsText(run.results.cases));
  PrintProblems(problems, run.status, profile, run.results.cases);
  std::fflush(stdout);
  PrintLeftRunning(run.results);
  const bool same = IsSameFile(candidate, run.results.implementation.sha256);
  if (!same || !kept) run.status = Worst(run.status, kHarnessFailed);
  ThrowIfInterrupted();
  return run;
}

// One page for all implementations.
bool WritePages(const RunSettings& settings, std::vector<Results> all, const Suite& suite) {
  if (settings.html.empty() && settings.markdown.empty()) return true;
  std::vector<std::string> files(all.size(), "this run");
  const Report report(std::move(all), std::move(files), NotesOn(suite), ReproducersOf(suite),
                      NotesOnDependents);
  return WriteAll({[&] { WriteIfNamed(PathOf(settings.html), ToHtml(report)); },
                   [&] { WriteIfNamed(PathOf(settings.markdown), ToMarkdown(report)); }});
}

// The runner of tests wants one answer, and the reader no matrix.
int EndTest(const RunSettings& settings, const Candidate& candidate, ExitStatus status,
            std::vector<Results> all, const Suite& suite) {
  Print("{}", TestText(candidate.profile.expectations, all.front().cases));
  const int as_test = TestStatus(status, all.front().cases);
  return WritePages(settings, std::move(all), suite) ? as_test : kHarnessFailed;
}

}  // namespace

int RunImplementations(RunSettings& settings, const Suite& suite) {
  if (!settings.memory_checker.empty()) RunUnderMemoryChecker(settings.memory_checker);
  DecideOnMutating(settings);
  const std::vector<const Case*> cases = Select(suite, settings.selection);
  if (settings.json.empty()) settings.json = settings.resume;
  std::vector<Candidate> candidates = FindCandidates(settings, suite);
  CheckHowMany(settings, candidates.size());
  CheckFiles(settings, candidates, suite);
  const bool prepares = !settings.prepare.empty();
  // All are looked at before any is run, so that a mistyped name costs no time, unless they have to
  // be made first.
  if (!prepares) {
    std::erase_if(candidates, [&](Candidate& each) { return !IsAvailable(each, settings, suite); });
    CheckFiles(settings, candidates, suite);  // now the libraries' files are known
  }
  const Style style{WantsColour(), TerminalWidth()};
  ExitStatus status = kAllAsExpected;
  std::vector<Results> all;
  for (Candidate& candidate : candidates) {
    if (prepares) {
      Prepare(candidate, settings);
      if (!IsAvailable(candidate, settings, suite)) continue;
      CheckFiles(settings, candidates, suite);
    }
    OneRun run = RunOne(candidate, cases, settings, suite, style);
    status = Worst(status, run.status);
    all.push_back(std::move(run.results));
  }
  if (all.empty()) throw InputError("none of the known implementations can be tested here");
  if (settings.as_test) return EndTest(settings, candidates.front(), status, std::move(all), suite);
  Print("{}", ToMatrix(all, NotesOn(suite), style));
  const bool written = WritePages(settings, std::move(all), suite);
  return written ? status : Worst(status, kHarnessFailed);
}

Command RunCommand() {
  const auto settings = std::make_shared<RunSettings>();
  std::string known;
  for (const std::string& name : KnownImplementations()) known += " " + name;
  return {.name = "run",
          .summary = "Run cases against implementations",
          .options = RunTable(*settings),
          .footer = "Known implementations:" + known +
                    "\nExit status: 0 as expected, 1 unexpected findings, 2 refused input, 3 "
                    "harness failure or an output that could not be written, 4 nothing could be "
                    "decided, or a required case stayed inconclusive; 128 + the signal that "
                    "interrupted it",
          .run = [settings](const Suite& suite) { return RunImplementations(*settings, suite); }};
}

}  // namespace wtsconform
