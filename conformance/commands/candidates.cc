#include "conformance/commands/candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "conformance/loading/sha256.h"
#include "conformance/platform/print.h"
#include "conformance/runner/remote_runner.h"
#include "reports/formats/shell_word.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// The file with what is expected; "" where that is what the profile says. A list that is
// written again is the one to compare with.
std::string ListFile(const RunSettings& settings) {
  const bool is_there = !settings.no_expect && !settings.write_expect.empty() &&
                        IsFileThere(PathOf(settings.write_expect));
  return settings.expect.empty() && is_there ? settings.write_expect : settings.expect;
}

Candidate CandidateFor(const std::string& name, const RunSettings& settings, const Suite& suite) {
  Profile profile = FindProfile(name);
  OverrideServers(profile, settings.server, settings.unreachable);
  profile.with_dependencies |= settings.with_dependencies;
  if (settings.no_expect) {
    profile.expectations.clear();
    profile.no_live_handle.clear();
  }
  std::string list_text;
  const std::string list = ListFile(settings);
  if (!list.empty()) {
    profile.expectations = ReadExpectationsFile(list);
    list_text = ReadFileText(PathOf(list), kLargestToml).text;
  }
  std::vector<std::string> ids;
  for (const Case& each : suite.cases()) ids.push_back(each.id);
  // Where the list is written, entries without a case go.
  if (settings.write_expect.empty()) {
    CheckPatterns(profile.expectations, ids);
  } else {
    CheckOverlaps(profile.expectations, ids);
  }
  return {name, std::move(profile), {}, std::move(list_text)};
}

void CheckNameIsNew(const std::vector<Candidate>& candidates, const std::string& name) {
  const bool is_new =
      std::none_of(candidates.begin(), candidates.end(),
                   [&](const Candidate& other) { return other.profile.name == name; });
  if (is_new) return;
  throw InputError("\"" + name +
                   "\" is given twice: results are told apart by the implementation's name");
}

int RankOf(const Candidate& candidate) {
  if (!candidate.profile.runner.empty()) return 2;
  return candidate.name == "mock" ? 0 : 1;
}

}  // namespace

std::vector<Candidate> FindCandidates(const RunSettings& settings, const Suite& suite) {
  const bool by_default = settings.implementations.empty();
  std::vector<Candidate> candidates;
  for (const std::string& name :
       by_default ? ImplementationsByDefault() : settings.implementations) {
    Candidate candidate = CandidateFor(name, settings, suite);
    CheckNameIsNew(candidates, candidate.profile.name);
    candidates.push_back(std::move(candidate));
  }
  if (by_default) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return RankOf(a) < RankOf(b); });
  }
  return candidates;
}

bool IsAvailable(Candidate& candidate, const RunSettings& settings, const Suite& suite) {
  try {
    if (candidate.profile.runner.empty()) {
      candidate.facts = ProbeLibrary(suite, candidate.profile, settings.run);
    } else {
      ProbeRunner(candidate.profile);
    }
    return true;
  } catch (const UnusableLibrary& problem) {
    if (!settings.implementations.empty()) throw;
    PrintError("wtsconform: NOT RUN: {}\n", problem.what());
    return false;
  }
}

bool IsSameFile(const Candidate& candidate, const std::string& sha256) {
  const bool here = candidate.profile.runner.empty();
  if (!here || Sha256Of(PathOf(candidate.facts.file)) == sha256) return true;
  PrintError(
      "wtsconform: {}: {} changed while it was judged, so that the verdicts may be of two builds: "
      "run it again\n",
      candidate.profile.name, candidate.facts.file);
  return false;
}

void Prepare(const Candidate& candidate, const RunSettings& settings) {
  std::fflush(stdout);
  const std::string command =
      fmt::format("{} {} >&2", settings.prepare, ShellQuoted(candidate.name));
  if (std::system(command.c_str()) != 0) {
    PrintError("wtsconform: {} could not be prepared\n", candidate.name);
  }
}

}  // namespace wtsconform
