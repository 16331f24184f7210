#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <variant>

#include "conformance/commands/clause_notes.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/elsewhere.h"
#include "conformance/commands/findings.h"
#include "conformance/commands/output.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/terminal.h"
#include "conformance/version.h"
#include "reports/formats/verdict_kind.h"
#include "reports/page/html.h"
#include "reports/summary/junit.h"
#include "reports/summary/markdown.h"
#include "reports/summary/matrix.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// The file for one implementation: `path` itself, or a file of the implementation's name in it.
fs::path OutputFor(const std::string& path, const Profile& profile, const char* extension) {
  if (!IsFolder(path)) return PathOf(path);
  MakeFolder(PathOf(path));
  return PathOf(path) / PathOf(profile.name + extension);
}

Profile ProfileFor(const std::string& name, const RunCommand& command, const Suite& suite) {
  Profile profile = FindProfile(name);
  OverrideServers(profile, command.server, command.unreachable);
  if (command.no_expect) {
    profile.expectations.clear();
    profile.no_live_handle.clear();
  }
  if (!command.expect.empty()) profile.expectations = ReadExpectationsFile(command.expect);
  std::vector<std::string> ids;
  for (const Case& each : suite.cases()) ids.push_back(each.id);
  CheckPatterns(profile.expectations, ids);
  return profile;
}

bool Opens(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    const auto* open = step.As<step::Open>();
    const bool opens = open && open->server != "unreachable";
    return opens || step.Is<step::Many>() || step.Is<step::Churn>();
  });
}

bool IsDecided(Verdict verdict) {
  return verdict == Verdict::kPass || KindOf(verdict) == VerdictKind::kProblem;
}

// Of the required cases that need an opened handle: are there any, and was any of them decided?
struct LiveHandles {
  bool asked = false;
  bool decided = false;
};

LiveHandles LookForLiveHandles(const std::vector<const Case*>& cases,
                               const std::vector<CaseRecord>& records) {
  LiveHandles handles;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (handles.decided) break;
    if (cases[i]->clause->level != Level::kRequired) continue;
    if (!Opens(cases[i]->steps())) continue;
    handles.asked = true;
    handles.decided = IsDecided(records[i].verdict);
  }
  return handles;
}

ExitStatus StatusOf(const std::vector<CaseRecord>& records, const LiveHandles& handles,
                    const Profile& profile, std::vector<std::string>& problems) {
  bool unexpected = false;
  for (const CaseRecord& record : records) {
    if (record.verdict == Verdict::kHarnessError) return kHarnessFailed;
    unexpected |= IsFailure(record);
  }
  if (!profile.no_live_handle.empty() && handles.decided) {
    problems.push_back("no_live_handle is listed, but cases with an opened handle were decided");
  }
  if (unexpected || !problems.empty()) return kUnexpected;
  const bool nothing = handles.asked && !handles.decided && profile.no_live_handle.empty();
  return nothing ? kNothingDecided : kAllAsExpected;
}

Results Blank(const Profile& profile, const LibraryFacts& facts) {
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

// Calls that change something need both options, and no power to do more harm than that.
void SettleMutating(RunCommand& command) {
  if (command.mutating != command.may_be_lost) {
    throw InputError(
        "--mutating and --this-machine-may-be-lost go together: such calls can end "
        "processes and sessions of this machine");
  }
  if (command.mutating && RunsWithPower()) {
    throw InputError(
        "--mutating is refused to root and to elevated users: run it as a user whose "
        "loss is bearable");
  }
  command.run.may_mutate = command.mutating;
}

// How a finding is repeated: the implementation and the options that it depends on.
Repetition HowToRepeat(const std::string& name, const RunCommand& command) {
  const auto known = KnownImplementations();
  const bool is_known = std::find(known.begin(), known.end(), name) != known.end();
  Repetition repetition{name, is_known ? "" : name};
  std::string& text = repetition.run;
  const auto add = [&text](const char* option, const std::string& value) {
    if (!value.empty()) text += fmt::format(" {} '{}'", option, value);
  };
  add("--server", command.server);
  add("--unreachable", command.unreachable);
  if (command.run.stress) text += " --stress";
  return repetition;
}

struct OneRun {
  Results results;
  ExitStatus status;
};

OneRun RunOne(const std::string& name, const Profile& profile, const LibraryFacts& facts,
              const std::vector<const Case*>& cases, const RunCommand& command, const Suite& suite,
              const Style& style) {
  std::optional<ResultsFile> file;
  if (!command.json.empty()) file.emplace(OutputFor(command.json, profile, ".json"));
  fs::path junit;
  if (!command.junit.empty()) {
    junit = OutputFor(command.junit, profile, ".xml");
    WriteText(junit, "");  // found out now, not after the run
  }
  OneRun run{{}, kAllAsExpected};
  const auto start = std::chrono::steady_clock::now();
  if (profile.runner.empty()) {
    run.results = Blank(profile, facts);
    ProgressLine line(profile.name);
    run.results.cases =
        RunCases(suite, cases, profile, facts, command.run,
                 [&](std::size_t done, const CaseRecord&) { line.Show(done, cases.size()); });
  } else {
    run.results = RunElsewhere(suite, cases, profile, command);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::vector<std::string> problems = Apply(profile.expectations, run.results.cases);
  const LiveHandles handles = LookForLiveHandles(cases, run.results.cases);
  run.status = StatusOf(run.results.cases, handles, profile, problems);
  fmt::print("{}{}\n", Findings(run.results, suite, HowToRepeat(name, command), style),
             SummaryLine(run.results, took.count()));
  for (const std::string& problem : problems) fmt::print(stderr, "wtsconform: {}\n", problem);
  if (run.status == kNothingDecided) {
    fmt::print(stderr,
               "wtsconform: {}: no case that needs an opened handle could be decided: does the "
               "server \"{}\" answer? Name one with --server, or say in the profile why there is "
               "none (no_live_handle).\n",
               profile.name, profile.servers.reachable);
  }
  std::fflush(stdout);
  if (file) file->Finish(run.results);
  if (!junit.empty()) WriteText(junit, ToJunit(run.results));
  return run;
}

// The first that applies, in the order of the contract.
ExitStatus Worst(ExitStatus a, ExitStatus b) {
  for (const ExitStatus status : {kRefused, kHarnessFailed, kUnexpected, kNothingDecided}) {
    if (a == status || b == status) return status;
  }
  return kAllAsExpected;
}

struct Candidate {
  std::string name;
  Profile profile;
  LibraryFacts facts;
};

struct NotPresent {
  std::string why;
};

// The facts of an implementation's library; where it cannot be judged, why.
std::variant<LibraryFacts, NotPresent> Look(const Profile& profile, const RunCommand& command,
                                            const Suite& suite) {
  try {
    if (profile.runner.empty()) return ProbeLibrary(suite, profile, command.run);
    ProbeRunner(profile);
    return LibraryFacts{};
  } catch (const UnusableLibrary& problem) {
    if (!command.implementations.empty()) throw;
    return NotPresent{problem.what()};
  }
}

// Without names: the mock, then what this process can load, then what a runner must: the first
// verdict comes first.
std::vector<Candidate> InOrder(std::vector<Candidate> candidates) {
  const auto rank = [](const Candidate& candidate) {
    if (!candidate.profile.runner.empty()) return 2;
    return candidate.name == "mock" ? 0 : 1;
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  return candidates;
}

std::vector<Candidate> Candidates(const RunCommand& command, const Suite& suite) {
  const bool by_default = command.implementations.empty();
  std::vector<Candidate> candidates;
  for (const std::string& name :
       by_default ? ImplementationsByDefault() : command.implementations) {
    Candidate candidate{name, ProfileFor(name, command, suite), {}};
    for (const Candidate& other : candidates) {
      if (other.profile.name != candidate.profile.name) continue;
      throw InputError("\"" + other.profile.name +
                       "\" is given twice: results are told apart by the implementation's name");
    }
    candidates.push_back(std::move(candidate));
  }
  const auto one_file = [&](const std::string& path) { return !path.empty() && !IsFolder(path); };
  if (candidates.size() > 1 && (one_file(command.json) || one_file(command.junit))) {
    throw InputError(
        "several implementations write one file each: give --json and --junit a "
        "folder/");
  }
  return by_default ? InOrder(std::move(candidates)) : candidates;
}

// Whether the implementation is there; a loud word where it is not.
bool IsPresent(Candidate& candidate, const RunCommand& command, const Suite& suite) {
  auto looked = Look(candidate.profile, command, suite);
  if (const auto* missing = std::get_if<NotPresent>(&looked)) {
    fmt::print(stderr, "wtsconform: NOT RUN: {}\n", missing->why);
    return false;
  }
  candidate.facts = std::get<LibraryFacts>(std::move(looked));
  return true;
}

// Builds or fetches the implementation. Whether that went well shows when it is looked at.
void Prepare(const Candidate& candidate, const RunCommand& command) {
  std::string quoted;
  for (const char letter : candidate.name)
    quoted += letter == '\'' ? "'\\''" : std::string(1, letter);
  std::fflush(stdout);
  if (std::system(fmt::format("{} '{}' >&2", command.prepare, quoted).c_str()) != 0) {
    fmt::print(stderr, "wtsconform: {} could not be prepared\n", candidate.name);
  }
}

// One page for all implementations.
void WritePages(const RunCommand& command, std::vector<Results> all, const Suite& suite) {
  if (command.html.empty() && command.markdown.empty()) return;
  std::vector<std::string> files(all.size(), "this run");
  const Report report(std::move(all), std::move(files), NotesOn(suite), ReproducersOf(suite));
  if (!command.html.empty()) WriteText(PathOf(command.html), ToHtml(report));
  if (!command.markdown.empty()) WriteText(PathOf(command.markdown), ToMarkdown(report));
}

}  // namespace

int Run(const RunCommand& given, const Suite& suite) {
  RunCommand command = given;
  SettleMutating(command);
  const std::vector<const Case*> cases = Select(suite, command.selection);
  const Style style{WantsColour(), TerminalWidth()};
  ExitStatus status = kAllAsExpected;
  std::vector<Results> all;
  // Found out now, not after the run.
  for (const std::string& page : {command.html, command.markdown}) {
    if (!page.empty()) WriteText(PathOf(page), "");
  }
  std::vector<Candidate> candidates = Candidates(command, suite);
  // Everything is looked at before anything is run, so that a mistyped name costs no time, unless
  // it has to be made first.
  if (command.prepare.empty()) {
    std::erase_if(candidates, [&](Candidate& each) { return !IsPresent(each, command, suite); });
  }
  for (Candidate& candidate : candidates) {
    if (!command.prepare.empty()) {
      Prepare(candidate, command);
      if (!IsPresent(candidate, command, suite)) continue;
    }
    OneRun run =
        RunOne(candidate.name, candidate.profile, candidate.facts, cases, command, suite, style);
    status = Worst(status, run.status);
    all.push_back(std::move(run.results));
  }
  if (all.empty()) throw InputError("no implementation is left to run");
  fmt::print("{}", ToMatrix(all, style));
  WritePages(command, std::move(all), suite);
  return status;
}

}  // namespace wtsconform
