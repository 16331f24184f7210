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
extern std::atomic<bool> any_switch_on;

// Whether the switch is on. Any thread may ask at any time.
inline bool IsOn(Switch which) {
  return switches_on[static_cast<std::size_t>(which)].load(std::memory_order_relaxed);
}
// Whether any switch is on: the handles' fast path asks only this.
inline bool IsAnyOn() { return any_switch_on.load(std::memory_order_relaxed); }

// Turns on exactly the switches named, separated by commas. Returns "" on success; otherwise why
// it refused, and nothing has changed.
std::string Configure(std::string_view names);

// The names of the switches that are on, separated by commas, in the table's order.
std::string ActiveSwitches();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_SWITCHES_CONFIGURATION_H_
