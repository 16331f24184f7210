// Reads rows of faults and events. Both throw wtsconform::InputError.
#ifndef WTSCONFORM_MOCK_WORLD_READ_FAULTS_H_
#define WTSCONFORM_MOCK_WORLD_READ_FAULTS_H_

#include <string_view>
#include <vector>

#include "mock/world/faults.h"
#include "mock/world/world.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsmock {

Fault ReadFault(const wtsconform::Value& row, const std::vector<Server>& servers);
Event ReadEvent(const wtsconform::Value& row, const std::vector<Server>& servers);

// A row as a call gives it: "function = \"WTSEnumerateSessions\", nth = 3, error = 5".
wtsconform::Value ParseRow(std::string_view row);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_READ_FAULTS_H_
