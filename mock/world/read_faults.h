// Reads rows of faults, and what those of events share with them. All throw wtsconform::InputError.
#ifndef WTSCONFORM_MOCK_WORLD_READ_FAULTS_H_
#define WTSCONFORM_MOCK_WORLD_READ_FAULTS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "mock/world/faults.h"
#include "mock/world/row.h"
#include "mock/world/world.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsmock {

Fault ReadFault(const wtsconform::Value& row, const std::vector<Server>& servers);

// The server that a row names, if it names one.
std::optional<ServerId> ReadServerName(Row& row, const std::vector<Server>& servers);

// A row as a call gives it: "function = \"WTSEnumerateSessions\", nth = 3, error = 5".
wtsconform::Value ParseRow(std::string_view row);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_READ_FAULTS_H_
