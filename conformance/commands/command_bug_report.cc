#include <algorithm>
#include <memory>

#include "conformance/commands/bug_report.h"
#include "conformance/commands/candidates.h"
#include "conformance/commands/case_named.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/commands/resume.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
#include "conformance/reproducer/repro.h"
#include "conformance/runner/claims.h"
#include "conformance/runner/remote_runner.h"
#include "reports/formats/report.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct BugReportSettings {
  std::string subject;  // a case's id
  std::string implementation;
  std::string results;  // "" for a run
  std::string output;   // "" for stdout
  RunSettings run;
};

// The cases of the clause, since one cause is often found by several of them.
Results RunClause(const Candidate& candidate, const Case& subject, const RunSettings& given,
                  const Suite& suite) {
  RunSettings settings = given;
  settings.selection.clause = subject.clause->id;
  const std::vector<const Case*> cases = Select(suite, settings.selection);
  if (!candidate.profile.runner.empty()) {
    return RunRemotely(cases, candidate.profile, RunWords(settings, suite, kRunner));
  }
  Results results = StartOf(candidate, cases, settings).results;
  ProgressLine line(candidate.profile.name);
  results.cases =
      RunCases(suite, cases, candidate.profile, candidate.facts, settings.run,
               [&](std::size_t done, const CaseRecord&) { line.Show(done, cases.size()); });
  return results;
}

// Throws InputError where it is no finding.
const CaseRecord& FindingOf(const Results& results, const std::string& id) {
  const auto found = std::ranges::find(results.cases, id, &CaseRecord::id);
  if (found == results.cases.end()) {
    throw InputError(id + " is not among the results: run it, too");
  }
  const bool finding =
      KindOf(found->verdict) == VerdictKind::kProblem && found->verdict != Verdict::kHarnessError;
  if (finding) return *found;
  throw InputError(id + " is no finding: it came out as " +
                   std::string(VerdictName(found->verdict)) +
                   (found->detail.empty() ? "" : ": " + found->detail));
}

// "" where a C file cannot repeat the case.
std::string ReproducerOf(const Case& subject, const Suite& suite, const Profile& profile) {
  try {
    return ReproProgram({&subject}, suite, profile);
  } catch (const InputError&) {
    return "";
  }
}

void CheckFilesOf(const BugReportSettings& settings, const Profile& profile, const Suite& suite) {
  std::vector<NamedFile> inputs = FilesOf(suite);
  inputs.push_back({"the results", PathOf(settings.results)});
  const std::vector<NamedFile> outputs = {{"--output", PathOf(settings.output)}};
  CheckCollisions(inputs, outputs);
  CheckCollisions(FilesOf(settings.implementation, profile), outputs);
  CheckWritable(outputs);
}

int WriteBugReport(BugReportSettings& settings, const Suite& suite) {
  const Case subject = CaseNamed(suite, settings.subject);
  settings.run.implementations = {settings.implementation};
  Candidate candidate = FindCandidates(settings.run, suite).front();
  CheckFilesOf(settings, candidate.profile, suite);
  Results results;
  if (settings.results.empty()) {
    IsAvailable(candidate, settings.run, suite);
    results = RunClause(candidate, subject, settings.run, suite);
  } else {
    results = ReadResultsOf(suite, settings.results);
  }
  const std::vector<CaseRecord> cases =
      CasesOfOneCause(FindingOf(results, subject.id), results.cases);
  const BugReport report = {
      candidate.profile.title,
      results.implementation,
      results.tool,
      results.host,
      cases,
      ReproducerOf(subject, suite, candidate.profile),
      ReproCommandLine(subject.id, {"--implementation", settings.implementation})};
  WriteOrPrint(settings.output, BugReportText(report, suite));
  return kAllAsExpected;
}

}  // namespace

Command BugReportCommand() {
  const auto settings = std::make_shared<BugReportSettings>();
  return {.name = "bug-report",
          .summary = "Write a finding as a report for whoever maintains the library",
          .options = {{.name = "case",
                       .type = "",
                       .help = "The id of a case that deviates, crashes, hangs or does harm",
                       .value = &settings->subject,
                       .required = true},
                      {.name = "--implementation",
                       .type = "NAME",
                       .help = "A known name, a profile (.toml) or a library",
                       .value = &settings->implementation,
                       .required = true},
                      {"-o,--output", "FILE.md", "The file to write, instead of stdout",
                       &settings->output},
                      {"--results", "FILE",
                       "Take the finding, and the other cases of its cause, from this file of run "
                       "--json; by default the cases of its clause are run",
                       &settings->results},
                      ServerOption(settings->run.server),
                      UnreachableOption(settings->run.unreachable),
                      WithDependenciesOption(settings->run.with_dependencies),
                      JobsOption(settings->run.run),
                      TimeoutOption(settings->run.run)},
          .footer =
              "Cases that fail with the same verdict for the same reason are one report. Exit "
              "status: 0 written, 2 refused input, or the case is no finding, 3 harness failure",
          .run = [settings](const Suite& suite) { return WriteBugReport(*settings, suite); }};
}

}  // namespace wtsconform
