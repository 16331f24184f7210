// A published result (reports/published/) against a new run here. The file is named by the variable
// PUBLISHED, which ctest sets; where this machine has not that very library, the test is skipped.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "conformance/glob.h"
#include "conformance/platform.h"
#include "conformance/profile.h"
#include "conformance/run_program.h"
#include "reports/results.h"

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

TEST(Published, IsWhatARunHereShows) {
  const char* const file = std::getenv("PUBLISHED");
  ASSERT_TRUE(file) << "PUBLISHED names no results file; ctest sets it";
  const Results published = ReadResults(file);
  const std::string& name = published.implementation.name;
  const fs::path json = fs::path(testing::TempDir()) /
                        ("wtsconform_published_" + name + std::to_string(OwnProcessId()) + ".json");
  const ProgramEnd end =
      Program((ExecutableFolder() / "wtsconform").string(), {"run", name, "--json", json.string()})
          .Wait();
  if (end.status == 2) {
    GTEST_SKIP() << name << " CANNOT BE RUN ON THIS MACHINE, SO NOTHING WAS TESTED: " << end.err;
  }
  ASSERT_EQ(end.status, 0) << end.out << end.err;
  const Results here = ReadResults(json);
  fs::remove(json);
  if (here.implementation.sha256 != published.implementation.sha256) {
    GTEST_SKIP() << name << " HERE IS NOT THE LIBRARY OF THE PUBLISHED RESULT, SO THAT WAS NOT "
                 << "COMPARED; its version is " << here.implementation.version << ", published is "
                 << published.implementation.version;
  }
  const Expectations list = FindProfile(name).expectations;
  ASSERT_EQ(here.cases.size(), published.cases.size())
      << "the suite has other cases now: publish anew, see reports/published/README.md";
  for (std::size_t i = 0; i < here.cases.size(); ++i) {
    const CaseRecord& now = here.cases[i];
    const CaseRecord& then = published.cases[i];
    ASSERT_EQ(now.id, then.id);
    if (MayDiffer(list, now, then)) continue;
    EXPECT_EQ(VerdictName(now.verdict), VerdictName(then.verdict)) << now.id;
    EXPECT_EQ(now.signature, then.signature) << now.id;
  }
}

}  // namespace
}  // namespace wtsconform
