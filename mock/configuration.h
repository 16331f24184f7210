// Which switches are on.
#ifndef WTSCONFORM_MOCK_CONFIGURATION_H_
#define WTSCONFORM_MOCK_CONFIGURATION_H_

#include <string>
#include <string_view>

#include "mock/switches.h"

namespace wtsmock {

// Any thread, at any time.
bool On(Switch which);
// Whether any switch is on: the handles' fast path asks only this.
bool AnyOn();

// Turns on exactly the switches named, separated by commas. Returns "" on success; otherwise why
// it refused, and nothing has changed.
std::string Configure(std::string_view names);

// The names of the switches that are on, separated by commas, in the table's order.
std::string ActiveSwitches();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CONFIGURATION_H_
