#include "spec/loader/tables/steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using testing::EmbeddedCatalogues;
using testing::RefusalOf;
using ::testing::StartsWith;

// Reads `steps = [...]` that start in the file's first line.
std::vector<Step> Read(const std::string& list) {
  const Value document = ParseToml("steps = " + list + "\n", "t.toml");
  const Value& steps = std::get<Table>(document.data).find("steps")->second;
  return ReadSteps(steps, {{"consumer", "WTSEnumerateSessionsW"}, {"n", "7"}, {"word", "x"}},
                   EmbeddedCatalogues().functions);
}

Step One(const std::string& step) { return Read("[{ " + step + " }]").at(0); }

std::string RefusalOfStep(const std::string& step) {
  return RefusalOf([&step] { Read("[{ " + step + " }]"); });
}

TEST(ReadSteps, ReadsHandles) {
  const Step open =
      One(R"(open = "h", by = "WTSOpenServerExA", server = "other", unlike = "g", thread = "t")");
  EXPECT_EQ(open.verb, Verb::kOpen);
  EXPECT_EQ(open.name, "h");
  EXPECT_EQ(open.call, "WTSOpenServerExA");
  EXPECT_EQ(open.server, "other");
  EXPECT_EQ(open.unlike, "g");
  EXPECT_EQ(open.thread, "t");
  EXPECT_EQ(open.where.line, 1);
  EXPECT_EQ(One(R"(close = "h")").verb, Verb::kClose);
  EXPECT_EQ(One(R"(value = "g", is = -1)").number, -1);
  EXPECT_EQ(One(R"(value = "g", is = "{n}")").number, 7);
  EXPECT_EQ(One(R"(differ = ["a", "b"])").other, "b");
  EXPECT_EQ(One(R"(compare = ["a", "b"])").name, "a");
}

TEST(ReadSteps, ReadsCalls) {
  const Step call = One(R"(call = "{consumer}", on = "h", expect = "as it", as = "then")");
  EXPECT_EQ(call.verb, Verb::kCall);
  EXPECT_EQ(call.call, "WTSEnumerateSessionsW");
  EXPECT_EQ(call.other, "h");
  EXPECT_EQ(call.expect, "as it");
  EXPECT_EQ(call.label, "then");
  EXPECT_FALSE(call.observe);
  EXPECT_FALSE(call.dword.has_value());
  EXPECT_TRUE(One(R"(call = "probe", on = "h", observe = true)").observe);
  EXPECT_EQ(One(R"(control = "{consumer}", on = "h", keep = "b")").keep, "b");
  EXPECT_EQ(One(R"(control = "WTSVirtualChannelOpen", on = "current", bind = "c")").bind, "c");
  EXPECT_EQ(One(R"(misuse = "probe", on = "h")").verb, Verb::kMisuse);
  EXPECT_EQ(One(R"(call = "WTSEnumerateProcessesExA.BadLevel", on = "h", )"
                R"(expect = "documented failure", dword = 1)")
                .dword,
            1u);
}

TEST(ReadSteps, ReadsTheOthers) {
  EXPECT_EQ(One("sleep = 20").number, 20);
  EXPECT_EQ(One(R"(free = "b")").call, "");
  EXPECT_EQ(One(R"(free = "b", by = "WTSFreeMemory")").call, "WTSFreeMemory");
  const Step many = One(R"(many = "h", count = 3, by = "WTSOpenServerW", server = "reachable", )"
                        R"(checking = "probe")");
  EXPECT_EQ(many.number, 3);
  EXPECT_EQ(many.checking, "probe");
  EXPECT_TRUE(One(R"(close-many = "h", order = "reverse", judging = "closed", checking = "probe")")
                  .judges_closed);
  EXPECT_EQ(
      One(R"(churn = 5, by = "WTSOpenServerW", server = "reachable", checking = "probe")").number,
      5);
  EXPECT_EQ(One(R"(begin = "WTSWaitSystemEvent.All", on = "h", as = "w")").name, "w");
  EXPECT_EQ(One(R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", dword = 0x80000000)")
                .dword,
            0x80000000u);
  EXPECT_TRUE(
      One(R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", must = true)").must);
  EXPECT_EQ(One(R"(end = "w", within = 50)").number, 50);
  EXPECT_EQ(One(R"(pending = "w", after = 50)").number, 50);
  const Step parallel =
      One(R"(parallel = [[{ close = "h" }, { sleep = 1 }], [{ close = "g" }]], times = 2)");
  ASSERT_EQ(parallel.branches.size(), 2u);
  EXPECT_EQ(parallel.branches[0].size(), 2u);
  EXPECT_EQ(parallel.number, 2);
}

TEST(ReadSteps, EachStandsForACallOfEveryMember) {
  const auto steps = Read(R"([{ each = "inspect", steps = [{ call = "{each}", on = "h" },
                                                           { sleep = 1 }] }])");
  ASSERT_EQ(steps.size(), 4u);
  EXPECT_EQ(steps[0].call, "WTSEnumerateSessionsW");
  EXPECT_EQ(steps[2].call, "WTSEnumerateProcessesW");
  EXPECT_TRUE(steps[2].optional);
}

TEST(ReadSteps, RefusesWhatIsNoListOfSteps) {
  EXPECT_EQ(RefusalOf([] { Read("5"); }), "t.toml:1:9: steps must be a list of tables");
  EXPECT_EQ(RefusalOf([] { Read("[]"); }), "t.toml:1:9: steps must be a list of tables");
  EXPECT_EQ(RefusalOf([] { Read("{ sleep = 1 }"); }), "t.toml:1:9: steps must be a list of tables");
  EXPECT_EQ(RefusalOf([] { Read("[\"close\"]"); }),
            "t.toml:1:10: a step must be a table of keys and values");
}

TEST(ReadSteps, RefusesAnUnknownVerb) {
  EXPECT_THAT(RefusalOfStep(R"(opne = "h", by = "WTSOpenServerW", server = "reachable")"),
              StartsWith("t.toml:1:10: this step has no verb (did you mean \"open\"?); the verbs "
                         "are: each, open, close, value, call, control, misuse, "));
  EXPECT_THAT(RefusalOfStep(""), StartsWith("t.toml:1:10: this step has no verb; the verbs are: "));
}

TEST(ReadSteps, RefusesTwoVerbs) {
  EXPECT_EQ(RefusalOfStep(R"(open = "h", close = "h")"),
            "t.toml:1:10: a step has one verb, here are \"open\" and \"close\"");
}

TEST(ReadSteps, RefusesUnknownAndMissingKeys) {
  EXPECT_EQ(RefusalOfStep(R"(close = "h", thred = "t")"),
            "t.toml:1:33: a step has no key \"thred\" (did you mean \"thread\"?)");
  EXPECT_EQ(RefusalOfStep(R"(call = "probe")"), "t.toml:1:10: a step needs the key \"on\"");
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", keep = "b")"),
            "t.toml:1:45: a step has no key \"keep\"");
  EXPECT_EQ(RefusalOfStep(R"(control = "probe", on = "h", expect = "success")"),
            "t.toml:1:50: a step has no key \"expect\"");
  EXPECT_EQ(RefusalOfStep(R"(each = "inspect", steps = [{ sleep = 1 }], thread = "t")"),
            "t.toml:1:64: a step has no key \"thread\"");
  EXPECT_EQ(RefusalOfStep(R"(value = "g")"), "t.toml:1:10: a step needs the key \"is\"");
}

TEST(ReadSteps, RefusesUnknownCalls) {
  EXPECT_EQ(RefusalOfStep(R"(call = "WTSEnumerateSesionsW", on = "h")"),
            "t.toml:1:19: call: functions.toml has no call \"WTSEnumerateSesionsW\" (did you mean "
            "\"WTSEnumerateSessionsW\"?)");
  EXPECT_EQ(RefusalOfStep(R"(control = "WTSEnumerateProcessesExA", on = "h")"),
            "t.toml:1:22: control: functions.toml has no call \"WTSEnumerateProcessesExA\" (did "
            "you mean \"WTSEnumerateProcessesA\"?)");
}

// Such calls would do their work behind the back of the lifecycle model.
TEST(ReadSteps, RefusesCallsThatTakeNoServerHandle) {
  EXPECT_EQ(RefusalOfStep(R"(call = "WTSCloseServer", on = "h")"),
            "t.toml:1:19: call: write { close = HANDLE }, so that the close is counted");
  EXPECT_EQ(RefusalOfStep(R"(misuse = "WTSOpenServerW", on = "h")"),
            "t.toml:1:21: misuse: WTSOpenServerW takes no server handle");
}

TEST(ReadSteps, RefusesFunctionsThatDoNotFit) {
  EXPECT_EQ(RefusalOfStep(R"(open = "h", by = "WTSOpenSeverW", server = "reachable")"),
            "t.toml:1:29: by: \"WTSOpenSeverW\" is no function that fits here (did you mean "
            "\"WTSOpenServerW\"?)");
  EXPECT_EQ(RefusalOfStep(R"(open = "h", by = "WTSCloseServer", server = "reachable")"),
            "t.toml:1:29: by: \"WTSCloseServer\" is no function that fits here");
  EXPECT_EQ(RefusalOfStep(R"(free = "b", by = "WTSFreMemory")"),
            "t.toml:1:29: by: \"WTSFreMemory\" is no function that fits here (did you mean "
            "\"WTSFreeMemory\"?)");
}

TEST(ReadSteps, RefusesAnUnknownKindOfServer) {
  EXPECT_EQ(RefusalOfStep(R"(open = "h", by = "WTSOpenServerW", server = "rechable")"),
            "t.toml:1:56: server: \"rechable\" is no kind of server (did you mean \"reachable\"?)");
}

TEST(ReadSteps, RefusesAnUnknownExpectation) {
  const std::string all =
      "t.toml:1:47: expect: write success, failure, \"documented failure\", \"as LABEL\" or "
      "\"unlike LABEL\"";
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", expect = "succes")"), all);
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", expect = "before")"), all);
}

TEST(ReadSteps, RefusesADwordThatIsNotLookedAt) {
  const std::string rule =
      "dword: belongs to a \"documented failure\" of a call that stores a DWORD";
  EXPECT_EQ(
      RefusalOfStep(R"(call = "WTSEnumerateProcessesExA.BadLevel", on = "h", expect = "failure", )"
                    R"(dword = 1)"),
      "t.toml:1:94: " + rule);
  EXPECT_EQ(RefusalOfStep(R"(call = "WTSUnRegisterSessionNotificationEx", on = "h", )"
                          R"(expect = "documented failure", dword = 1)"),
            "t.toml:1:106: " + rule);
}

TEST(ReadSteps, RefusesToKeepOrBindWhatDoesNotCome) {
  EXPECT_EQ(
      RefusalOfStep(R"(control = "WTSUnRegisterSessionNotificationEx", on = "h", keep = "b")"),
      "t.toml:1:77: keep: WTSUnRegisterSessionNotificationEx yields no buffer that is known "
      "to be freed");
  EXPECT_EQ(RefusalOfStep(R"(control = "probe", on = "h", keep = "b")"),
            "t.toml:1:48: keep: probe yields no buffer that is known to be freed");
  EXPECT_EQ(RefusalOfStep(R"(control = "WTSEnumerateSessionsW", on = "h", bind = "c")"),
            "t.toml:1:64: bind: WTSEnumerateSessionsW returns no handle");
}

TEST(ReadSteps, RefusesNumbersThatAreNone) {
  EXPECT_EQ(RefusalOfStep(R"(sleep = "soon")"), "t.toml:1:20: sleep: \"soon\" is no number");
  EXPECT_EQ(RefusalOfStep(R"(sleep = "{word}")"), "t.toml:1:20: sleep: \"x\" is no number");
  EXPECT_EQ(RefusalOfStep(R"(sleep = "")"), "t.toml:1:20: sleep: \"\" is no number");
  EXPECT_EQ(RefusalOfStep(R"(sleep = true)"), "t.toml:1:20: sleep: must be a text");
}

TEST(ReadSteps, RefusesNumbersOutOfRange) {
  EXPECT_EQ(RefusalOfStep("sleep = -1"), "t.toml:1:20: sleep: -1 is not between 0 and 10000");
  EXPECT_EQ(RefusalOfStep(R"(end = "w", within = 10001)"),
            "t.toml:1:32: within: 10001 is not between 0 and 10000");
  EXPECT_EQ(RefusalOfStep(R"(many = "h", count = 1)"),
            "t.toml:1:32: count: 1 is not between 2 and 1000000");
  EXPECT_EQ(RefusalOfStep(R"(parallel = [[{ sleep = 1 }]], times = 0)"),
            "t.toml:1:50: times: 0 is not between 1 and 1000000");
  EXPECT_EQ(RefusalOfStep("churn = 0"), "t.toml:1:20: churn: 0 is not between 1 and 1000000");
  EXPECT_EQ(RefusalOfStep("resources = 1000001"),
            "t.toml:1:24: resources: 1000001 is not between 1 and 1000000");
  EXPECT_EQ(
      RefusalOfStep(R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", dword = -1)"),
      "t.toml:1:80: dword: -1 is not between 0 and 4294967295");
}

TEST(ReadSteps, RefusesWordsThatMeanNothing) {
  EXPECT_EQ(
      RefusalOfStep(R"(close-many = "h", order = "random", judging = "open", checking = "probe")"),
      "t.toml:1:38: order: write \"in order\", \"reverse\" or \"shuffled\"");
  EXPECT_EQ(
      RefusalOfStep(R"(close-many = "h", order = "reverse", judging = "all", checking = "probe")"),
      "t.toml:1:59: judging: write \"open\" or \"closed\": which handles the case is about");
  EXPECT_EQ(RefusalOfStep(R"(exit = "abort")"), "t.toml:1:19: exit: write \"normally\"");
  EXPECT_EQ(RefusalOfStep(R"(differ = ["a"])"), "t.toml:1:21: differ: takes a list of two handles");
}

TEST(ReadSteps, RefusesToWaitWithACallThatDoesNotBlock) {
  EXPECT_EQ(RefusalOfStep(R"(begin = "WTSWaitSystemEvent.Flush", on = "h", as = "w")"),
            "t.toml:1:20: begin: WTSWaitSystemEvent.Flush does not block: it is not in the group "
            "\"wait\"");
  EXPECT_THAT(RefusalOfStep(R"(begin = "probe", on = "h", as = "w")"),
              StartsWith("t.toml:1:20: begin: probe does not block"));
}

TEST(ReadSteps, RefusesParallelStepsThatAreNone) {
  EXPECT_EQ(RefusalOfStep("parallel = [], times = 1"),
            "t.toml:1:23: parallel: takes a list of lists of steps");
  EXPECT_EQ(RefusalOfStep("parallel = 5, times = 1"),
            "t.toml:1:23: parallel: takes a list of lists of steps");
  EXPECT_EQ(RefusalOfStep("parallel = [[]], times = 1"),
            "t.toml:1:24: steps must be a list of tables");
  EXPECT_EQ(RefusalOfStep("parallel = [{ sleep = 1 }], times = 1"),
            "t.toml:1:24: steps must be a list of tables");
}

TEST(ReadSteps, RefusesEachOfNothing) {
  EXPECT_EQ(RefusalOfStep(R"(each = "inspct", steps = [{ sleep = 1 }])"),
            "t.toml:1:19: each: there is no group \"inspct\" (did you mean \"inspect\"?)");
  EXPECT_EQ(RefusalOfStep(R"(each = "inspect")"), "t.toml:1:10: a step needs the key \"steps\"");
  EXPECT_EQ(RefusalOfStep(R"(each = "inspect", steps = [])"),
            "t.toml:1:38: steps must be a list of tables");
  const FunctionCatalogue functions(
      "[groups]\ng = \"none yet\"\n[[function]]\nname = \"F\"\nrole = \"other\"\n", "f.toml");
  const Value document = ParseToml("steps = [{ each = \"g\", steps = [{ sleep = 1 }] }]", "t.toml");
  EXPECT_EQ(RefusalOf([&] {
              ReadSteps(std::get<Table>(document.data).find("steps")->second, {}, functions);
            }),
            "t.toml:1:19: each: the group \"g\" is empty");
}

TEST(ReadSteps, RefusesADanglingPlaceholder) {
  EXPECT_EQ(RefusalOfStep(R"(call = "{consmer}", on = "h")"),
            "t.toml:1:10: the placeholder {consmer} is filled by no key of \"for\" (did you mean "
            "\"consumer\"?)");
  EXPECT_THAT(RefusalOfStep(R"(call = "{each}", on = "h")"),
              StartsWith("t.toml:1:10: the placeholder {each} is filled by no key"));
}

}  // namespace
}  // namespace wtsconform
