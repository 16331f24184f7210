#include "spec/loader/tables/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::EmbeddedCatalogues;
using ::testing::Gt;
using ::testing::IsEmpty;

constexpr std::uint32_t kWalks = 60;

const std::vector<std::string> kOne = {"reachable"}, kBoth = {"reachable", "other"};

std::vector<Step> Steps(std::uint32_t number, Walk::Judged judged,
                        const std::vector<std::string>& servers = kOne) {
  static const Location where{"t.toml", 1, 1};
  return StepsOf({number, 100, servers, judged}, EmbeddedCatalogues().functions, where);
}

// What a step opens, closes or calls on, with the thread.
std::string Text(const Step& step) {
  std::string text = step.thread + ":";
  if (const auto* open = step.As<step::Open>()) text += open->opener->name + " " + open->handle;
  if (const auto* close = step.As<step::Close>()) text += "close " + close->handle;
  if (const auto* call = step.As<step::OnHandle>()) text += call->call.id() + " " + call->on;
  if (const auto* call = step.As<step::Call>()) text += " " + call->expect.Text();
  return text;
}

std::vector<std::string> Texts(const std::vector<Step>& steps) {
  std::vector<std::string> texts;
  for (const Step& step : steps) texts.push_back(Text(step));
  return texts;
}

// A result that names a walk by its number must mean the same walk next year.
TEST(Walk, IsTheSameEverywhere) {
  std::vector<std::string> texts = Texts(Steps(7, Walk::Judged::kClosed));
  texts.resize(6);
  EXPECT_THAT(texts, ElementsAre(":WTSOpenServerA h1", "t1:probe h1",
                                 ":WTSQuerySessionInformationW.UserName h1 ",
                                 ":WTSQuerySessionInformationA.ClientProtocolType h1 ",
                                 "t1:WTSQuerySessionInformationA.UserName h1 ",
                                 "t1:WTSQuerySessionInformationA.ConnectState h1 "));
}

TEST(Walk, ItsNumberDecidesIt) {
  std::set<std::vector<std::string>> walks;
  for (std::uint32_t number = 1; number <= kWalks; ++number) {
    walks.insert(Texts(Steps(number, Walk::Judged::kOpen)));
  }
  EXPECT_EQ(walks.size(), kWalks);
  EXPECT_EQ(Texts(Steps(3, Walk::Judged::kOpen)), Texts(Steps(3, Walk::Judged::kOpen)));
}

TEST(Walk, ClosesWhatItOpensAndJoinsItsThreads) {
  for (std::uint32_t number = 1; number <= kWalks; ++number) {
    std::set<std::string> open, threads;
    for (const Step& step : Steps(number, Walk::Judged::kBuffers, kBoth)) {
      if (!step.thread.empty()) threads.insert(step.thread);
      if (const auto* join = step.As<step::Join>()) threads.erase(join->thread);
      const auto* opened = step.As<step::Open>();
      if (opened && opened->server != "unreachable") open.insert(opened->handle);
      if (const auto* close = step.As<step::Close>()) open.erase(close->handle);
    }
    EXPECT_THAT(open, IsEmpty()) << number;
    EXPECT_THAT(threads, IsEmpty()) << number;
  }
}

// Each judges the one thing that it is about.
TEST(Walk, ExpectsWhatItJudges) {
  using Expected = step::Expectation::Kind;
  const std::map<Walk::Judged, std::set<Expected>> expected = {
      {Walk::Judged::kClosed, {Expected::kNothing, Expected::kFailure}},
      {Walk::Judged::kOpen, {Expected::kNothing, Expected::kSuccess, Expected::kAs}},
      {Walk::Judged::kServers,
       {Expected::kNothing, Expected::kSuccess, Expected::kAs, Expected::kUnlike, Expected::kOwn}},
      {Walk::Judged::kCurrent, {Expected::kNothing, Expected::kAs}},
      {Walk::Judged::kBuffers, {Expected::kNothing}},
      {Walk::Judged::kForms, {Expected::kNothing, Expected::kTwin}},
  };
  for (const auto& [judged, kinds] : expected) {
    std::set<Expected> seen;
    for (std::uint32_t number = 1; number <= kWalks; ++number) {
      for (const Step& step : Steps(number, judged, kBoth)) {
        if (const auto* call = step.As<step::Call>()) seen.insert(call->expect.kind);
      }
    }
    EXPECT_EQ(seen, kinds) << static_cast<int>(judged);
  }
}

// The walks of a few numbers together do everything that a walk can.
TEST(Walk, MeetsWhatItMayBeMadeOf) {
  std::set<std::string> openers, threads;
  std::size_t most_open = 0, sessions = 0, failed = 0;
  for (std::uint32_t number = 1; number <= kWalks; ++number) {
    std::size_t open = 0;
    for (const Step& step : Steps(number, Walk::Judged::kOpen)) {
      threads.insert(step.thread);
      sessions += step.Is<step::Session>();
      open -= step.Is<step::Close>();
      const auto* opened = step.As<step::Open>();
      if (!opened) continue;
      openers.insert(opened->opener->name);
      const bool fails = opened->server == "unreachable";
      failed += fails;
      open += !fails;
      most_open = std::max(most_open, open);
    }
  }
  EXPECT_EQ(openers.size(), 4u);
  EXPECT_THAT(threads, Contains("t2"));
  EXPECT_THAT(most_open, Gt(16u));
  EXPECT_THAT(sessions, Gt(0u));
  EXPECT_THAT(failed, Gt(0u));
}

}  // namespace
}  // namespace wtsconform
