#include <fmt/format.h>

#include <algorithm>

#include "conformance/commands/commands.h"
#include "conformance/platform/terminal.h"
#include "reports/formats/verdict_kind.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

// What a file says of a case, and what came of it now.
struct Retold {
  const CaseRecord* told;
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

// Where an entry lists several verdicts, any of them is the truth.
bool Agrees(const Retold& each) {
  const auto& [told, now] = each;
  if (told->expected && now.expected) return true;
  const bool same_reason =
      KindOf(now.verdict) != VerdictKind::kProblem || told->signature == now.signature;
  return told->verdict == now.verdict && same_reason;
}

bool IsUndecidedNow(const Retold& each) { return each.now.verdict == Verdict::kInconclusive; }

std::string Words(const CaseRecord& record) {
  const std::string verdict(VerdictName(record.verdict));
  return record.signature.empty() ? verdict : verdict + " (" + record.signature + ")";
}

// A file of results is not to decide which library is loaded: it may only name a known one.
Profile ProfileFor(const VerifyCommand& command, const Results& results) {
  if (!command.implementation.empty()) return FindProfile(command.implementation);
  const std::vector<std::string> known = KnownImplementations();
  const std::string& name = results.implementation.name;
  if (std::find(known.begin(), known.end(), name) != known.end()) return FindProfile(name);
  throw InputError(command.file + " is of \"" + name +
                   "\", which is no known implementation: name its library or profile with "
                   "--implementation");
}

void CheckLibrary(const Results& results, const LibraryFacts& facts, const std::string& file) {
  const std::string sha256 = Sha256Of(facts.file);
  if (sha256 == results.implementation.sha256) return;
  throw InputError(fmt::format(
      "{} tells of a {} with SHA-256 {}, and {} has {}: nothing can be said of the one by trying "
      "the other. Name the library or profile with --implementation",
      file, results.implementation.library, results.implementation.sha256, facts.file, sha256));
}

int Conclude(const std::vector<Retold>& all, const Results& results, const std::string& file) {
  std::size_t compared = 0;
  std::size_t different = 0;
  for (const Retold& each : all) {
    if (each.now.verdict == Verdict::kHarnessError) return kHarnessFailed;
    if (IsUndecidedNow(each)) continue;
    ++compared;
    if (Agrees(each)) continue;
    ++different;
    fmt::print("{}\n  the file says: {}\n  now it is:     {}\n", each.told->id, Words(*each.told),
               Words(each.now));
  }
  const std::string of = fmt::format("{} {} (SHA-256 {})", results.implementation.name,
                                     results.implementation.version, results.implementation.sha256);
  if (compared == 0) {
    fmt::print("{}: no case could be decided again, so nothing is known of it\n", file);
    return kNothingDecided;
  }
  fmt::print(
      "{} {} about {}: {} of {} cases run again, {}\n", file,
      different == 0 ? "tells the truth" : "DOES NOT TELL THE TRUTH", of, compared,
      results.cases.size(),
      different == 0 ? "all came out as it says" : fmt::format("{} came out otherwise", different));
  return different == 0 ? kAllAsExpected : kUnexpected;
}

}  // namespace

int Verify(const VerifyCommand& command, const Suite& suite) {
  const Results results = ReadResults(PathOf(command.file));
  if (results.cases.empty()) throw InputError(command.file + " holds no case");
  Profile profile = ProfileFor(command, results);
  if (!profile.runner.empty()) {
    throw InputError(profile.name +
                     " is run by another build of this program: verify with that one");
  }
  OverrideServers(profile, command.server, command.unreachable);
  const LibraryFacts facts = ProbeLibrary(suite, profile, command.run);
  CheckLibrary(results, facts, command.file);
  const auto told = ToRunAgain(results, static_cast<std::size_t>(command.sample));
  const std::vector<const Case*> cases = CasesOf(told, suite);
  ProgressLine line("verify " + profile.name);
  std::vector<CaseRecord> now =
      RunCases(suite, cases, profile, facts, command.run,
               [&](std::size_t done, const CaseRecord&) { line.Show(done, cases.size()); });
  Apply(profile.expectations, now);
  std::vector<Retold> all;
  for (std::size_t i = 0; i < told.size(); ++i) all.push_back({told[i], std::move(now[i])});
  return Conclude(all, results, command.file);
}

}  // namespace wtsconform
