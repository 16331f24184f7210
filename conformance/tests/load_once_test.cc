// Cases that are forks of one process that has loaded the library, and cases that each load it,
// come to the same verdicts: some of each clause, on every implementation that is here.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "conformance/implementations/glob.h"
#include "conformance/implementations/profile.h"
#include "conformance/runner/runner.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {
namespace {

constexpr int kCasesOfEachClause = 2;

class LoadOnceTest : public ::testing::TestWithParam<const char*> {};

const Suite& TheSuite() {
  static const Suite suite = LoadSuite();
  return suite;
}

// Those that are listed as a race are left out.
std::vector<const Case*> Sample(const Expectations& list) {
  std::map<std::string, std::vector<const Case*>> by_clause;
  for (const Case& each : TheSuite().cases()) {
    const bool may_differ = std::any_of(list.begin(), list.end(), [&](const Expectation& entry) {
      return !entry.nondeterministic.empty() && GlobMatches(entry.pattern, each.id);
    });
    if (!may_differ) by_clause[each.clause->id].push_back(&each);
  }
  std::vector<const Case*> some;
  for (const auto& [clause, cases] : by_clause) {
    const std::size_t step = std::max<std::size_t>(1, cases.size() / kCasesOfEachClause);
    for (std::size_t i = 0; i < cases.size(); i += step) some.push_back(cases[i]);
  }
  return some;
}

TEST_P(LoadOnceTest, GivesTheVerdictsOfCasesThatEachLoadTheLibrary) {
  Profile profile = FindProfile(GetParam());
  RunOptions options;
  options.jobs = 2;
  LibraryFacts facts;
  try {
    facts = ProbeLibrary(TheSuite(), profile, options);
  } catch (const UnusableLibrary& error) {
    GTEST_SKIP() << error.what();
  }
  const std::vector<const Case*> cases = Sample(profile.expectations);
  const auto records = [&](bool load_once) {
    profile.load_once = load_once;
    return RunCases(TheSuite(), cases, profile, facts, options,
                    [](std::size_t, const CaseRecord&) {});
  };
  const std::vector<CaseRecord> once = records(true), each = records(false);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(VerdictName(once[i].verdict), VerdictName(each[i].verdict)) << cases[i]->id;
    // What is observed of a heap may depend on what lies there.
    if (once[i].verdict == Verdict::kObserved) continue;
    EXPECT_EQ(once[i].signature, each[i].signature) << cases[i]->id;
  }
}

INSTANTIATE_TEST_SUITE_P(, LoadOnceTest,
                         ::testing::Values("mock", "winpr", "winpr-mock", "freerdp"),

                         [](const auto& test) {
                           std::string name = test.param;
                           for (char& c : name) {
                             if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace wtsconform
