#include "mock/world/notation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace wtsmock {
namespace {

// Takes a number without a sign off the start of the text; none where none stands there, or one
// that is larger than `most`.
std::optional<std::uint64_t> TakeNumber(std::string_view& text, std::uint64_t most, int base = 10) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc() || number > most) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool Take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

std::optional<Address> ParseIpv4(std::string_view text) {
  Address address;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0 && !Take(text, ".")) return std::nullopt;
    const auto byte = TakeNumber(text, 255);
    if (!byte.has_value()) return std::nullopt;
    address.bytes[i] = static_cast<std::uint8_t>(*byte);
  }
  return text.empty() ? std::optional(address) : std::nullopt;
}

// Groups of hexadecimal digits between colons, up to the end of the text.
std::optional<std::vector<std::uint8_t>> ParseGroups(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  while (!text.empty()) {
    if (!bytes.empty() && !Take(text, ":")) return std::nullopt;
    const auto group = TakeNumber(text, 0xFFFF, 16);
    if (!group.has_value() || bytes.size() >= 16) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(*group >> 8));
    bytes.push_back(static_cast<std::uint8_t>(*group));
  }
  return bytes;
}

std::optional<Address> ParseIpv6(std::string_view text) {
  Address address;
  address.is_ipv6 = true;
  const auto gap = text.find("::");
  const auto start = ParseGroups(text.substr(0, gap));
  const auto end = ParseGroups(gap == std::string_view::npos ? "" : text.substr(gap + 2));
  if (!start.has_value() || !end.has_value()) return std::nullopt;
  const std::size_t written = start->size() + end->size();
  if (gap == std::string_view::npos ? written != 16 : written > 14) return std::nullopt;
  std::ranges::copy(*start, address.bytes.begin());
  std::ranges::copy(*end, address.bytes.end() - static_cast<std::ptrdiff_t>(end->size()));
  return address;
}

// Units of 100 ns after the point; none where there are more than seven digits, or none.
std::optional<FileTime> TakeFraction(std::string_view& text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 7) return std::nullopt;
  FileTime units = 0;
  for (std::size_t i = 0; i < 7; ++i) units = 10 * units + (i < digits ? text[i] - '0' : 0);
  text.remove_prefix(digits);
  return units;
}

struct TimePart {
  const char* before;
  std::uint64_t most;
};

}  // namespace

std::optional<Address> ParseAddress(std::string_view text) {
  return text.find(':') == std::string_view::npos ? ParseIpv4(text) : ParseIpv6(text);
}

Address Following(Address address, std::uint32_t distance) {
  std::uint64_t carry = distance;
  for (std::size_t i = address.is_ipv6 ? 16 : 4; i-- > 0 && carry > 0; carry >>= 8) {
    carry += address.bytes[i];
    address.bytes[i] = static_cast<std::uint8_t>(carry);
  }
  return address;
}

std::optional<FileTime> ParseTime(std::string_view text) {
  using namespace std::chrono;
  if (text == "never") return 0;
  constexpr TimePart kPartsOfATime[] = {{"", 9999}, {"-", 12}, {"-", 31},
                                        {"T", 23},  {":", 59}, {":", 59}};
  std::array<int, 6> numbers{};
  for (std::size_t i = 0; i < 6; ++i) {
    if (!Take(text, kPartsOfATime[i].before)) return std::nullopt;
    const auto number = TakeNumber(text, kPartsOfATime[i].most);
    if (!number.has_value()) return std::nullopt;
    numbers[i] = static_cast<int>(*number);
  }
  const year_month_day date{year(numbers[0]), month(static_cast<unsigned>(numbers[1])),
                            day(static_cast<unsigned>(numbers[2]))};
  constexpr sys_days kFirst = year(1601) / 1 / 1;
  if (!date.ok() || sys_days(date) < kFirst) return std::nullopt;
  FileTime fraction = 0;
  if (Take(text, ".")) {
    const auto units = TakeFraction(text);
    if (!units.has_value()) return std::nullopt;
    fraction = *units;
  }
  if (text != "Z") return std::nullopt;
  const seconds since =
      sys_days(date) - kFirst + hours(numbers[3]) + minutes(numbers[4]) + seconds(numbers[5]);
  return since.count() * kSecond + fraction;
}

std::optional<Bytes> ParseSid(std::string_view text) {
  constexpr std::uint64_t kLargestAuthority = (std::uint64_t{1} << 48) - 1;
  constexpr std::size_t kMostParts = 15;
  if (!Take(text, "S-1-")) return std::nullopt;
  const auto authority = TakeNumber(text, kLargestAuthority);
  if (!authority.has_value()) return std::nullopt;
  std::vector<std::uint32_t> parts;
  while (Take(text, "-")) {
    const auto part = TakeNumber(text, 0xFFFFFFFF);
    if (!part.has_value() || parts.size() == kMostParts) return std::nullopt;
    parts.push_back(static_cast<std::uint32_t>(*part));
  }
  return text.empty() ? std::optional(SidOf(*authority, parts)) : std::nullopt;
}

Bytes SidOf(std::uint64_t authority, const std::vector<std::uint32_t>& parts) {
  Bytes sid(8 + 4 * parts.size());
  auto next = sid.begin();
  *next++ = 1;
  *next++ = static_cast<std::uint8_t>(parts.size());
  for (int shift = 40; shift >= 0; shift -= 8)
    *next++ = static_cast<std::uint8_t>(authority >> shift);
  for (const std::uint32_t part : parts) {
    for (int shift = 0; shift < 32; shift += 8) *next++ = static_cast<std::uint8_t>(part >> shift);
  }
  return sid;
}

}  // namespace wtsmock
