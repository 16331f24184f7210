#include "spec/loader/model/lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "spec/loader/tables/suite.h"
#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr std::uint64_t kH = 0x1234, kG = 0x5678;

// One letter for each event: opened, failed to open, closed.
bool Happen(char event, std::uint64_t value, Lifecycle& life) {
  if (event == 'o') life.Opened(value);
  if (event == 'f') life.OpenFailed(value);
  return event == 'c' ? life.Closed(value) : true;
}

std::string Name(ValueState state) {
  constexpr const char* kNames[] = {"unknown", "failed", "live", "stale"};
  return kNames[static_cast<int>(state)];
}

std::string Name(Demand demand) {
  constexpr const char* kNames[] = {"nothing", "succeed", "fail"};
  return kNames[static_cast<int>(demand)];
}

// A history of one value, and where it ends: state, demand, opens not closed of all, and how many
// closes were the caller's errors.
struct History {
  const char* events;
  const char* end;
};

constexpr History kHistories[] = {
    {"", "unknown nothing 0/0 0"},
    {"o", "live succeed 1/1 0"},    // OPEN-1
    {"f", "failed fail 0/0 0"},     // OPEN-2
    {"oc", "stale fail 0/1 0"},     // CLOSE-5
    {"oo", "live succeed 2/2 0"},   // GAP-19: one value for two opens
    {"ooc", "live succeed 1/2 0"},  // CLOSE-9
    {"oocc", "stale fail 0/2 0"},   // the last of them
    {"oco", "live succeed 1/2 0"},  // GAP-05: handed out again
    {"ococ", "stale fail 0/2 0"},
    {"ocf", "failed fail 0/1 0"},  // GAP-13: a failed open returns an old value
    {"fo", "live succeed 1/1 0"},  // GAP-13: a later open returns the failed one's value
    {"foc", "stale fail 0/1 0"},
    {"ff", "failed fail 0/0 0"},
    {"of", "live succeed 1/1 0"},  // a failed open does not end what is open
    {"ofc", "stale fail 0/1 0"},
    {"c", "unknown nothing 0/0 1"},  // CLOSE-2
    {"fc", "failed fail 0/0 1"},     // CLOSE-2
    {"occ", "stale fail 0/1 1"},     // CLOSE-7
    {"occo", "live succeed 1/2 1"},  // a second close takes nothing from a later open
};

std::string EndOf(const History& history, std::span<const Transition> transitions) {
  Lifecycle life(transitions);
  int errors = 0;
  for (const char event : std::string(history.events)) errors += !Happen(event, kH, life);
  return Name(life.StateOf(kH)) + " " + Name(life.DemandOn(kH)) + " " +
         std::to_string(life.LiveCount(kH)) + "/" + std::to_string(life.OpenCount(kH)) + " " +
         std::to_string(errors);
}

bool HistoriesEndAsTheyShould(std::span<const Transition> transitions) {
  return std::all_of(std::begin(kHistories), std::end(kHistories), [&](const History& history) {
    return EndOf(history, transitions) == history.end;
  });
}

// The embedded cases, whose expectations follow from the model too.
bool CasesAreAccepted(std::span<const Transition> transitions) {
  static const Suite suite = LoadSuite();
  try {
    for (const Case& each : suite.cases()) {
      CheckAgainstModel(each, transitions);
    }
  } catch (const InputError&) {
    return false;
  }
  return true;
}

TEST(Lifecycle, HistoriesEndAsTheClausesSay) {
  for (const History& history : kHistories) {
    EXPECT_EQ(EndOf(history, AllTransitions()), history.end) << history.events;
  }
}

TEST(Lifecycle, KeepsValuesApart) {
  Lifecycle life;
  EXPECT_THAT(life.LiveValues(), IsEmpty());
  life.Opened(kH);
  life.Opened(kG);
  life.Opened(kG);
  EXPECT_THAT(life.LiveValues(), UnorderedElementsAre(Pair(kH, 1), Pair(kG, 2)));
  EXPECT_TRUE(life.Closed(kH));
  EXPECT_THAT(life.LiveValues(), UnorderedElementsAre(Pair(kG, 2)));
}

TEST(Transitions, AreOfOneMind) {
  std::set<std::pair<ValueState, LifeEvent>> seen;
  for (const Transition& each : AllTransitions()) {
    EXPECT_TRUE(seen.insert({each.from, each.event}).second)
        << Name(each.from) << " has two ends for one event";
  }
}

class EachTransition : public ::testing::TestWithParam<std::size_t> {};

// Whoever deletes a transition from the model is told so, by a history or by the tables.
TEST_P(EachTransition, Matters) {
  const auto all = AllTransitions();
  std::vector<Transition> rest(all.begin(), all.end());
  rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(GetParam()));
  EXPECT_FALSE(HistoriesEndAsTheyShould(rest) && CasesAreAccepted(rest));
}

INSTANTIATE_TEST_SUITE_P(Lifecycle, EachTransition,
                         ::testing::Range<std::size_t>(0, AllTransitions().size()));

// The ordinary life, open, failed open and last close, is what the tables themselves stand on.
TEST(Transitions, OfTheOrdinaryLifeAreNeededByTheCases) {
  EXPECT_TRUE(CasesAreAccepted(AllTransitions()));
  for (const auto& [from, event] : {std::pair{ValueState::kUnknown, LifeEvent::kOpened},
                                    std::pair{ValueState::kUnknown, LifeEvent::kOpenFailed},
                                    std::pair{ValueState::kLive, LifeEvent::kClosedLast}}) {
    std::vector<Transition> rest;
    for (const Transition& each : AllTransitions()) {
      if (each.from != from || each.event != event) rest.push_back(each);
    }
    EXPECT_EQ(rest.size() + 1, AllTransitions().size());
    EXPECT_FALSE(CasesAreAccepted(rest)) << Name(from);
  }
}

// What a value's life comes to when it is simply counted.
struct Counts {
  int opened = 0, closed = 0;
  bool failed = false;

  bool live() const { return opened > closed; }
  ValueState state() const {
    if (live()) return ValueState::kLive;
    if (failed) return ValueState::kFailed;
    return opened > 0 ? ValueState::kStale : ValueState::kUnknown;
  }
  Demand demand() const {
    if (live()) return Demand::kSucceed;
    return opened > 0 || failed ? Demand::kFail : Demand::kNothing;
  }
  // False for a close that is the caller's error.
  bool Happen(char event) {
    const bool was_live = live();
    if (event == 'o') ++opened;
    if (event == 'c' && was_live) ++closed;
    if (!was_live && event != 'c') failed = event == 'f';
    return event != 'c' || was_live;
  }
};

// Goes through every history over two values, up to `depth` more events. Returns how many.
int Explore(const Lifecycle& life, const Counts (&counts)[2], int depth,
            const std::string& before) {
  if (depth == 0 || ::testing::Test::HasFailure()) return 0;
  const std::uint64_t values[] = {kH, kG};
  int histories = 0;
  for (const char event : {'o', 'f', 'c'}) {
    for (int moved : {0, 1}) {
      Lifecycle now = life;
      Counts expected[2] = {counts[0], counts[1]};
      const std::string history = before + event + (moved ? "2 " : "1 ");
      EXPECT_EQ(Happen(event, values[moved], now), expected[moved].Happen(event)) << history;
      std::map<std::uint64_t, int> live;
      for (int i : {0, 1}) {
        const std::uint64_t value = values[i];
        EXPECT_GE(now.LiveCount(value), 0) << history;
        EXPECT_EQ(now.LiveCount(value), expected[i].opened - expected[i].closed) << history;
        EXPECT_EQ(now.OpenCount(value), expected[i].opened) << history;
        EXPECT_EQ(Name(now.StateOf(value)), Name(expected[i].state())) << history;
        EXPECT_EQ(Name(now.DemandOn(value)), Name(expected[i].demand())) << history;
        if (expected[i].live()) live[value] = now.LiveCount(value);
      }
      EXPECT_EQ(now.LiveValues(), live) << history;
      histories += 1 + Explore(now, expected, depth - 1, history);
    }
  }
  return histories;
}

TEST(Lifecycle, AgreesWithCountingOverAllShortHistories) {
  // 6 + 6^2 + ... + 6^6: two values, three events, up to six of them.
  EXPECT_EQ(Explore(Lifecycle(), {{}, {}}, 6, ""), 55986);
}

}  // namespace
}  // namespace wtsconform
