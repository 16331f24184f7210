#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "conformance/commands/candidates.h"
#include "conformance/commands/clause_notes.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/findings.h"
#include "conformance/commands/output.h"
#include "conformance/commands/run_settings.h"
#include "conformance/commands/run_status.h"
#include "conformance/loading/sha256.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/print.h"
#include "conformance/platform/terminal.h"
#include "conformance/runner/claims.h"
#include "conformance/runner/memory_checker.h"
#include "conformance/runner/remote_runner.h"
#include "conformance/version.h"
#include "reports/page/html.h"
#include "reports/summary/junit.h"
#include "reports/summary/markdown.h"
#include "reports/summary/matrix.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// Calls that change something need both options, and no right to change more than that.
void CheckMutating(const RunSettings& settings) {
  if (settings.mutating != settings.may_be_lost) {
    throw InputError(
        "--mutating and --this-machine-may-be-lost go together: such calls can end "
        "processes and sessions of this machine");
  }
  if (settings.mutating && IsElevated()) {
    throw InputError(
        "--mutating is refused to root and to elevated users: run it as a user who owns nothing "
        "of value");
  }
}

// Found out now, not after the run.
void CheckOutputs(const RunSettings& settings, std::size_t implementations) {
  const auto one_file = [](const std::string& path) { return !path.empty() && !IsFolder(path); };
  if (implementations > 1 && (one_file(settings.json) || one_file(settings.junit))) {
    throw InputError(
        "several implementations write one file each: give --json and --junit a folder/");
  }
}

void CheckPages(const RunSettings& settings) {
  for (const std::string& page : {settings.html, settings.markdown}) {
    if (!page.empty()) WriteText(PathOf(page), "");
  }
}

// The file for one implementation: `path` itself, or a file of the implementation's name in it.
fs::path OutputFor(const std::string& path, const Profile& profile, const char* extension) {
  if (!IsFolder(path)) return PathOf(path);
  MakeFolder(PathOf(path));
  return PathOf(path) / PathOf(profile.name + extension);
}

// The files for one implementation's results. They are opened before the run.
class Outputs {
 public:
  Outputs(const RunSettings& settings, const Profile& profile) {
    if (!settings.json.empty()) json_.emplace(OutputFor(settings.json, profile, ".json"));
    if (settings.junit.empty()) return;
    junit_ = OutputFor(settings.junit, profile, ".xml");
    WriteText(junit_, "");
  }

  void Finish(const Results& results) {
    if (json_) json_->Finish(results);
    if (!junit_.empty()) WriteText(junit_, ToJunit(results));
  }

 private:
  std::optional<ResultsFile> json_;
  fs::path junit_;
};

// Everything but the cases.
Results WithoutCases(const Profile& profile, const LibraryFacts& facts) {
  Results results;
  results.tool = {kVersion, kRevision};
  const std::string configured =
      facts.configuration.empty() ? "" : " (" + facts.configuration + ")";
  results.implementation = {profile.name, facts.version + configured,
                            TextOf(PathOf(facts.file).filename()), Sha256Of(PathOf(facts.file)),
                            std::string(LoaderName(profile.loader))};
  results.host = DescribeHost();
  return results;
}

Results RunHere(const Candidate& candidate, const std::vector<const Case*>& cases,
                const RunSettings& settings, const Suite& suite) {
  Results results = WithoutCases(candidate.profile, candidate.facts);
  ProgressLine line(candidate.profile.name);
  results.cases =
      RunCases(suite, cases, candidate.profile, candidate.facts, settings.run,
               [&](std::size_t done, const CaseRecord&) { line.Show(done, cases.size()); });
  return results;
}

// How a finding is reproduced: the implementation and the options that it depends on.
Repetition RepetitionOf(const std::string& name, const RunSettings& settings, const Suite& suite) {
  Repetition repetition{{name}, SpecWords(suite, kReader)};
  for (const std::string& word : RunWords(settings, suite, kReader)) {
    repetition.run.push_back(word);
  }
  repetition.repro.insert(repetition.repro.end(), {"--implementation", name});
  return repetition;
}

void PrintProblems(const std::vector<std::string>& problems, ExitStatus status,
                   const Profile& profile, const std::vector<CaseRecord>& records) {
  for (const std::string& problem : problems) PrintError("wtsconform: {}\n", problem);
  const std::vector<std::string> inconclusive = Inconclusive(records);
  for (const std::string& id : inconclusive) {
    PrintError(
        "wtsconform: {}: {} stayed inconclusive when it ran again alone; give calls more time "
        "with --timeout, or list it as expected\n",
        profile.name, id);
  }
  if (status != kNotDecided || !inconclusive.empty()) return;
  PrintError(
      "wtsconform: {}: no case that needs an opened handle could be decided: does the "
      "server \"{}\" answer? Name one with --server, or say in the profile why there is "
      "none (no_live_handle).\n",
      profile.name, profile.servers.reachable);
}

struct OneRun {
  Results results;
  ExitStatus status;
};

OneRun RunOne(const Candidate& candidate, const std::vector<const Case*>& cases,
              const RunSettings& settings, const Suite& suite, const Style& style) {
  const Profile& profile = candidate.profile;
  Outputs outputs(settings, profile);
  const auto start = std::chrono::steady_clock::now();
  OneRun run{profile.runner.empty()
                 ? RunHere(candidate, cases, settings, suite)
                 : RunRemotely(cases, profile, RunWords(settings, suite, kRunner)),
             kAllAsExpected};
  run.results.selection = SelectionRecordOf(settings.selection, suite);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::vector<std::string> problems = Apply(profile.expectations, run.results.cases);
  run.status = StatusOf(cases, run.results.cases, profile, problems);
  Print("{}{}\n",
        Findings(run.results, suite, RepetitionOf(candidate.name, settings, suite), style),
        SummaryLine(run.results, took.count()));
  PrintProblems(problems, run.status, profile, run.results.cases);
  std::fflush(stdout);
  outputs.Finish(run.results);
  return run;
}

// One page for all implementations.
void WritePages(const RunSettings& settings, std::vector<Results> all, const Suite& suite) {
  if (settings.html.empty() && settings.markdown.empty()) return;
  std::vector<std::string> files(all.size(), "this run");
  const Report report(std::move(all), std::move(files), NotesOn(suite), ReproducersOf(suite));
  if (!settings.html.empty()) WriteText(PathOf(settings.html), ToHtml(report));
  if (!settings.markdown.empty()) WriteText(PathOf(settings.markdown), ToMarkdown(report));
}

int Run(RunSettings& settings, const Suite& suite) {
  if (!settings.memory_checker.empty()) RunUnderMemoryChecker(settings.memory_checker);
  CheckMutating(settings);
  settings.run.may_mutate = settings.mutating;
  const std::vector<const Case*> cases = Select(suite, settings.selection);
  CheckPages(settings);
  std::vector<Candidate> candidates = FindCandidates(settings, suite);
  CheckOutputs(settings, candidates.size());
  const bool prepares = !settings.prepare.empty();
  // All are looked at before any is run, so that a mistyped name costs no time, unless they have to
  // be made first.
  if (!prepares) {
    std::erase_if(candidates, [&](Candidate& each) { return !IsAvailable(each, settings, suite); });
  }
  const Style style{WantsColour(), TerminalWidth()};
  ExitStatus status = kAllAsExpected;
  std::vector<Results> all;
  for (Candidate& candidate : candidates) {
    if (prepares) {
      Prepare(candidate, settings);
      if (!IsAvailable(candidate, settings, suite)) continue;
    }
    OneRun run = RunOne(candidate, cases, settings, suite, style);
    status = Worst(status, run.status);
    all.push_back(std::move(run.results));
  }
  if (all.empty()) throw InputError("none of the known implementations can be tested here");
  Print("{}", ToMatrix(all, NotesOn(suite), style));
  WritePages(settings, std::move(all), suite);
  return status;
}

}  // namespace

Command RunCommand() {
  const auto settings = std::make_shared<RunSettings>();
  std::string known;
  for (const std::string& name : KnownImplementations()) known += " " + name;
  return {.name = "run",
          .summary = "Run cases against implementations",
          .options = RunTable(*settings),
          .footer = "Known implementations:" + known +
                    "\nExit status: 0 as expected, 1 unexpected findings, 2 refused input, 3 "
                    "harness failure, 4 nothing could be decided, or a required case stayed "
                    "inconclusive",
          .run = [settings](const Suite& suite) { return Run(*settings, suite); }};
}

}  // namespace wtsconform
