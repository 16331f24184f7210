#include "conformance/runner/shortest_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/tests/test_cases.h"

namespace wtsconform {
namespace {

const Suite& Handles() {
  static const Suite suite = SuiteOf(R"(
[[case]]
id = "t/long"
clause = "CLOSE-6"
title = "t"
steps = [
  { open = "a", by = "WTSOpenServerA", server = "reachable" },
  { control = "probe", on = "a" },
  { open = "b", by = "WTSOpenServerW", server = "reachable" },
  { control = "probe", on = "b" },
  { call = "probe", on = "a" },
  { close = "b" },
  { call = "probe", on = "b", expect = "failure" },
  { close = "a" },
  { call = "probe", on = "a", expect = "failure" },
]
)");
  return suite;
}

bool Judges(const Case& part, const std::string& handle) {
  return std::any_of(part.steps().begin(), part.steps().end(), [&](const Step& step) {
    const auto* call = step.As<step::Call>();
    return call && call->on == handle && call->expect.any();
  });
}

TEST(ShortestPart, HasWhatTheFailureTakesAndWhatThatNeeds) {
  const Case& whole = *Handles().Find("t/long");
  EXPECT_EQ(ShortestPart(whole, [](const Case& part) { return Judges(part, "b"); }), "3-4,6-7");
  EXPECT_EQ(ShortestPart(whole, [](const Case& part) { return Judges(part, "a"); }), "1-2,8-9");
}

TEST(ShortestPart, IsAllWhereNothingCanGo) {
  const Case& whole = *Handles().Find("t/long");
  EXPECT_EQ(ShortestPart(whole, [](const Case&) { return false; }), "1-9");
}

TEST(ShortestPart, EndsItsSearch) {
  int trials = 0;
  ShortestPart(*Handles().Find("t/long"), [&](const Case& part) {
    ++trials;
    return part.steps().size() > 5 && Judges(part, "a");
  });
  EXPECT_LE(trials, kMostTrials);
}

}  // namespace
}  // namespace wtsconform
