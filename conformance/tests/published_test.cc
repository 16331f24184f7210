// A published result (reports/published/) against a new run here. The file is named by the variable
// PUBLISHED, which ctest sets; where this machine has not that very library, the test is skipped.
// PUBLISHED_SHARD, "1/4" say, compares a part of the cases.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "conformance/implementations/glob.h"
#include "conformance/implementations/profile.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/run_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// Whether what the case does may differ from run to run, as the profile's list says: altogether, or
// in a signature that is listed with a wildcard.
bool MayDiffer(const Expectations& list, const CaseRecord& a, const CaseRecord& b) {
  for (const Expectation& entry : list) {
    if (!GlobMatches(entry.pattern, a.id)) continue;
    if (!entry.nondeterministic.empty()) return true;
    return a.verdict == b.verdict && GlobMatches(entry.signature, a.signature) &&
           GlobMatches(entry.signature, b.signature);
  }
  return false;
}

using CasesById = std::map<std::string, CaseRecord>;
using Words = std::vector<std::string>;

// Runs the implementation; with `selection`, options of `run`, those cases only.
ProgramEnd RunSuite(const std::string& name, const Words& selection, const fs::path& json) {
  Words words = {"run", name, "--json", json.string()};
  words.insert(words.end(), selection.begin(), selection.end());
  return Program((ExecutableFolder() / "wtsconform").string(), words).Wait();
}

CasesById ById(const Results& results) {
  CasesById cases;
  for (const CaseRecord& each : results.cases) cases[each.id] = each;
  return cases;
}

// The published cases that `now` shows otherwise.
std::vector<std::string> Different(const Results& published, const CasesById& now,
                                   const Expectations& list) {
  std::vector<std::string> ids;
  for (const CaseRecord& then : published.cases) {
    const auto found = now.find(then.id);
    if (found == now.end()) continue;
    const CaseRecord& here = found->second;
    const bool same = here.verdict == then.verdict && here.signature == then.signature;
    if (!same && !MayDiffer(list, here, then)) ids.push_back(then.id);
  }
  return ids;
}

TEST(Published, IsWhatARunHereShows) {
  const char* const file = std::getenv("PUBLISHED");
  ASSERT_TRUE(file) << "PUBLISHED names no results file; ctest sets it";
  const Results published = ReadResults(file);
  const std::string& name = published.implementation.name;
  const fs::path json = fs::path(testing::TempDir()) /
                        ("wtsconform_published_" + name + std::to_string(OwnProcessId()) + ".json");
  // A few cases show which library is here, before the whole suite takes minutes.
  const ProgramEnd first = RunSuite(name, {"--filter", "open/failed-open-is-not-null/*"}, json);
  if (first.status == 2) {
    GTEST_SKIP() << name << " CANNOT BE RUN ON THIS MACHINE, SO NOTHING WAS TESTED: " << first.err;
  }
  const ImplementationRecord library = ReadResults(json).implementation;
  fs::remove(json);
  if (library.sha256 != published.implementation.sha256) {
    GTEST_SKIP() << name << " HERE IS NOT THE LIBRARY OF THE PUBLISHED RESULT, SO NOTHING WAS "
                 << "COMPARED; its version is " << library.version << ", published is "
                 << published.implementation.version;
  }
  const char* const shard = std::getenv("PUBLISHED_SHARD");
  const ProgramEnd end = RunSuite(name, shard ? Words{"--shard", shard} : Words(), json);
  ASSERT_EQ(end.status, 0) << end.out << end.err;
  const Results here = ReadResults(json);
  fs::remove(json);
  const Expectations list = FindProfile(name).expectations;
  CasesById now = ById(here);
  for (const CaseRecord& then : published.cases) {
    ASSERT_TRUE(shard || now.contains(then.id))
        << then.id << " is no case any more: publish anew, as reports/published/README.md tells";
  }
  std::vector<std::string> different = Different(published, now, list);
  if (!different.empty()) {
    // A busy machine can keep a case from being decided: those are looked at once more, alone.
    Words again;
    for (const std::string& id : different) again.insert(again.end(), {"--filter", id});
    RunSuite(name, again, json);
    now = ById(ReadResults(json));
    fs::remove(json);
    different = Different(published, now, list);
  }
  for (const std::string& id : different) {
    ADD_FAILURE() << id << " is now " << VerdictName(now[id].verdict) << ' ' << now[id].signature
                  << ": " << now[id].detail;
  }
}

}  // namespace
}  // namespace wtsconform
