#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/loading/sha256.h"
#include "conformance/platform/terminal.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct VerifySettings {
  std::string file;
  std::string implementation;  // "": the one that the file names
  std::string server;
  std::string unreachable;
  int sample = 100;  // cases run again beside all problems
  RunOptions run = DefaultRunOptions();
};

// What the file says about a case, and its outcome now.
struct Recheck {
  const CaseRecord* filed;
  CaseRecord now;
};

std::vector<const CaseRecord*> ToRunAgain(const Results& results, std::size_t sample) {
  std::vector<const CaseRecord*> chosen;
  std::vector<const CaseRecord*> others;
  for (const CaseRecord& record : results.cases) {
    (KindOf(record.verdict) == VerdictKind::kProblem ? chosen : others).push_back(&record);
  }
  // Evenly spread, so that every table of cases has its share.
  sample = std::min(sample, others.size());
  for (std::size_t i = 0; i < sample; ++i) chosen.push_back(others[i * others.size() / sample]);
  return chosen;
}

std::vector<const Case*> CasesOf(const std::vector<const CaseRecord*>& records,
                                 const Suite& suite) {
  std::vector<const Case*> cases;
  for (const CaseRecord* record : records) {
    cases.push_back(suite.Find(record->id));
    if (cases.back()) continue;
    throw InputError("this suite has no case \"" + record->id +
                     "\": verify the file with the revision that it names");
  }
  return cases;
}

// Where an entry lists several verdicts, any of them agrees.
bool Agrees(const Recheck& each) {
  const auto& [filed, now] = each;
  if (filed->expected && now.expected) return true;
  const bool same_reason =
      KindOf(now.verdict) != VerdictKind::kProblem || filed->signature == now.signature;
  return filed->verdict == now.verdict && same_reason;
}

bool IsUndecidedNow(const Recheck& each) { return each.now.verdict == Verdict::kInconclusive; }

std::string Words(const CaseRecord& record) {
  const std::string verdict(VerdictName(record.verdict));
  return record.signature.empty() ? verdict : verdict + " (" + record.signature + ")";
}

// A results file must not decide which library is loaded: it may only name a known one.
Profile ProfileToVerify(const VerifySettings& settings, const Results& results) {
  if (!settings.implementation.empty()) return FindProfile(settings.implementation);
  const std::vector<std::string> known = KnownImplementations();
  const std::string& name = results.implementation.name;
  if (std::find(known.begin(), known.end(), name) != known.end()) return FindProfile(name);
  throw InputError(settings.file + " has results of \"" + name +
                   "\", which is no known implementation: name its library or profile with "
                   "--implementation");
}

void CheckLibrary(const Results& results, const LibraryFacts& facts, const std::string& file) {
  const std::string sha256 = Sha256Of(PathOf(facts.file));
  if (sha256 == results.implementation.sha256) return;
  throw InputError(fmt::format(
      "{} has results of a {} with SHA-256 {}, but {} has {}: running one says nothing about the "
      "other. Name the library or profile with --implementation",
      file, results.implementation.library, results.implementation.sha256, facts.file, sha256));
}

int Conclude(const std::vector<Recheck>& all, const Results& results, const std::string& file) {
  std::size_t compared = 0;
  std::size_t different = 0;
  for (const Recheck& each : all) {
    if (each.now.verdict == Verdict::kHarnessError) return kHarnessFailed;
    if (IsUndecidedNow(each)) continue;
    ++compared;
    if (Agrees(each)) continue;
    ++different;
    fmt::print("{}\n  the file says: {}\n  now it is:     {}\n", each.filed->id, Words(*each.filed),
               Words(each.now));
  }
  const std::string of = fmt::format("{} {} (SHA-256 {})", results.implementation.name,
                                     results.implementation.version, results.implementation.sha256);
  if (compared == 0) {
    fmt::print("{}: no case could be decided again, so nothing is confirmed\n", file);
    return kNotDecided;
  }
  fmt::print("{} {} for {}: {} of {} run again, {}\n", file,
             different == 0 ? "is confirmed" : "IS NOT CONFIRMED", of, compared,
             Count(results.cases.size(), "case"),
             different == 0 ? "all with the same outcome"
                            : fmt::format("{} with another outcome", different));
  return different == 0 ? kAllAsExpected : kUnexpected;
}

int Verify(const VerifySettings& settings, const Suite& suite) {
  const Results results = ReadResults(PathOf(settings.file));
  if (results.cases.empty()) throw InputError(settings.file + " holds no cases");
  Profile profile = ProfileToVerify(settings, results);
  if (!profile.runner.empty()) {
    throw InputError(profile.name +
                     " needs a runner: verify the file with the program that the runner starts");
  }
  OverrideServers(profile, settings.server, settings.unreachable);
  const LibraryFacts facts = ProbeLibrary(suite, profile, settings.run);
  CheckLibrary(results, facts, settings.file);
  const auto filed = ToRunAgain(results, static_cast<std::size_t>(settings.sample));
  const std::vector<const Case*> cases = CasesOf(filed, suite);
  ProgressLine line("verify " + profile.name);
  std::vector<CaseRecord> now =
      RunCases(suite, cases, profile, facts, settings.run,
               [&](std::size_t done, const CaseRecord&) { line.Show(done, cases.size()); });
  Apply(profile.expectations, now);
  std::vector<Recheck> all;
  for (std::size_t i = 0; i < filed.size(); ++i) all.push_back({filed[i], std::move(now[i])});
  return Conclude(all, results, settings.file);
}

}  // namespace

Command VerifyCommand() {
  const auto settings = std::make_shared<VerifySettings>();
  return {
      .name = "verify",
      .summary = "Check a results file by running its cases again",
      .options = {{.name = "results",
                   .type = "",
                   .help = "The results file to verify",
                   .value = &settings->file,
                   .required = true},
                  {"--implementation", "NAME",
                   "A known name, profile or library; by default the one that the file names",
                   &settings->implementation},
                  ServerOption(settings->server),
                  UnreachableOption(settings->unreachable),
                  {"--sample", "", "Cases to run again in addition to all deviations and crashes",
                   Number{&settings->sample, 0, 1'000'000}},
                  JobsOption(settings->run),
                  TimeoutOption(settings->run)},
      .footer =
          "Exit status: 0 confirmed, 1 not confirmed, 2 refused input or another "
          "library, 3 harness failure, 4 no case could be decided again",
      .run = [settings](const Suite& suite) { return Verify(*settings, suite); }};
}

}  // namespace wtsconform
