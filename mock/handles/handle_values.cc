#include "mock/handles/handle_values.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <tuple>
#include <utility>

#include "mock/handles/failed_opens.h"
#include "mock/handles/handle_defects.h"
#include "mock/handles/handles.h"
#include "mock/handles/issued.h"
#include "mock/switches/configuration.h"
#include "mock/switches/process_defects.h"

namespace wtsmock {
namespace {

struct Values {
  std::mutex mutex;
  std::deque<HANDLE> returned;           // closed values, the last one at the back
  HANDLE awaiting_next_open = nullptr;   // a failed open's value (failed-open-revives)
  bool last_open_failed = false;         // (open-fails-after-failure)
  std::atomic<HANDLE> racing = nullptr;  // what the next open returns (racing-opens-collide)
  std::atomic<bool> started = false;     // an open has come to its end
  std::atomic<unsigned> opens = 0;       // (open-fails-alone)
};

Values& TheValues() {
  static auto* const values = new Values;
  return *values;
}

auto WhatIsShared(const Opening& o) {
  return std::tuple(o.server, o.by_ex, o.shows_vms, o.shows_sessions);
}

// The value of another open of the same server; NULL if there is none.
HANDLE FindShared(const Opening& opening) {
  for (const auto& [value, other] : IssuedHandles().All()) {
    if (WhatIsShared(other->opening) == WhatIsShared(opening)) return value;
  }
  return nullptr;
}

std::uintptr_t Remainder(HANDLE handle) {
  return (reinterpret_cast<std::uintptr_t>(handle) >> 1) % 256;
}

HANDLE FindColliding(HANDLE handle) {
  for (const auto& [other, issued] : IssuedHandles().All()) {
    if (Remainder(other) == Remainder(handle)) return other;
  }
  return nullptr;
}

// Two threads that come here at the same time leave with one value.
HANDLE RacingValue(Values& values) {
  HANDLE expected = nullptr;
  values.racing.compare_exchange_strong(expected, FreshValue());
  const HANDLE value = values.racing;
  LetOthersRun();
  values.racing = FreshValue();
  return value;
}

// A value that was closed before, if one may be given out again; otherwise NULL.
HANDLE ReturnedValue(Values& values) {
  constexpr std::size_t kKeptBack = 4;
  HANDLE value = nullptr;
  if (IsOn(Switch::kValuesReusedAtOnce) && !values.returned.empty()) {
    value = values.returned.back();
    values.returned.pop_back();
  } else if (IsOn(Switch::kValuesRecycled) && values.returned.size() > kKeptBack) {
    value = values.returned.front();
    values.returned.pop_front();
  }
  return value;
}

// NULL for the slot's own.
HANDLE ChooseValue(Values& values) {
  if (IsOn(Switch::kRacingOpensCollide)) return RacingValue(values);
  if (IsOn(Switch::kValuesCollide)) return FreshValue();
  if (IsOn(Switch::kFirstOpensCollide) && !values.started) {
    const HANDLE value = RacingValue(values);
    values.started = true;
    return value;
  }
  const std::lock_guard lock(values.mutex);
  return ReturnedValue(values);
}

// Hands out the value of another open of the same server; NULL if there is none.
HANDLE Share(const Opening& opening) {
  const HANDLE shared = FindShared(opening);
  if (shared == nullptr) return nullptr;
  const IssuedPointer other = IssuedHandles().Find(shared);
  if (other == nullptr) return nullptr;
  if (IsOn(Switch::kSharedValues)) ++other->opens;
  return shared;
}

void ReviveFailed(Values& values, const Opening& opening) {
  const std::lock_guard lock(values.mutex);
  if (values.awaiting_next_open == nullptr) return;
  IssueNoted(opening, std::exchange(values.awaiting_next_open, nullptr));
}

// The error of a failed open is still there, once.
bool FailsOnceMore(Values& values) {
  const std::lock_guard lock(values.mutex);
  return std::exchange(values.last_open_failed, false);
}

}  // namespace

HANDLE IssueAsSwitched(const Opening& asked) {
  Opening opening = asked;
  Values& values = TheValues();
  if (IsShutDown() || FailsOnceMore(values)) return FailedValue();
  if (IsOn(Switch::kFirstOpenFails) && !values.started.exchange(true)) return INVALID_HANDLE_VALUE;
  if (IsOn(Switch::kOpenFailsAlone) && ++values.opens % 256 == 0) return INVALID_HANDLE_VALUE;
  if (!OpenAmongOthers(opening)) return INVALID_HANDLE_VALUE;
  if (IsOn(Switch::kSharedValues) || IsOn(Switch::kSharedUncounted)) {
    const std::lock_guard lock(values.mutex);
    const HANDLE shared = Share(opening);
    return shared != nullptr ? shared : IssueNoted(opening);
  }
  BeforeIssue();
  const HANDLE chosen = ChooseValue(values);
  if (IsOn(Switch::kValuesCollide)) EndIssued(FindColliding(chosen));
  const HANDLE value = IssueNoted(opening, chosen);
  if (IsOn(Switch::kFailedOpenRevives)) ReviveFailed(values, opening);
  AfterIssue(value);
  return value;
}

bool IsWaitedOnNow() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return !world.waits.empty();
}

HANDLE FailedAsSwitched() {
  const unsigned failed = OpenHasFailed();
  if (IsOn(Switch::kFailedOpenNull)) return CountFailedOpen(nullptr);
  if (IsOn(Switch::kFailedOpenMinusOne)) return CountFailedOpen(INVALID_HANDLE_VALUE);
  if (IsOn(Switch::kFailedOpenLocal)) return IssueHandle(Opening{.server = ServerId::kThis});
  if (IsOn(Switch::kFailedOpenNewest)) {
    const HANDLE newest = NewestHandle();
    return newest != nullptr ? newest : FailedValue();
  }
  if (IsOn(Switch::kThirdFailedOpenNull) && failed == 3) return CountFailedOpen(nullptr);
  if (IsOn(Switch::kFailedOpenNullAmongMany) && IssuedHandles().size() >= 4) {
    return CountFailedOpen(nullptr);
  }
  if (IsOn(Switch::kFailedOpenNullBesideWait) && IsWaitedOnNow()) return CountFailedOpen(nullptr);
  if (IsOn(Switch::kSecondFailedOpenWorks) && failed == 2) {
    return IssueHandle(Opening{.server = ServerId::kThis});
  }
  const HANDLE value = FailedValue();
  if (IsOn(Switch::kOpenFailsAfterFailure)) {
    Values& values = TheValues();
    const std::lock_guard lock(values.mutex);
    values.last_open_failed = true;
  }
  if (IsOn(Switch::kFailedOpenRevives)) {
    Values& values = TheValues();
    const std::lock_guard lock(values.mutex);
    values.awaiting_next_open = value;
  }
  return value;
}

HANDLE TakenFor(HANDLE handle) {
  if (IsOn(Switch::kValuesCollide)) return FindColliding(handle);
  return IssuedHandles().Find(handle) != nullptr ? handle : nullptr;
}

void ValueReturned(HANDLE handle) {
  if (!IsOn(Switch::kValuesReusedAtOnce) && !IsOn(Switch::kValuesRecycled)) return;
  Values& values = TheValues();
  const std::lock_guard lock(values.mutex);
  values.returned.push_back(handle);
}

void ForgetValues() {
  Values& values = TheValues();
  const std::lock_guard lock(values.mutex);
  values.returned.clear();
  values.awaiting_next_open = nullptr;
  values.last_open_failed = false;
  values.racing = nullptr;
  values.started = false;
}

}  // namespace wtsmock
