// The small language of argument words in functions.toml.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_ARGUMENTS_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_ARGUMENTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "spec/loader/tables/functions.h"

namespace wtsconform {

using Constants = std::map<std::string, std::uint64_t, std::less<>>;

// Reads one word, e.g. "out pointer", "text RDP-Tcp", "WTS_EVENT_FLUSH". Throws
// std::invalid_argument with what is wrong and what would be right.
Argument ParseArgument(std::string_view word, const Constants& constants);

// A number, a constant's name, or several of these joined with '|'.
std::uint64_t ParseNumber(std::string_view word, const Constants& constants);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_ARGUMENTS_H_
