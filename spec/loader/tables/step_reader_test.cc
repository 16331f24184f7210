#include "spec/loader/tables/step_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using testing::EmbeddedCatalogues;
using testing::RefusalOf;
using ::testing::StartsWith;

// Reads `steps = [...]` that start in the file's first line.
std::vector<Step> Read(const std::string& list) {
  static std::list<Value> documents;  // they outlive the steps
  const Value& document = documents.emplace_back(ParseToml("steps = " + list + "\n", "t.toml"));
  const Value& steps = std::get<Table>(document.data).find("steps")->second;
  return ReadSteps(steps, {{"consumer", "WTSEnumerateSessionsW"}, {"n", "7"}, {"word", "x"}},
                   EmbeddedCatalogues().functions);
}

Step One(const std::string& step) { return Read("[{ " + step + " }]").at(0); }

// One step, whose verb is this.
template <typename Verb>
Verb As(const std::string& step) {
  return std::get<Verb>(One(step).action);
}

std::string RefusalOfStep(const std::string& step) {
  return RefusalOf([&step] { Read("[{ " + step + " }]"); });
}

TEST(ReadSteps, ReadsHandles) {
  const Step step =
      One(R"(open = "h", by = "WTSOpenServerExA", server = "other", unlike = "g", thread = "t")");
  const auto open = std::get<step::Open>(step.action);
  EXPECT_EQ(open.handle, "h");
  EXPECT_EQ(open.opener->name, "WTSOpenServerExA");
  EXPECT_EQ(open.server, "other");
  EXPECT_EQ(open.unlike, "g");
  EXPECT_EQ(step.thread, "t");
  EXPECT_EQ(step.where->line, 1);
  EXPECT_EQ(As<step::Close>(R"(close = "h")").handle, "h");
  EXPECT_EQ(As<step::FixedValue>(R"(value = "g", is = -1)").value, -1);
  EXPECT_EQ(As<step::FixedValue>(R"(value = "g", is = "{n}")").value, 7);
  EXPECT_EQ(As<step::Differ>(R"(differ = ["a", "b"])").other, "b");
  EXPECT_EQ(As<step::Compare>(R"(compare = ["a", "b"])").handle, "a");
}

TEST(ReadSteps, ReadsCalls) {
  const auto call =
      As<step::Call>(R"(call = "{consumer}", on = "h", expect = "as it", as = "then")");
  EXPECT_EQ(call.call.id(), "WTSEnumerateSessionsW");
  EXPECT_EQ(call.on, "h");
  EXPECT_EQ(call.expect.kind, step::Expectation::Kind::kAs);
  EXPECT_EQ(call.expect.label, "it");
  EXPECT_EQ(call.remember_as, "then");
  EXPECT_FALSE(call.observe);
  EXPECT_FALSE(call.dword.has_value());
  const auto probe = As<step::Call>(R"(call = "probe", on = "h", observe = true)");
  EXPECT_TRUE(probe.observe);
  EXPECT_TRUE(probe.call.is_probe());
  EXPECT_FALSE(probe.expect.any());
  EXPECT_EQ(As<step::Control>(R"(control = "{consumer}", on = "h", keep = "b")").keep, "b");
  EXPECT_EQ(
      As<step::Control>(R"(control = "WTSVirtualChannelOpen", on = "current", bind = "c")").bind,
      "c");
  EXPECT_EQ(As<step::Misuse>(R"(misuse = "probe", on = "h")").on, "h");
  const auto fails = As<step::Call>(R"(call = "WTSEnumerateProcessesExA.BadLevel", on = "h", )"
                                    R"(expect = "documented failure", dword = 1)");
  EXPECT_EQ(fails.dword, 1u);
}

TEST(ReadSteps, ReadsExpectationsAsTheyAreWritten) {
  for (const char* text : {"success", "failure", "documented failure", "as it", "unlike that"}) {
    const std::string step = R"(call = "probe", on = "h", expect = ")" + std::string(text) + "\"";
    EXPECT_EQ(As<step::Call>(step).expect.Text(), text);
  }
}

TEST(ReadSteps, ReadsMany) {
  const auto many = As<step::Many>(
      R"(many = "h", count = 3, by = "WTSOpenServerW", server = "reachable", checking = "probe")");
  EXPECT_EQ(many.handle, "h");
  EXPECT_EQ(many.count, 3);
  EXPECT_TRUE(many.checking.is_probe());
  const auto close = As<step::CloseMany>(
      R"(close-many = "h", order = "reverse", judging = "closed", checking = "probe")");
  EXPECT_TRUE(close.judges_closed);
  EXPECT_EQ(close.order, step::CloseMany::Order::kReverse);
  const auto churn = As<step::Churn>(
      R"(churn = 5, by = "WTSOpenServerW", server = "reachable", checking = "probe")");
  EXPECT_EQ(churn.count, 5);
  const auto opens = As<step::Opens>(
      R"(opens = 5, by = "WTSOpenServerW", server = "reachable", checking = "probe", held = true)");
  EXPECT_EQ(opens.count, 5);
  EXPECT_TRUE(opens.held);
}

TEST(ReadSteps, ReadsTheOthers) {
  EXPECT_EQ(As<step::Sleep>("sleep = 20").milliseconds, 20);
  EXPECT_EQ(As<step::FreeBuffer>(R"(free = "b")").by, nullptr);
  EXPECT_EQ(As<step::FreeBuffer>(R"(free = "b", by = "WTSFreeMemory")").by->name, "WTSFreeMemory");
  EXPECT_EQ(As<step::Begin>(R"(begin = "WTSWaitSystemEvent.All", on = "h", as = "w")").wait, "w");
  const auto begin = As<step::Begin>(
      R"(begin = "WTSWaitSystemEvent.All", on = "h", as = "w", must = true, thread_of = "v")");
  EXPECT_TRUE(begin.must);
  EXPECT_EQ(begin.thread_of, "v");
  const auto flagged = As<step::Release>(
      R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", dword = 0x80000000)");
  EXPECT_EQ(flagged.dword, 0x80000000u);
  EXPECT_TRUE(As<step::Release>(
                  R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", must = true)")
                  .must);
  EXPECT_EQ(As<step::End>(R"(end = "w", within = 50)").within, 50);
  EXPECT_EQ(As<step::Pending>(R"(pending = "w", after = 50)").after, 50);
  const auto parallel = As<step::Parallel>(
      R"(parallel = [[{ close = "h" }, { sleep = 1 }], [{ close = "g" }]], times = 2)");
  ASSERT_EQ(parallel.branches.size(), 2u);
  EXPECT_EQ(parallel.branches[0].size(), 2u);
  EXPECT_EQ(parallel.times, 2);
}

TEST(ReadSteps, EachStandsForACallOfEveryMember) {
  const auto steps = Read(R"([{ each = "inspect", steps = [{ call = "{each}", on = "h" },
                                                           { sleep = 1 }] }])");
  ASSERT_EQ(steps.size(), 4u);
  EXPECT_EQ(steps[0].As<step::Call>()->call.id(), "WTSEnumerateSessionsW");
  EXPECT_EQ(steps[2].As<step::Call>()->call.id(), "WTSEnumerateProcessesW");
  EXPECT_TRUE(steps[2].optional);
}

// What is asked of steps as such, whatever their verbs.
TEST(Steps, NameTheirCallsAndFunctions) {
  const auto names = [](const std::string& step) {
    std::string all;
    for (const Function* function : FunctionsOf(One(step))) all += function->name + " ";
    return all;
  };
  EXPECT_EQ(names(R"(call = "{consumer}", on = "h")"), "WTSEnumerateSessionsW ");
  EXPECT_EQ(names(R"(call = "probe", on = "h")"), "");
  EXPECT_EQ(names(R"(free = "b", by = "WTSFreeMemory")"), "WTSFreeMemory ");
  EXPECT_EQ(names(R"(churn = 5, by = "WTSOpenServerW", server = "reachable", )"
                  R"(checking = "WTSEnumerateProcessesW")"),
            "WTSOpenServerW WTSEnumerateProcessesW ");
  EXPECT_EQ(names("sleep = 1"), "");
}

TEST(Steps, AreVisitedInBranchesToo) {
  const auto steps = Read(R"([{ sleep = 1 },
                              { parallel = [[{ sleep = 2 }], [{ sleep = 4 }]], times = 9 },
                              { pending = "w", after = 8 }])");
  std::int64_t pause = 0;
  VisitSteps(steps, [&](const Step& step) { pause += PauseOf(step); });
  EXPECT_EQ(pause, 15);
  EXPECT_TRUE(AnyStep(steps, [](const Step& step) { return PauseOf(step) == 4; }));
  EXPECT_FALSE(AnyStep(steps, [](const Step& step) { return step.Is<step::Exit>(); }));
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
                         "are: each, walk, open, close, value, call, control, misuse, session, "));
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
      "t.toml:1:47: expect: write success, failure, \"documented failure\", listed, \"as LABEL\", "
      "\"unlike LABEL\", \"twin LABEL\" or \"not of HANDLE\"";
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", expect = "succes")"), all);
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", expect = "before")"), all);
}

TEST(ReadSteps, RefusesADwordThatIsNotLookedAt) {
  const std::string rule =
      "dword: belongs to a success or a \"documented failure\" of a call that stores a DWORD";
  EXPECT_EQ(
      RefusalOfStep(R"(call = "WTSEnumerateProcessesExA.BadLevel", on = "h", expect = "failure", )"
                    R"(dword = 1)"),
      "t.toml:1:94: " + rule);
  EXPECT_EQ(RefusalOfStep(R"(call = "WTSUnRegisterSessionNotificationEx", on = "h", )"
                          R"(expect = "documented failure", dword = 1)"),
            "t.toml:1:106: " + rule);
}

TEST(ReadSteps, ReadsWhatAnAnswerIsComparedWith) {
  using Wanted = step::Expectation::Kind;
  const auto twin = As<step::Call>(
      R"(call = "WTSQuerySessionInformationA.UserName", on = "h", expect = "twin wide")");
  EXPECT_EQ(twin.expect.kind, Wanted::kTwin);
  EXPECT_EQ(twin.expect.label, "wide");
  const auto own = As<step::Call>(
      R"(call = "WTSQuerySessionInformationA.UserName", on = "o", expect = "not of h")");
  EXPECT_EQ(own.expect.kind, Wanted::kOwn);
  EXPECT_EQ(own.expect.label, "h");
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", expect = "twin wide")"),
            "t.toml:1:47: expect: probe has no other form whose answer it could have");
  EXPECT_EQ(As<step::Call>(
                R"(call = "WTSQuerySessionInformationA.UserName", on = "o", expect = "listed")")
                .expect.kind,
            Wanted::kListed);
  const auto right_after = As<step::Call>(
      R"(call = "probe", on = "h", expect = "success", right_after = "WTSEnumerateSessionsA.BadVersion")");
  EXPECT_EQ(right_after.right_after->id, "WTSEnumerateSessionsA.BadVersion");
  EXPECT_EQ(RefusalOfStep(R"(call = "probe", on = "h", expect = "success", right_after = "probe")"),
            "t.toml:1:72: right_after: probe need not fail: it is not in the group \"fails\"");
  EXPECT_EQ(RefusalOfStep(
                R"(call = "probe", on = "h", right_after = "WTSEnumerateSessionsA.BadVersion")"),
            "t.toml:1:52: right_after: belongs to a call that is expected to succeed");
  EXPECT_EQ(RefusalOfStep(R"(call = "WTSEnumerateSessionsA", on = "h", expect = "listed")"),
            "t.toml:1:63: expect: WTSEnumerateSessionsA is about no session that could be listed");
}

TEST(ReadSteps, ReadsWhatMemoryIsWatchedOf) {
  const auto read =
      As<step::Allocations>(R"(allocations = 9, of = "WTSEnumerateSessionsW", on = "h")");
  EXPECT_EQ(read.count, 9);
  EXPECT_EQ(read.call.id(), "WTSEnumerateSessionsW");
  EXPECT_EQ(RefusalOfStep(R"(allocations = 9, of = "WTSWaitSystemEvent.Flush", on = "h")"),
            "t.toml:1:34: of: WTSWaitSystemEvent.Flush yields no buffer that is known to be freed");
}

TEST(ReadSteps, ReadsWaitsThatEndTogether) {
  const auto read = As<step::Release>(
      R"(release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", together = "v")");
  EXPECT_EQ(read.together, "v");
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

TEST(ReadSteps, ReadsSessions) {
  const auto session = As<step::Session>(R"(session = "{n}", of = "h")");
  EXPECT_EQ(session.handle, "h");
  EXPECT_EQ(session.number, 7);
}

TEST(ReadSteps, RefusesWhatIsNoWalk) {
  const std::string one = R"(servers = ["reachable"], judging = "open")";
  EXPECT_EQ(RefusalOfStep("walk = 0, acts = 9, " + one),
            "t.toml:1:19: walk: 0 is not between 1 and 1000000");
  EXPECT_EQ(RefusalOfStep("walk = 1, acts = 501, " + one),
            "t.toml:1:29: acts: 501 is not between 1 and 500");
  EXPECT_EQ(RefusalOfStep(R"(walk = 1, acts = 9, servers = ["other"], judging = "open")"),
            "t.toml:1:42: servers: write [\"reachable\"] or [\"reachable\", \"other\"]");
  EXPECT_EQ(RefusalOfStep(R"(walk = 1, acts = 9, servers = ["reachable"], judging = "close")"),
            "t.toml:1:67: judging: write one of closed, open, servers, current, buffers, forms, "
            "failed, waits, registrations (did you mean \"closed\"?)");
  EXPECT_EQ(RefusalOfStep("walk = 1, acts = 9, thread = \"t\", " + one),
            "t.toml:1:41: a step has no key \"thread\"");
}

TEST(ReadSteps, RefusesAWalkWithoutItsGroups) {
  const FunctionCatalogue functions(
      "[groups]\nopeners = \"none yet\"\n[[function]]\nname = \"F\"\nrole = \"other\"\n", "f.toml");
  const Value document = ParseToml(
      "steps = [{ walk = 1, acts = 9, servers = [\"reachable\"], judging = \"open\" }]", "t.toml");
  EXPECT_EQ(RefusalOf([&] {
              ReadSteps(std::get<Table>(document.data).find("steps")->second, {}, functions);
            }),
            "t.toml:1:19: walk: functions.toml has no group \"openers\" to take calls from");
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

// Each nested `each` multiplies: six of them would come to millions of steps.
TEST(ReadSteps, RefusesACaseOfTooManySteps) {
  std::string step = R"({ call = "{each}", on = "h" })";
  for (int i = 0; i < 6; ++i) step = R"({ each = "read-only", steps = [)" + step + "] }";
  EXPECT_THAT(RefusalOf([&] { Read("[" + step + "]"); }),
              StartsWith("t.toml:1:196: with this step the case has more than 2000: "));
}

TEST(ReadSteps, CountsStepsOfBranchesToo) {
  std::string step = R"({ sleep = 1 })";
  for (int i = 0; i < 3; ++i) {
    step = R"({ each = "read-only", steps = [{ times = 1, parallel = [[)" + step + "]] }] }";
  }
  EXPECT_THAT(RefusalOf([&] { Read("[" + step + "]"); }), StartsWith("t.toml:1:"));
  EXPECT_THAT(RefusalOf([&] { Read("[" + step + "]"); }),
              ::testing::HasSubstr("the case has more than 2000: "));
}

}  // namespace
}  // namespace wtsconform
