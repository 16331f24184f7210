#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <random>
#include <utility>

#include "conformance/commands/commands.h"
#include "conformance/loading/sha256.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
#include "conformance/runner/claims.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/message.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct VerifySettings {
  std::string file;
  std::string implementation;  // "": the one that the file names
  std::string server;
  std::string unreachable;
  std::string expect;
  bool no_expect = false;
  bool with_dependencies = false;
  std::string sample = "100";  // cases run again in addition to all problems, or "all"
  RunOptions run = DefaultRunOptions();
};

// What the file says about a case, and its outcome now.
struct Recheck {
  const CaseRecord* filed;
  CaseRecord now;
};

struct Sample {
  std::vector<const CaseRecord*> chosen;
  std::size_t problems = 0;  // all of them are chosen
  std::size_t others = 0;
};

std::size_t SizeOfSample(const std::string& text) {
  std::size_t size = std::numeric_limits<std::size_t>::max();
  if (text == "all") return size;
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, size);
  if (error == std::errc() && read == end) return size;
  throw InputError("--sample " + text + ": write a number, or all");
}

// Which of the others are chosen follows from the file's content: the same ones each time, and
// others once anything in the file is changed.
Sample ToRunAgain(const Results& results, std::size_t size, const std::string& sha256) {
  Sample sample;
  std::vector<const CaseRecord*> others;
  for (const CaseRecord& record : results.cases) {
    (KindOf(record.verdict) == VerdictKind::kProblem ? sample.chosen : others).push_back(&record);
  }
  sample.problems = sample.chosen.size();
  sample.others = others.size();
  std::mt19937_64 random(std::stoull(sha256.substr(0, 16), nullptr, 16));
  for (std::size_t i = 0; i < std::min(size, sample.others); ++i) {
    std::swap(others[i], others[i + random() % (sample.others - i)]);
    sample.chosen.push_back(others[i]);
  }
  return sample;
}

std::vector<const Case*> CasesOf(const std::vector<const CaseRecord*>& records,
                                 const Suite& suite) {
  std::vector<const Case*> cases;
  for (const CaseRecord* record : records) {
    cases.push_back(suite.Find(record->id));
    if (cases.back()) continue;
    throw InputError("this suite has no case \"" + Excerpt(record->id) +
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
  return record.signature.empty() ? verdict : verdict + " (" + Excerpt(record.signature) + ")";
}

// A results file must not decide which library is loaded: it may only name a known one.
Profile ProfileToVerify(const VerifySettings& settings, const Results& results) {
  if (!settings.implementation.empty()) return FindProfile(settings.implementation);
  const std::vector<std::string> known = KnownImplementations();
  const std::string& name = results.implementation.name;
  if (std::find(known.begin(), known.end(), name) != known.end()) return FindProfile(name);
  throw InputError(settings.file + " has results of \"" + Excerpt(name) +
                   "\", which is no known implementation: name its library or profile with "
                   "--implementation");
}

void CheckLibrary(const Results& results, const LibraryFacts& facts, const std::string& file) {
  const std::string sha256 = Sha256Of(PathOf(facts.file));
  if (sha256 == results.implementation.sha256) return;
  throw InputError(fmt::format(
      "{} has results of a {} with SHA-256 {}, but {} has {}: running one says nothing about the "
      "other. Name the library or profile with --implementation",
      file, Excerpt(results.implementation.library), Excerpt(results.implementation.sha256),
      facts.file, sha256));
}

void CheckTables(const Results& results, const Suite& suite, const std::string& file) {
  if (!results.selection || HasSameTables(results, suite)) return;
  throw InputError(file + " was made with other tables (SHA-256 " +
                   Excerpt(results.selection->tables_sha256) +
                   "): verify it with the revision that it names, or name its tables with --spec");
}

// The list by which the file should say what was expected.
void SetExpectations(Profile& profile, const VerifySettings& settings) {
  if (settings.no_expect) profile.expectations.clear();
  if (!settings.expect.empty()) profile.expectations = ReadExpectationsFile(settings.expect);
}

void PrintClaims(const std::vector<std::string>& claims) {
  constexpr std::size_t kMostShown = 10;
  for (std::size_t i = 0; i < std::min(claims.size(), kMostShown); ++i) {
    Print("FALSE: {}\n", claims[i]);
  }
  if (claims.size() > kMostShown) Print("FALSE: {} more\n", claims.size() - kMostShown);
}

void PrintSample(const Sample& sample) {
  const std::size_t sampled = sample.chosen.size() - sample.problems;
  Print("run again: {} with a deviation, crash, hang or harm, and {} of the {} others{}\n",
        Count(sample.problems, "case"), sampled, sample.others,
        sampled < sample.others ? ", chosen by the file's content" : "");
}

// Which cases the file is about, as it says itself.
std::string Scope(const Results& results) {
  if (!results.selection) return "the whole suite (the file records no selection)";
  std::string scope;
  for (const SelectionOptions& part : results.selection->parts) {
    std::string words;
    for (const std::string& filter : part.filters) {
      words += (filter.starts_with('-') ? " --filter=" : " --filter ") + ShellWord(filter);
    }
    for (const std::string& pattern : part.excludes) words += " --exclude " + ShellWord(pattern);
    for (const auto& [option, value] :
         {std::pair("--clause", &part.clause), std::pair("--level", &part.level),
          std::pair("--shard", &part.shard), std::pair("--requirements", &part.requirements)}) {
      if (!value->empty()) words += fmt::format(" {} {}", option, ShellWord(*value));
    }
    scope += (scope.empty() ? "" : " +") + (words.empty() ? " the whole suite" : words);
  }
  return Excerpt(scope.substr(1));
}

int Conclude(const std::vector<Recheck>& all, const Results& results, std::size_t false_claims,
             const std::string& file) {
  std::size_t compared = 0;
  std::size_t different = 0;
  for (const Recheck& each : all) {
    if (each.now.verdict == Verdict::kHarnessError) return kHarnessFailed;
    if (IsUndecidedNow(each)) continue;
    ++compared;
    if (Agrees(each)) continue;
    ++different;
    Print("{}\n  the file says: {}\n  now it is:     {}\n", each.filed->id, Words(*each.filed),
          Words(each.now));
  }
  const ImplementationRecord& implementation = results.implementation;
  const std::string of =
      fmt::format("{} {} (SHA-256 {})", Excerpt(implementation.name),
                  Excerpt(implementation.version), Excerpt(implementation.sha256));
  if (compared == 0 && false_claims == 0) {
    Print("{}: no case could be decided again, so nothing is confirmed\n", file);
    return kNotDecided;
  }
  const bool confirmed = different == 0 && false_claims == 0;
  Print("{} {} for {}: {} of {} run again, {}; {}; selected: {}\n", file,
        confirmed ? "is confirmed" : "IS NOT CONFIRMED", of, compared,
        Count(results.cases.size(), "case"),
        different == 0 ? "all with the same outcome"
                       : fmt::format("{} with another outcome", different),
        false_claims == 0 ? "clauses, levels, completeness and what is expected are right"
                          : Count(false_claims, "claim") + " false",
        Scope(results));
  return confirmed ? kAllAsExpected : kUnexpected;
}

int Verify(const VerifySettings& settings, const Suite& suite) {
  const std::size_t size = SizeOfSample(settings.sample);
  Results results = ReadResults(PathOf(settings.file));
  if (results.cases.empty()) throw InputError(settings.file + " holds no cases");
  Profile profile = ProfileToVerify(settings, results);
  if (!profile.runner.empty()) {
    throw InputError(profile.name +
                     " needs a runner: verify the file with the program that the runner starts");
  }
  OverrideServers(profile, settings.server, settings.unreachable);
  SetExpectations(profile, settings);
  profile.with_dependencies |= settings.with_dependencies;
  const LibraryFacts facts = ProbeLibrary(suite, profile, settings.run);
  CheckLibrary(results, facts, settings.file);
  CheckTables(results, suite, settings.file);
  const Sample sample = ToRunAgain(results, size, Sha256OfText(ToJson(results)));
  const std::vector<const Case*> cases = CasesOf(sample.chosen, suite);
  std::vector<std::string> claims = FalseClaims(results, suite);
  for (std::string& claim : CorrectExpected(profile.expectations, results)) {
    claims.push_back(std::move(claim));
  }
  PrintClaims(claims);
  PrintSample(sample);
  ProgressLine line("verify " + profile.name);
  std::vector<CaseRecord> now =
      RunCases(suite, cases, profile, facts, settings.run,
               [&](std::size_t done, const CaseRecord&) { line.Show(done, cases.size()); });
  Apply(profile.expectations, now);
  std::vector<Recheck> all;
  for (std::size_t i = 0; i < now.size(); ++i) {
    all.push_back({sample.chosen[i], std::move(now[i])});
  }
  return Conclude(all, results, claims.size(), settings.file);
}

}  // namespace

Command VerifyCommand() {
  const auto settings = std::make_shared<VerifySettings>();
  return {
      .name = "verify",
      .summary = "Check what a results file says, and run some of its cases again",
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
                  {"--expect", "FILE", "The list of expected deviations, instead of the profile's",
                   &settings->expect},
                  {.name = "--no-expect",
                   .type = "",
                   .help = "The run expected no deviation",
                   .value = &settings->no_expect,
                   .excludes = "--expect"},
                  {"--sample", "N|all",
                   "Cases to run again in addition to all deviations, crashes, hangs and harms; "
                   "100 where this is not given",
                   &settings->sample},
                  WithDependenciesOption(settings->with_dependencies),
                  JobsOption(settings->run),
                  TimeoutOption(settings->run)},
      .footer =
          "Exit status: 0 confirmed, 1 not confirmed, 2 refused input or another "
          "library, 3 harness failure, 4 no case could be decided again",
      .run = [settings](const Suite& suite) { return Verify(*settings, suite); }};
}

}  // namespace wtsconform
