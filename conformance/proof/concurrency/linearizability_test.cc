#include "conformance/proof/concurrency/linearizability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/proof/concurrency/concurrent_search.h"

namespace wtsconform {
namespace {

using ::testing::HasSubstr;
using Kind = Operation::Kind;

constexpr std::size_t kBudget = 100'000;

Operation Open(std::uint64_t from, std::uint64_t to) { return {Kind::kOpen, 1, 7, true, from, to}; }
Operation Close(std::uint64_t from, std::uint64_t to) {
  return {Kind::kClose, 1, 7, true, from, to};
}
Operation Use(bool works, std::uint64_t from, std::uint64_t to) {
  return {Kind::kUse, 2, 7, works, from, to};
}

Explained Ask(const std::vector<Operation>& history) { return CanBeExplained(history, kBudget); }

TEST(LinearizabilityTest, OneAfterTheOther) {
  EXPECT_EQ(Ask({}), Explained::kYes);
  EXPECT_EQ(Ask({Open(1, 2), Use(true, 3, 4), Close(5, 6), Use(false, 7, 8)}), Explained::kYes);
  EXPECT_EQ(Ask({Open(1, 2), Use(false, 3, 4)}), Explained::kNo);
  EXPECT_EQ(Ask({Open(1, 2), Close(3, 4), Use(true, 5, 6)}), Explained::kNo);
}

TEST(LinearizabilityTest, AUseThatMeetsTheCloseMayDoEither) {
  EXPECT_EQ(Ask({Open(1, 2), Close(3, 6), Use(true, 4, 5)}), Explained::kYes);
  EXPECT_EQ(Ask({Open(1, 2), Close(3, 6), Use(false, 4, 5)}), Explained::kYes);
  // Once it was seen closed it stays closed.
  EXPECT_EQ(Ask({Open(1, 2), Close(3, 9), Use(false, 4, 5), Use(true, 6, 7)}), Explained::kNo);
}

TEST(LinearizabilityTest, AValueThatComesAgainIsANewObject) {
  EXPECT_EQ(Ask({Open(1, 2), Close(3, 4), Open(5, 6), Use(true, 7, 8)}), Explained::kYes);
  EXPECT_EQ(Ask({Open(1, 2), Open(3, 4), Close(5, 6), Use(true, 7, 8)}), Explained::kYes);
  EXPECT_EQ(Ask({Open(1, 2), Open(3, 4), Close(5, 6), Use(false, 7, 8)}), Explained::kNo);
}

TEST(LinearizabilityTest, SaysWhereItCouldNotDecide) {
  std::vector<Operation> history;
  for (std::uint64_t i = 0; i < 30; ++i)
    history.push_back(i % 2 ? Open(i, 100 + i) : Close(i, 100 + i));
  history.push_back(Use(false, 200, 201));
  EXPECT_EQ(CanBeExplained(history, 5), Explained::kBudgetSpent);
}

// Against the definition, on all small histories: some order that respects time does it.
bool BruteForce(std::vector<Operation> history) {
  std::sort(history.begin(), history.end(),
            [](const auto& a, const auto& b) { return a.called < b.called; });
  std::vector<std::size_t> order(history.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  do {
    int opens = 0;
    bool good = true;
    for (std::size_t i = 0; i < order.size() && good; ++i) {
      const Operation& each = history[order[i]];
      for (std::size_t j = i + 1; j < order.size(); ++j) {
        good &= history[order[j]].returned > each.called;
      }
      if (each.kind == Kind::kUse) good &= each.success == (opens > 0);
      if (each.kind == Kind::kOpen) ++opens;
      if (each.kind == Kind::kClose && opens > 0) --opens;
    }
    if (good) return true;
  } while (std::next_permutation(order.begin(), order.end()));
  return false;
}

TEST(LinearizabilityTest, AgreesWithTheDefinition) {
  std::uint32_t random = 1;
  const auto next = [&](std::uint32_t below) {
    random = random * 1664525u + 1013904223u;
    return (random >> 8) % below;
  };
  int explained = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<Operation> history;
    for (int j = 0; j < 5; ++j) {
      const std::uint64_t from = 2 * next(20);  // a call and a return are never at one time
      const std::uint64_t to = from + 1 + 2 * next(8);
      switch (next(4)) {
        case 0:
          history.push_back(Open(from, to));
          break;
        case 1:
          history.push_back(Close(from, to));
          break;
        default:
          history.push_back(Use(next(2) == 0, from, to));
      }
    }
    const bool yes = BruteForce(history);
    explained += yes;
    ASSERT_EQ(Ask(history), yes ? Explained::kYes : Explained::kNo) << Draw(history);
  }
  EXPECT_GT(explained, 300);
  EXPECT_LT(explained, 2700);
}

TEST(LinearizabilityTest, DrawsTheShortestBeginningThatFails) {
  const std::vector<Operation> history = {Open(1, 2), Close(3, 4), Use(true, 5, 6), Open(7, 8)};
  const auto shortest = ShortestUnexplained(history, kBudget);
  EXPECT_EQ(shortest.size(), 3u);
  EXPECT_EQ(Draw(shortest),
            "thread 1  ||      open returned 0x7\n"
            "thread 1    ||    close 0x7\n"
            "thread 2      ||  use 0x7 works\n");
}

TEST(LinearizabilityTest, LooksAtEachValueByItself) {
  Operation other = Open(3, 4);
  other.value = 9;
  EXPECT_EQ(ByValue({Open(1, 2), other, Use(true, 5, 6)}).size(), 2u);
}

ConcurrentReport SearchOrders(const std::string& switches) {
  static const Suite suite = LoadSuite();
  Profile profile = FindProfile("mock");
  profile.environment["WTSMOCK"] = switches;
  ConcurrentOptions options;
  options.rounds = 100;
  return SearchConcurrently(suite, profile, options);
}

TEST(ConcurrentSearchTest, TheMockIsExplained) {
  EXPECT_EQ(SearchOrders("").outcome, ConcurrentReport::Outcome::kExplained);
  EXPECT_EQ(SearchOrders("values-reused-at-once").outcome, ConcurrentReport::Outcome::kExplained);
}

TEST(ConcurrentSearchTest, ADefectThatIsARaceIsFound) {
  for (const char* race : {"racing-close-lost", "racing-opens-collide"}) {
    const ConcurrentReport report = SearchOrders(race);
    EXPECT_EQ(report.outcome, ConcurrentReport::Outcome::kUnexplained) << race;
    EXPECT_THAT(report.detail, HasSubstr("thread ")) << race;
  }
}

}  // namespace
}  // namespace wtsconform
