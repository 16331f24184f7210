#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/check.h"
#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;

using testing::CaseWith;
using testing::kCloseH;
using testing::kControlH;
using testing::kOpenH;
using testing::kUseH;

constexpr char kAccepted[] = "(accepted)";
constexpr char kBeginW[] = R"(begin = "WTSWaitSystemEvent.All", on = "h", as = "w")";
constexpr char kReleaseW[] =
    R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", must = true)";
constexpr char kKeepB[] = R"(control = "WTSEnumerateSessionsW", on = "h", keep = "b")";
constexpr char kReadB[] = R"(read = "b")";
constexpr char kFreeB[] = R"(free = "b")";

// Steps start in line 6, one in each line.
std::string RefusalOfForm(std::string_view clause, const std::vector<std::string>& steps) {
  return testing::RefusalOfCases(CaseWith(clause, steps));
}

std::string AsLabel(const std::string& label) {
  return "call = \"probe\", on = \"h\", expect = \"as " + label + "\"";
}

TEST(CheckForm, RefusesALabelThatNobodyRemembered) {
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, R"(control = "probe", on = "h", as = "before")",
                                    AsLabel("befor")}),
            "cases/t.toml:8:1: t/a: no probe before this one is remembered as \"befor\" (did you "
            "mean \"before\"?)");
  EXPECT_EQ(RefusalOfForm("OPEN-1",
                          {kOpenH, kControlH, R"(call = "probe", on = "h", expect = "unlike it")"}),
            "cases/t.toml:8:1: t/a: no probe before this one is remembered as \"it\"");
}

// The answers of two functions are never compared, so such an expectation would judge nothing.
TEST(CheckForm, RefusesALabelOfAnotherCall) {
  EXPECT_EQ(
      RefusalOfForm("USE-1", {kOpenH, R"(control = "WTSEnumerateSessionsW", on = "h", as = "it")",
                              AsLabel("it")}),
      "cases/t.toml:8:1: t/a: no probe before this one is remembered as \"it\"");
}

TEST(CheckForm, RefusesALabelTwiceForOneCall) {
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, R"(control = "probe", on = "h", as = "it")",
                                    R"(call = "probe", on = "h", as = "it")", AsLabel("it")}),
            "cases/t.toml:8:1: t/a: \"it\" is an earlier answer of probe; take another label");
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, R"(control = "probe", on = "h", as = "it")",
                                    R"(control = "WTSEnumerateSessionsW", on = "h", as = "it")",
                                    AsLabel("it")}),
            kAccepted);
}

TEST(CheckForm, FollowsBuffers) {
  EXPECT_EQ(RefusalOfForm("BUFFER-1", {kOpenH, kKeepB, kCloseH, kReadB, kFreeB}), kAccepted);
  const std::string none = "no control before this one keeps a buffer \"b\"";
  EXPECT_EQ(RefusalOfForm("BUFFER-1", {kOpenH, kReadB}), "cases/t.toml:7:1: t/a: " + none);
  EXPECT_EQ(RefusalOfForm("BUFFER-1", {kOpenH, kKeepB, kFreeB, kReadB}),
            "cases/t.toml:9:1: t/a: " + none);
  EXPECT_EQ(RefusalOfForm("BUFFER-1", {kOpenH, kKeepB, kFreeB, kFreeB}),
            "cases/t.toml:9:1: t/a: " + none);
  EXPECT_EQ(RefusalOfForm("BUFFER-1", {kOpenH, kKeepB, kKeepB}),
            "cases/t.toml:8:1: t/a: the buffer \"b\" is not yet freed");
  EXPECT_EQ(RefusalOfForm("BUFFER-1", {kOpenH, kKeepB, kFreeB, kKeepB, kFreeB}), kAccepted);
}

TEST(CheckForm, FollowsWaits) {
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kReleaseW}), kAccepted);
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kReleaseW}),
            "cases/t.toml:7:1: t/a: nothing began \"w\"");
  EXPECT_EQ(RefusalOfForm("GAP-06", {kOpenH, R"(end = "w", within = 5)"}),
            "cases/t.toml:7:1: t/a: nothing began \"w\"");
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kBeginW}),
            "cases/t.toml:8:1: t/a: \"w\" has begun already");
}

TEST(CheckForm, RefusesToReleaseAWaitThatMayNotBe) {
  const std::string refusable = std::string(kBeginW) + ", refusable = true";
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, refusable, kReleaseW}),
            "cases/t.toml:8:1: t/a: \"w\" may have been refused; only \"end\" can ask for it");
}

TEST(CheckForm, AWaitThatMustBeTakenJudges) {
  const std::string must = std::string(kBeginW) + ", must = true";
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, must}), kAccepted);
  EXPECT_EQ(RefusalOfForm("GAP-06", {kOpenH, must}),
            "cases/t.toml:7:1: t/a: GAP-06 is observed: its cases record, they expect nothing");
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, must + ", refusable = true"}),
            "cases/t.toml:7:1: t/a: what must be taken is not refusable");
}

TEST(CheckForm, AListIsComparedWithItsOtherFormOrItsOtherLevel) {
  const auto remembered = [](const std::string& call) {
    return R"(control = ")" + call + R"(", on = "h", as = "it")";
  };
  const std::string twin =
      R"(call = "WTSEnumerateProcessesExW.Level1", on = "h", expect = "twin it")";
  for (const std::string call :
       {"WTSEnumerateProcessesExA.Level1", "WTSEnumerateProcessesExW.Level0"}) {
    EXPECT_EQ(RefusalOfForm("OPEN-1", {kOpenH, remembered(call), twin}), kAccepted) << call;
  }
  EXPECT_THAT(
      RefusalOfForm("OPEN-1", {kOpenH, remembered("WTSEnumerateProcessesExA.Level0"), twin}),
      HasSubstr("is remembered as \"it\""));
}

TEST(CheckForm, OneWaitTakesTheThreadOfAnotherThatHasEnded) {
  const auto on_thread_of = [](const std::string& wait, const std::string& as) {
    return R"(begin = "WTSWaitSystemEvent.All", on = "h", as = ")" + as + R"(", thread_of = ")" +
           wait + "\"";
  };
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kReleaseW, on_thread_of("w", "v")}),
            kAccepted);
  const std::string problem = "t/a: no wait \"w\" was released whose thread could be taken";
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, on_thread_of("w", "v"), kReleaseW}),
            "cases/t.toml:8:1: " + problem);
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kReleaseW, on_thread_of("w", "v"),
                                     on_thread_of("w", "u")}),
            "cases/t.toml:10:1: " + problem);
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kReleaseW, on_thread_of("x", "v")}),
            "cases/t.toml:9:1: t/a: no wait \"x\" was released whose thread could be taken");
}

TEST(CheckForm, AWaitThatMustBePendingJudges) {
  const char kPending[] = R"(pending = "w", after = 5)";
  const char kMustBePending[] = R"(pending = "w", after = 5, must = true)";
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kMustBePending}), kAccepted);
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kPending}),
            "cases/t.toml:1:1: t/a: no step expects or records anything");
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kMustBePending}),
            "cases/t.toml:7:1: t/a: nothing began \"w\"");
}

// A wait that must end judges; one that need not is recorded.
TEST(CheckForm, TellsTheEndsOfWaitsApart) {
  const char kEnd[] = R"(end = "w", within = 5)";
  const char kMustEnd[] = R"(end = "w", within = 5, must = true)";
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kMustEnd}), kAccepted);
  EXPECT_EQ(RefusalOfForm("GAP-06", {kOpenH, kBeginW, kEnd}), kAccepted);
  EXPECT_EQ(RefusalOfForm("WAIT-1", {kOpenH, kBeginW, kEnd}),
            "cases/t.toml:8:1: t/a: WAIT-1 is not observed: recording decides nothing");
  EXPECT_EQ(RefusalOfForm("GAP-06", {kOpenH, kBeginW, kMustEnd}),
            "cases/t.toml:8:1: t/a: GAP-06 is observed: its cases record, they expect nothing");
}

TEST(CheckForm, FollowsThreads) {
  const std::string use_on_a = std::string(kUseH) + ", thread = \"abc\"";
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, use_on_a, R"(join = "abc")"}), kAccepted);
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, use_on_a, R"(join = "abd")"}),
            "cases/t.toml:8:1: t/a: no step before this one runs on a thread \"abd\" (did you mean "
            "\"abc\"?)");
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, use_on_a, R"(join = "abc")", R"(join = "abc")"}),
            "cases/t.toml:9:1: t/a: no step before this one runs on a thread \"abc\"");
}

TEST(CheckForm, RefusesMoreThreadsThanCanBeWatched) {
  std::vector<std::string> steps = {kOpenH};
  for (int i = 0; i < 21; ++i) {
    steps.push_back(std::string(kUseH) + ", thread = \"t" + std::to_string(i) + "\"");
  }
  EXPECT_EQ(RefusalOfForm("USE-1", steps),
            "cases/t.toml:27:1: t/a: this starts more than 20 threads");
}

TEST(CheckForm, RefusesStepsThatCannotStandInABranch) {
  const auto in_branch = [](const std::string& step) {
    return RefusalOfForm("GAP-08", {kOpenH, "parallel = [[{ " + step + " }]], times = 1"});
  };
  for (const std::string step :
       {R"(sleep = 1, thread = "t")", R"(join = "t")", kBeginW, kReleaseW, R"(at-exit = "h")",
        R"(exit = "normally")", R"(parallel = [[{ sleep = 1 }]], times = 1)"}) {
    EXPECT_EQ(in_branch(step),
              "cases/t.toml:7:16: t/a: this cannot stand in a branch of \"parallel\", which is a "
              "thread by itself");
  }
}

// A branch does not see what was remembered outside, so nothing would be compared.
TEST(CheckForm, BranchesShareNoLabelsAndBuffers) {
  EXPECT_EQ(RefusalOfForm("GAP-08", {kOpenH, R"(control = "probe", on = "h", as = "it")",
                                     "parallel = [[{ " + AsLabel("it") + " }]], times = 1"}),
            "cases/t.toml:8:16: t/a: no probe before this one is remembered as \"it\"");
  EXPECT_EQ(
      RefusalOfForm("GAP-08", {kOpenH, kKeepB, R"(parallel = [[{ read = "b" }]], times = 1)"}),
      "cases/t.toml:8:16: t/a: no control before this one keeps a buffer \"b\"");
  EXPECT_EQ(
      RefusalOfForm("GAP-08", {kOpenH,
                               R"(parallel = [[{ control = "probe", on = "h", as = "it" }]], )"
                               R"(times = 1)",
                               AsLabel("it")}),
      "cases/t.toml:8:1: t/a: no probe before this one is remembered as \"it\"");
}

TEST(CheckForm, ExitIsTheEnd) {
  EXPECT_EQ(RefusalOfForm("CLOSE-4", {kOpenH, R"(exit = "normally")", kCloseH}),
            "cases/t.toml:8:1: t/a: no step can follow \"exit\"");
  EXPECT_EQ(RefusalOfForm("CLOSE-4", {R"(at-exit = "h")", kOpenH, kUseH}),
            "cases/t.toml:1:1: t/a: \"at-exit\" needs { exit = \"normally\" } at the end");
  EXPECT_EQ(RefusalOfForm("CLOSE-4", {R"(at-exit = "h")", R"(at-exit = "g")"}),
            "cases/t.toml:7:1: t/a: one handle at most is closed at exit");
}

TEST(CheckForm, RefusesACaseThatTellsNothing) {
  const std::string nothing = "cases/t.toml:1:1: t/a: no step expects or records anything";
  EXPECT_EQ(RefusalOfForm("USE-1", {kOpenH, kControlH, kCloseH}), nothing);
  EXPECT_EQ(RefusalOfForm("USE-3", {kOpenH, kControlH, kCloseH}), nothing);
}

TEST(CheckForm, ObservedCasesRecordAndTheOthersJudge) {
  EXPECT_EQ(RefusalOfForm("GAP-13", {kOpenH, R"(describe = "h")"}), kAccepted);
  EXPECT_EQ(RefusalOfForm("GAP-13", {kOpenH, kUseH}),
            "cases/t.toml:7:1: t/a: GAP-13 is observed: its cases record, they expect nothing");
  EXPECT_EQ(RefusalOfForm("GAP-13", {kOpenH, R"(not-null = "h")"}),
            "cases/t.toml:7:1: t/a: GAP-13 is observed: its cases record, they expect nothing");
  for (const std::string step : {R"(describe = "h")", R"(compare = ["h", "h"])",
                                 R"(call = "probe", on = "h", observe = true)"}) {
    EXPECT_EQ(RefusalOfForm("OPEN-1", {kOpenH, step}),
              "cases/t.toml:7:1: t/a: OPEN-1 is not observed: recording decides nothing");
  }
}

}  // namespace
}  // namespace wtsconform
