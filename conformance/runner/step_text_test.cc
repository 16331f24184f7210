#include "conformance/runner/step_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// The sentences of a case that consists of these steps.
std::vector<std::string> Sentences(const std::string& steps) {
  const Suite suite = SuiteOf(
      "[[case]]\nid = \"t/a\"\nclause = \"CLOSE-7\"\ntitle = \"t\"\nsteps = [" + steps + "]\n");
  std::vector<std::string> sentences;
  for (const Step& step : suite.cases().front().steps()) {
    sentences.push_back(StepText(step));
  }
  return sentences;
}

TEST(StepText, TheLifeOfAHandle) {
  EXPECT_THAT(
      Sentences(R"(
    { open = "h", by = "WTSOpenServerW", server = "reachable" },
    { control = "WTSEnumerateSessionsW", on = "h" },
    { close = "h", thread = "t" },
    { join = "t" },
    { call = "WTSEnumerateSessionsW", on = "h", expect = "failure" },
    { open = "g", by = "WTSOpenServerW", server = "reachable", unlike = "h" },
    { misuse = "WTSEnumerateListenersW", on = "h" },
    { sleep = 50 })"),
      ElementsAre("open h with WTSOpenServerW for the reachable server",
                  "control: WTSEnumerateSessionsW works on h", "on thread t: close h",
                  "end thread t", "call WTSEnumerateSessionsW on h, expect failure",
                  "open g with WTSOpenServerW for the reachable server, until its value "
                  "differs from h",
                  "call WTSEnumerateListenersW on h, which it should not take", "wait 50 ms"));
}

TEST(StepText, CallsWithLabelsBuffersAndNumbers) {
  EXPECT_THAT(Sentences(R"(
    { call = "WTSEnumerateSessionsW", on = "current", as = "before" },
    { control = "WTSEnumerateSessionsW", on = "current", keep = "b" },
    { call = "WTSEnumerateSessionsW", on = "current", expect = "as before", observe = true },
    { read = "b" },
    { free = "b", by = "WTSFreeMemory" },
    { call = "WTSEnumerateProcessesExW.BadLevel", on = "current", expect = "documented failure", dword = 1 })"),
              ElementsAre("call WTSEnumerateSessionsW on current (remember it as \"before\")",
                          "control: WTSEnumerateSessionsW works on current",
                          "call WTSEnumerateSessionsW on current, expect as before, record what it "
                          "does",
                          "the buffer \"b\" still holds what it held",
                          "free the buffer \"b\" with WTSFreeMemory",
                          "call WTSEnumerateProcessesExW.BadLevel on current, expect documented "
                          "failure and a DWORD of 1"));
}

TEST(StepText, ValuesAndWhatIsAskedOfThem) {
  EXPECT_THAT(Sentences(R"(
    { value = "g", is = -1 },
    { open = "f", by = "WTSOpenServerA", server = "unreachable" },
    { not-null = "f" },
    { differ = ["f", "g"] },
    { describe = "f" },
    { compare = ["f", "g"] })"),
              ElementsAre("let g be the value 0xffffffffffffffff",
                          "open f with WTSOpenServerA for the unreachable server", "f is not NULL",
                          "f and g have different values", "record what f looks like",
                          "record whether f and g have one value"));
}

TEST(StepText, ManyHandlesAndPairs) {
  EXPECT_THAT(Sentences(R"(
    { many = "h", count = 3, by = "WTSOpenServerA", server = "reachable", checking = "probe" },
    { close-many = "h", order = "reverse", judging = "closed", checking = "probe" },
    { churn = 300, by = "WTSOpenServerA", server = "reachable", checking = "probe" },
    { opens = 9, by = "WTSOpenServerA", server = "reachable", checking = "probe" },
    { opens = 9, by = "WTSOpenServerA", server = "reachable", checking = "probe", held = true },
    { resources = 10, by = "WTSOpenServerA", server = "reachable", checking = "probe" })"),
              ElementsAre("open 3 handles h with WTSOpenServerA",
                          "close all h reverse; by probe each closed one fails",
                          "300 times: open with WTSOpenServerA, use, close",
                          "9 times: open with WTSOpenServerA, use, close: none fails alone",
                          "9 times: open with WTSOpenServerA, use: none fails alone",
                          "10 times open with WTSOpenServerA, use and close: descriptors, threads "
                          "and memory do not grow"));
}

TEST(StepText, WaitsThreadsAndExits) {
  EXPECT_THAT(
      Sentences(R"(
    { at-exit = "h" },
    { open = "h", by = "WTSOpenServerA", server = "reachable" },
    { begin = "WTSWaitSystemEvent.All", on = "h", as = "w" },
    { release = "w", with = "WTSWaitSystemEvent.Flush", on = "h", dword = 0 },
    { begin = "WTSWaitSystemEvent.All", on = "h", as = "v", must = true, thread_of = "w" },
    { end = "w", within = 200 },
    { pending = "w", after = 100 },
    { parallel = [[{ sleep = 1 }, { sleep = 2 }], [{ sleep = 3 }]], times = 2 },
    { exit = "normally" })"),
      ElementsAre("from here on, close h when the process exits",
                  "open h with WTSOpenServerA for the reachable server",
                  "start WTSWaitSystemEvent.All on h, which blocks, as \"w\"",
                  "WTSWaitSystemEvent.Flush on h ends \"w\", which reports flags 0x0",
                  "start WTSWaitSystemEvent.All on h, which is taken and blocks, as \"v\", on the "
                  "thread of \"w\"",
                  "record whether \"w\" returns within 200 ms", "\"w\" still waits after 100 ms",
                  "2 times at once: [wait 1 ms; wait 2 ms] [wait 3 ms]", "exit normally"));
}

TEST(StepText, EveryStepOfTheSuiteIsASentence) {
  const Suite suite = LoadSuite();
  const CaseTemplate* row = nullptr;
  for (const Case& each : suite.cases()) {
    if (each.row == row) continue;  // one case of each row says enough
    row = each.row;
    for (const Step& step : each.steps()) {
      EXPECT_THAT(StepText(step), AllOf(Not(""), Not(HasSubstr("{")))) << each.id;
    }
  }
}

}  // namespace
}  // namespace wtsconform
