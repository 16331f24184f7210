// How a world's file writes addresses, times and security identifiers.
#ifndef WTSCONFORM_MOCK_WORLD_NOTATION_H_
#define WTSCONFORM_MOCK_WORLD_NOTATION_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "mock/world/world.h"

namespace wtsmock {

// "192.0.2.7" or "2001:db8::7"; none for anything else.
std::optional<Address> ParseAddress(std::string_view text);
// The address that lies so far behind another; it goes round at the end.
Address Following(Address address, std::uint32_t distance);

// "2026-01-01T09:30:00Z", with up to seven digits after a point where the seconds have a part;
// "never" is 0. None for anything else.
std::optional<FileTime> ParseTime(std::string_view text);

// "S-1-5-21-1111-2222-3333-1001"; none for anything else.
std::optional<Bytes> ParseSid(std::string_view text);
Bytes SidOf(std::uint64_t authority, const std::vector<std::uint32_t>& parts);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_NOTATION_H_
