// Which switches are on.
#ifndef WTSCONFORM_MOCK_SWITCHES_CONFIGURATION_H_
#define WTSCONFORM_MOCK_SWITCHES_CONFIGURATION_H_

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

#include "mock/switches/switches.h"

namespace wtsmock {

// For the two functions below, which are in the header so that asking costs no call.
extern std::atomic<bool> switches_on[static_cast<std::size_t>(Switch::kCount)];
// A bit for each thing that stands in the way of a call: a switch, a fault on demand, the ledger,
// functions that are installed in front of the library's own.
extern std::atomic<unsigned> in_the_way;
inline constexpr unsigned kSwitches = 1;
inline constexpr unsigned kFaults = 2;
inline constexpr unsigned kLedger = 4;
inline constexpr unsigned kStacks = 8;
inline constexpr unsigned kHook = 16;

// Whether the switch is on. Any thread may ask at any time.
inline bool IsOn(Switch which) {
  return switches_on[static_cast<std::size_t>(which)].load(std::memory_order_relaxed);
}
// Whether any switch is on.
inline bool IsAnyOn() { return (in_the_way.load(std::memory_order_relaxed) & kSwitches) != 0; }
// Whether there are faults on demand.
inline bool HasFaults() { return (in_the_way.load(std::memory_order_relaxed) & kFaults) != 0; }
// Whether the ledger of the caller is kept.
inline bool HasLedger() { return (in_the_way.load(std::memory_order_relaxed) & kLedger) != 0; }
// Whether it is kept, without stacks, and nothing else is in the way.
inline bool HasOnlyLedger() { return in_the_way.load(std::memory_order_relaxed) == kLedger; }
// Whether somebody wants to know which function was called.
inline bool AreCallsNoted() {
  return (in_the_way.load(std::memory_order_relaxed) & (kFaults | kLedger)) != 0;
}
// Whether nothing is in the way: the fast path of an open and a close asks only this.
inline bool IsWayFree() { return in_the_way.load(std::memory_order_relaxed) == 0; }

void SetHasFaults(bool has);
void SetHasHook(bool has);
void SetHasLedger(bool has, bool with_stacks);

// Turns on exactly the switches named, separated by commas. Returns "" on success; otherwise why
// it refused, and nothing has changed.
std::string Configure(std::string_view names);

// The names of the switches that are on, separated by commas, in the table's order.
std::string ActiveSwitches();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_CONFIGURATION_H_
