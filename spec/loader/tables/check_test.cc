#include "spec/loader/tables/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using testing::CaseWith;
using ::testing::HasSubstr;
using testing::kCloseH;
using testing::kControlH;
using testing::kOpenF;
using testing::kOpenH;
using testing::kUseH;
using ::testing::StartsWith;

constexpr char kFailH[] = R"(call = "probe", on = "h", expect = "failure")";
constexpr char kFailF[] = R"(call = "probe", on = "f", expect = "failure")";

// Steps start in line 6, one in each line.
std::string RefusalByModel(std::string_view clause, const std::vector<std::string>& steps) {
  return testing::RefusalOfCases(CaseWith(clause, steps));
}

constexpr char kFollows[] = "(accepted)";

TEST(CheckAgainstModel, AcceptsWhatFollows) {
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kControlH, kUseH, kCloseH, kFailH}), kFollows);
  EXPECT_EQ(RefusalByModel("OPEN-4", {kOpenH, kControlH, kOpenF, kFailF, kCloseH}), kFollows);
}

TEST(CheckAgainstModel, RefusesAHandleThatNobodyOpened) {
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, R"(close = "hh")"}),
            "cases/t.toml:7:1: t/a: no step before this one opens the handle \"hh\" (did you mean "
            "\"h\"?)");
  EXPECT_EQ(RefusalByModel("USE-1", {R"(call = "probe", on = "curent", as = "before")"}),
            "cases/t.toml:6:1: t/a: no step before this one opens the handle \"curent\" (did you "
            "mean \"current\"?)");
  for (const char* step : {R"(not-null = "g")", R"(differ = ["h", "g"])", R"(differ = ["g", "h"])",
                           R"(misuse = "probe", on = "g")", R"(control = "probe", on = "g")",
                           R"(close-many = "g", order = "reverse", judging = "open", )"
                           R"(checking = "probe")",
                           R"(open = "f", by = "WTSOpenServerW", server = "other", unlike = "g")",
                           R"(begin = "WTSWaitSystemEvent.All", on = "g", as = "w")"}) {
    EXPECT_EQ(RefusalByModel("OPEN-1", {kOpenH, step}),
              "cases/t.toml:7:1: t/a: no step before this one opens the handle \"g\"")
        << step;
  }
}

TEST(CheckAgainstModel, RefusesAWaitReleasedThroughNothing) {
  EXPECT_EQ(
      RefusalByModel("WAIT-1", {kOpenH, R"(begin = "WTSWaitSystemEvent.All", on = "h", as = "w")",
                                R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "g")"}),
      "cases/t.toml:8:1: t/a: no step before this one opens the handle \"g\"");
}

// The interpreter would look for a handle that is not there.
TEST(CheckAgainstModel, RefusesToOpenUnlikeItself) {
  EXPECT_EQ(RefusalByModel("OPEN-1", {R"(open = "h", by = "WTSOpenServerW", server = "reachable", )"
                                      R"(unlike = "h")"}),
            "cases/t.toml:6:1: t/a: no step before this one opens the handle \"h\"");
}

TEST(CheckAgainstModel, RefusesToOpenAndCloseFailedOpens) {
  EXPECT_EQ(RefusalByModel("OPEN-4", {kOpenH, R"(open = "f", by = "WTSOpenServerW", )"
                                              R"(server = "unreachable", unlike = "h")"}),
            "cases/t.toml:7:1: t/a: unlike: what is opened too often gets closed, and a failed "
            "open must not be");
}

TEST(CheckAgainstModel, CurrentIsNoNameOfAHandle) {
  EXPECT_EQ(RefusalByModel("CLOSE-2", {R"(value = "current", is = 0)", R"(close = "current")"}),
            "cases/t.toml:6:1: t/a: \"current\" cannot be the name of a handle");
  EXPECT_EQ(RefusalByModel("OPEN-1", {R"(open = "", by = "WTSOpenServerW", server = "reachable")"}),
            "cases/t.toml:6:1: t/a: \"\" cannot be the name of a handle");
  for (const char* step : {R"(not-null = "current")", R"(misuse = "probe", on = "current")",
                           R"(differ = ["h", "current"])"}) {
    EXPECT_EQ(RefusalByModel("OPEN-1", {kOpenH, step}),
              "cases/t.toml:7:1: t/a: \"current\" cannot stand here: no step opened it");
  }
}

TEST(CheckAgainstModel, RefusesExpectationsThatContradict) {
  const std::string end = ", which the life of the handle does not give";
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kControlH, kFailH}),
            "cases/t.toml:8:1: t/a: expects failure of \"h\"" + end);
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kControlH, kCloseH, kUseH}),
            "cases/t.toml:9:1: t/a: expects success of \"h\"" + end);
  EXPECT_EQ(RefusalByModel("OPEN-4", {kOpenF, R"(call = "probe", on = "f", expect = "success")"}),
            "cases/t.toml:7:1: t/a: expects success of \"f\"" + end);
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, R"(control = "probe", on = "h", as = "it")", kCloseH,
                                       R"(call = "probe", on = "h", expect = "as it")"}),
            "cases/t.toml:9:1: t/a: expects as it of \"h\"" + end);
  EXPECT_EQ(RefusalByModel("USE-2", {kOpenH, kControlH, kCloseH,
                                     R"(call = "WTSEnumerateProcessesExA.BadLevel", on = "h", )"
                                     R"(expect = "documented failure")"}),
            "cases/t.toml:9:1: t/a: expects documented failure of \"h\"" + end);
}

// No page says what becomes of other names; a value that nobody opened is nothing at all.
TEST(CheckAgainstModel, RefusesToExpectWhereThePagesAreSilent) {
  EXPECT_THAT(
      RefusalByModel("OPEN-1", {R"(open = "h", by = "WTSOpenServerW", server = "dot")", kUseH}),
      StartsWith("cases/t.toml:7:1: t/a: expects success of \"h\""));
  EXPECT_THAT(
      RefusalByModel("OPEN-4", {R"(open = "h", by = "WTSOpenServerW", server = "null")", kFailH}),
      StartsWith("cases/t.toml:7:1: t/a: expects failure of \"h\""));
  EXPECT_THAT(RefusalByModel("CLOSE-2", {R"(value = "h", is = 5)", kFailH}),
              StartsWith("cases/t.toml:7:1: t/a: expects failure of \"h\""));
  EXPECT_EQ(testing::RefusalOfCases(
                "[[case]]\nid = \"t/a\"\nclause = \"EX-2\"\ntitle = \"\"\nneeds = \"a host\"\n"
                "steps = [{ open = \"h\", by = \"WTSOpenServerExW\", server = \"null\" }, "
                "{ call = \"probe\", on = \"h\", expect = \"success\" }]\n"),
            kFollows);
}

// That it is a handle all the same, a control shows; from then on it is as any other.
TEST(CheckAgainstModel, AControlShowsThatAnotherNameGaveAHandle) {
  constexpr char kRespelled[] = R"(open = "h", by = "WTSOpenServerW", server = "respelled")";
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kRespelled, kControlH, kCloseH, kFailH}), kFollows);
  EXPECT_THAT(RefusalByModel("CLOSE-6", {kRespelled, kCloseH, kFailH}),
              StartsWith("cases/t.toml:7:1: t/a: a required case closes \"h\""));
  EXPECT_THAT(RefusalByModel("CLOSE-6", {kRespelled, kControlH, kCloseH, kControlH}),
              HasSubstr("a control needs a live handle"));
}

TEST(CheckAgainstModel, RefusesAControlOnADeadHandle) {
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kCloseH, kControlH}),
            "cases/t.toml:8:1: t/a: a control needs a live handle, \"h\" is not");
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kCloseH,
                                       R"(begin = "WTSWaitSystemEvent.All", on = "h", as = "w")"}),
            "cases/t.toml:8:1: t/a: a wait needs a live handle, \"h\" is not");
}

TEST(CheckAgainstModel, RefusesUnlawfulClosesInRequiredCases) {
  const std::string end = ", which is not open here (CLOSE-2)";
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kControlH, kCloseH, kCloseH, kFailH}),
            "cases/t.toml:9:1: t/a: a required case closes \"h\"" + end);
  EXPECT_EQ(RefusalByModel("USE-1", {R"(close = "current")"}),
            "cases/t.toml:6:1: t/a: a required case closes \"current\"" + end);
  EXPECT_EQ(RefusalByModel("OPEN-4", {kOpenF, R"(close = "f")"}),
            "cases/t.toml:7:1: t/a: a required case closes \"f\"" + end);
  EXPECT_EQ(RefusalByModel("OPEN-1", {R"(value = "g", is = 5)", R"(close = "g")"}),
            "cases/t.toml:7:1: t/a: a required case closes \"g\"" + end);
  EXPECT_EQ(RefusalByModel("OPEN-1",
                           {R"(at-exit = "h")", kOpenH, kUseH, kCloseH, R"(exit = "normally")"}),
            "cases/t.toml:10:1: t/a: a required case closes \"h\"" + end);
}

TEST(CheckAgainstModel, RobustnessMayBreakTheCallersRules) {
  EXPECT_EQ(RefusalByModel("CLOSE-7", {kOpenH, kCloseH, kCloseH}), kFollows);
  EXPECT_EQ(RefusalByModel("CLOSE-3", {R"(close = "current")"}), kFollows);
  EXPECT_EQ(RefusalByModel("CLOSE-2", {kOpenF, R"(close = "f")"}), kFollows);
  EXPECT_EQ(RefusalByModel("CLOSE-4", {R"(at-exit = "h")", kOpenH, R"(exit = "normally")"}),
            kFollows);
}

TEST(CheckAgainstModel, TheHandleClosedAtExitMustBeOpened) {
  EXPECT_EQ(RefusalByModel("CLOSE-4", {R"(at-exit = "h")", R"(exit = "normally")"}),
            "cases/t.toml:7:1: t/a: no step before this one opens the handle \"h\"");
  EXPECT_EQ(RefusalByModel("CLOSE-4", {R"(at-exit = "current")", R"(exit = "normally")"}),
            "cases/t.toml:7:1: t/a: \"current\" cannot stand here: no step opened it");
}

TEST(CheckAgainstModel, RefusesToMisuseAHandleThatIsNotClosed) {
  EXPECT_EQ(RefusalByModel("USE-5", {kOpenH, R"(misuse = "WTSVirtualChannelOpen", on = "h")"}),
            "cases/t.toml:7:1: t/a: misuse is of a closed handle, \"h\" is none");
  EXPECT_EQ(RefusalByModel("USE-5", {kOpenF, R"(misuse = "WTSVirtualChannelOpen", on = "f")"}),
            "cases/t.toml:7:1: t/a: misuse is of a closed handle, \"f\" is none");
}

// CURRENT is compared with itself: some implementations answer nothing on it.
TEST(CheckAgainstModel, RefusesToDemandOfCurrent) {
  const std::string rule =
      "CURRENT need not work at all, it must stay as it was: remember an answer before, and write "
      "expect = \"as LABEL\"; \"unlike LABEL\" is for the answer of another server, \"documented "
      "failure\" for after a control on CURRENT";
  for (const char* expect : {"success", "failure", "documented failure"}) {
    EXPECT_EQ(RefusalByModel("USE-1", {"call = \"probe\", on = \"current\", expect = \"" +
                                       std::string(expect) + "\""}),
              "cases/t.toml:6:1: t/a: " + rule);
  }
  EXPECT_EQ(RefusalByModel("USE-1", {R"(call = "probe", on = "current", as = "it")",
                                     R"(call = "probe", on = "current", expect = "unlike it")"}),
            "cases/t.toml:7:1: t/a: " + rule);
  EXPECT_EQ(
      RefusalByModel("USE-9", {R"(control = "WTSEnumerateProcessesExW.Level0", on = "current")",
                               R"(call = "WTSEnumerateProcessesExW.BadLevel", on = "current", )"
                               R"(expect = "documented failure")"}),
      kFollows);
}

// "It fails" shows nothing of a call that never works.
TEST(CheckAgainstModel, RefusesAFailureWithoutAControl) {
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kCloseH, kFailH}),
            "cases/t.toml:8:1: t/a: that probe fails shows nothing, because no step makes the same "
            "call on a live handle: add a control");
  EXPECT_THAT(
      RefusalByModel("CLOSE-6",
                     {kOpenH, R"(control = "WTSEnumerateSessionsW", on = "current")", kCloseH,
                      R"(call = "WTSEnumerateSessionsW", on = "h", )"
                      R"(expect = "failure")"}),
      StartsWith("cases/t.toml:9:1: t/a: that WTSEnumerateSessionsW fails shows nothing"));
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kCloseH, kFailH,
                                       R"(open = "g", by = "WTSOpenServerW", server = "reachable")",
                                       R"(control = "probe", on = "g")"}),
            kFollows)
      << "the control may come later";
}

TEST(CheckAgainstModel, ManyHandlesAreClosedTogether) {
  const char kMany[] = R"(many = "h", count = 3, by = "WTSOpenServerW", server = "reachable", )"
                       R"(checking = "probe")";
  const char kCloseMany[] =
      R"(close-many = "h", order = "reverse", judging = "closed", checking = "probe")";
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kMany, kCloseMany}), kFollows);
  const std::string rule = "what \"many\" opened is closed by \"close-many\", and nothing else is";
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kMany, kCloseH}), "cases/t.toml:7:1: t/a: " + rule);
  EXPECT_EQ(RefusalByModel("CLOSE-6", {kOpenH, kCloseMany}), "cases/t.toml:7:1: t/a: " + rule);
  EXPECT_EQ(
      RefusalByModel("CLOSE-6", {kMany, kCloseMany, kCloseMany}),
      "cases/t.toml:8:1: t/a: a required case closes \"h\", which is not open here (CLOSE-2)");
}

// Each branch has names of its own, but a handle from before it is closed for everybody.
TEST(CheckAgainstModel, BranchesShareHandlesFromBefore) {
  EXPECT_EQ(RefusalByModel("GAP-08", {kOpenH, kControlH,
                                      "parallel = [[{ " + std::string(kUseH) + " }], [{ " +
                                          kCloseH + " }]], times = 1",
                                      kFailH}),
            kFollows);
  EXPECT_EQ(RefusalByModel("GAP-08", {"parallel = [[{ " + std::string(kOpenH) + " }], [{ " + kUseH +
                                      " }]], times = 1"}),
            "cases/t.toml:6:79: t/a: no step before this one opens the handle \"h\"");
  EXPECT_EQ(RefusalByModel("GAP-08",
                           {"parallel = [[{ " + std::string(kOpenH) + " }]], times = 1", kUseH}),
            "cases/t.toml:7:1: t/a: no step before this one opens the handle \"h\"");
}

}  // namespace
}  // namespace wtsconform
