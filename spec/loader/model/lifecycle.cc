#include "spec/loader/model/lifecycle.h"

namespace wtsconform {
namespace {

using enum ValueState;
using enum LifeEvent;

constexpr Transition kTransitions[] = {
    {kUnknown, kOpened, kLive},        // OPEN-1
    {kUnknown, kOpenFailed, kFailed},  // OPEN-2
    {kLive, kOpened, kLive},           // GAP-19: one value for several opens
    {kLive, kClosedNotLast, kLive},    // CLOSE-9
    {kLive, kClosedLast, kStale},      // CLOSE-5
    {kStale, kOpened, kLive},          // GAP-05: the value is handed out again
    {kStale, kOpenFailed, kFailed},    // GAP-13
    {kFailed, kOpened, kLive},         // GAP-13: a failed open's value may be used later
};

}  // namespace

std::span<const Transition> AllTransitions() { return kTransitions; }

bool Lifecycle::Apply(Life& life, LifeEvent event) const {
  for (const Transition& transition : transitions_) {
    if (transition.from == life.state && transition.event == event) {
      life.state = transition.to;
      return true;
    }
  }
  return false;
}

void Lifecycle::Opened(std::uint64_t value) {
  Life& life = lives_[value];
  if (Apply(life, kOpened)) ++life.opened;
}

void Lifecycle::OpenFailed(std::uint64_t value) { Apply(lives_[value], kOpenFailed); }

bool Lifecycle::Closed(std::uint64_t value) {
  Life& life = lives_[value];
  const bool last = life.opened - life.closed == 1;
  if (!Apply(life, last ? kClosedLast : kClosedNotLast)) return false;
  ++life.closed;
  return true;
}

ValueState Lifecycle::StateOf(std::uint64_t value) const {
  const auto found = lives_.find(value);
  return found == lives_.end() ? kUnknown : found->second.state;
}

Demand Lifecycle::DemandOn(std::uint64_t value) const {
  switch (StateOf(value)) {
    case kLive:
      return Demand::kSucceed;
    case kStale:
    case kFailed:
      return Demand::kFail;
    case kUnknown:
      break;
  }
  return Demand::kNothing;
}

int Lifecycle::LiveCount(std::uint64_t value) const {
  const auto found = lives_.find(value);
  return found == lives_.end() ? 0 : found->second.opened - found->second.closed;
}

int Lifecycle::OpenCount(std::uint64_t value) const {
  const auto found = lives_.find(value);
  return found == lives_.end() ? 0 : found->second.opened;
}

std::map<std::uint64_t, int> Lifecycle::LiveValues() const {
  std::map<std::uint64_t, int> live;
  for (const auto& [value, life] : lives_) {
    if (life.opened > life.closed) live[value] = life.opened - life.closed;
  }
  return live;
}

}  // namespace wtsconform
