// Switches in the environment.
#ifndef WTSCONFORM_MOCK_ABI_ENVIRONMENT_H_
#define WTSCONFORM_MOCK_ABI_ENVIRONMENT_H_

#include <cstdlib>
#include <string_view>

namespace wtsmock {

// Whether the variable has a value, other than "0".
inline bool IsSet(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_ENVIRONMENT_H_
