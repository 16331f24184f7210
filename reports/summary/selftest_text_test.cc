#include "reports/summary/selftest_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

DefectResult Defect(const std::string& name) {
  DefectResult defect;
  defect.name = name;
  defect.text = "What it does.";
  defect.clause = "CLOSE-6";
  defect.level = "required";
  defect.applied = true;
  return defect;
}

SelftestResults SomeDefects() {
  SelftestResults selftest;
  selftest.tool = {"0.1.0", "abc"};
  selftest.cases = 1;
  selftest.choices = 2;
  selftest.choice_cases = 2;
  DefectResult killed = Defect("stale-accepted");
  killed.killed = true;
  killed.example = "close/x";
  killed.example_verdict = "deviation";
  killed.kills = {{"CLOSE-6", {4, 3, 1}}, {"EX-6", {9, 1, 0}}, {"USE-1", {9, 0, 0}}};
  DefectResult by_history = Defect("twice");
  by_history.history = "open, close";
  DefectResult off = Defect("off");
  off.applied = false;
  selftest.defects = {killed, by_history, Defect("lives"), off};
  selftest.problems = {"a gate"};
  return selftest;
}

TEST(SelftestText, SaysWhatKilledEachDefect) {
  EXPECT_EQ(SelftestText(SomeDefects(), 1.5, {}),
            R"(defect          clause    level       killed by         cases of other clauses
stale-accepted  CLOSE-6   required    3 of 4 (+1)       EX-6 1
twice           CLOSE-6   required    a history only
lives           CLOSE-6   required    SURVIVED
off             CLOSE-6   required    NOT APPLIED

(+N): N more cases were not run, because the first ones of their row hung.
1 of 4 defects killed by a case of their clause and level, 1 by a short history only; 2 permitted choices of the mock (none, each variant, each pair) over 2 cases: 0 false accusations; 1.5 s
FAILED: a gate
)");
}

TEST(SelftestText, IsMarkdownToo) {
  EXPECT_THAT(SelftestMarkdown(SomeDefects()),
              AllOf(HasSubstr("wtsconform 0.1.0 (abc), 1 case."), HasSubstr("* **failed**: a gate"),
                    HasSubstr("| stale-accepted | What it does. | CLOSE-6 | required | 3 of 4 (+1) "
                              "| `close/x` (deviation) | EX-6 1 |"),
                    HasSubstr("| a history only | open, close |")));
}

}  // namespace
}  // namespace wtsconform
