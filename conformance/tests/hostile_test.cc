// Libraries that reach beyond their own memory or their own case, in whole runs: no case's verdict
// changes but their own, and every run comes to its end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "conformance/tests/adopter_posix.h"
#include "conformance/tests/test_program.h"
#include "reports/formats/results.h"

namespace wtsconform {
namespace {

class HostileTest : public ProgramTest {
 protected:
  using Verdicts = std::map<std::string, Verdict>;

  // The verdicts of a run of the library, which has to write its results.
  Verdicts Run(const std::string& library, const Environment& environment) {
    const std::string json = Path("results.json");
    std::filesystem::remove(json);
    Words words = {"run", TestLibrary(library), "--json", json};
    // More of the suite where somebody asks for it: HOSTILE_FILTER="close/*".
    const char* const wanted = std::getenv("HOSTILE_FILTER");
    words.insert(words.end(), {"--filter", wanted ? wanted : "close/use-after-close/*"});
    if (!wanted) words.insert(words.end(), {"--filter", "open/*"});
    const ProgramEnd end = Program(ProgramFile(), words, environment).Wait();
    EXPECT_TRUE(end.status == 0 || end.status == 1 || end.status == 3 || end.status == 4)
        << end.status << end.err;
    Verdicts verdicts;
    for (const CaseRecord& each : ReadResults(json).cases) verdicts[each.id] = each.verdict;
    EXPECT_FALSE(verdicts.empty());
    return verdicts;
  }
};

// What changed from one run to another, a line for each case.
std::string Differences(const std::map<std::string, Verdict>& before,
                        const std::map<std::string, Verdict>& after) {
  std::string lines;
  for (const auto& [id, verdict] : before) {
    const auto now = after.find(id);
    if (now != after.end() && now->second == verdict) continue;
    lines += id + ": " + std::string(VerdictName(verdict)) + " -> " +
             std::string(now == after.end() ? "missing" : VerdictName(now->second)) + "\n";
  }
  return lines;
}

TEST_F(HostileTest, WhoWritesBeyondItsMemoryHarmsItsOwnCaseOnly) {
  const Verdicts before = Run("writes_beyond", {});
  for (const char* const beyond : {"64", "4096", "70000", "1000000", "4000000"}) {
    const Verdicts after = Run("writes_beyond", {{"BEYOND", beyond}});
    ASSERT_EQ(after.size(), before.size()) << beyond;
    for (const auto& [id, verdict] : after) {
      // A case that makes the call dies, in a control or in what it judges; its own record may say
      // that its channel was damaged.
      const bool own = verdict == Verdict::kCrash || verdict == Verdict::kUntestable ||
                       verdict == Verdict::kHarnessError;
      EXPECT_TRUE(verdict == before.at(id) || own) << beyond << " " << id;
    }
  }
}

TEST_F(HostileTest, WhatOutlivesItsCaseChangesNoOther) {
  const Adopter adopter;
  const Verdicts before = Run("outlives_its_case", {});
  EXPECT_TRUE(std::any_of(before.begin(), before.end(),
                          [](const auto& each) { return each.second == Verdict::kCrash; }));
  EXPECT_EQ(Differences(before, Run("outlives_its_case", {{"OUTLIVES", "1500"}})), "");
}

}  // namespace
}  // namespace wtsconform
