#include "mock/abi/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace wtsmock {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsHigh(char16_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(char16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }
bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

void AppendUtf16(Text& out, char32_t c) {
  if (c < 0x10000) {
    out += static_cast<char16_t>(c);
  } else {
    out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
    out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
  }
}

void AppendUtf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

struct Character {
  char32_t value;
  std::size_t bytes;
};

// The character at the start of `text`, which is not empty.
Character FirstOfUtf8(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {kReplacement, 1};
  char32_t c = lead & (0x7F >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!IsContinuation(text[i])) return {kReplacement, 1};
    c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
  if (c < kSmallest[bytes] || c > 0x10FFFF || surrogate) return {kReplacement, 1};
  return {c, bytes};
}

}  // namespace

Text Decode(const CHAR* text) { return Decode(text, std::strlen(text)); }

Text Decode(const CHAR* text, std::size_t units) {
  std::string_view rest(text, units);
  Text out;
  while (!rest.empty()) {
    const Character c = FirstOfUtf8(rest);
    AppendUtf16(out, c.value);
    rest.remove_prefix(c.bytes);
  }
  return out;
}

Text Decode(const WCHAR* text) { return Decode(text, std::char_traits<WCHAR>::length(text)); }

Text Decode(const WCHAR* text, std::size_t units) { return Text(text, text + units); }

template <>
std::basic_string<CHAR> Encode<CHAR>(TextView text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (IsHigh(text[i]) && i + 1 < text.size() && IsLow(text[i + 1])) {
      c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - char32_t{0xDC00});
    } else if (IsHigh(text[i]) || IsLow(text[i])) {
      c = kReplacement;
    }
    AppendUtf8(out, c);
  }
  return out;
}

template <>
std::basic_string<WCHAR> Encode<WCHAR>(TextView text) {
  return std::basic_string<WCHAR>(text.begin(), text.end());
}

std::size_t FittingUnits(std::string_view text, std::size_t units) {
  if (text.size() <= units) return text.size();
  while (units > 0 && IsContinuation(text[units])) --units;
  return units;
}

std::size_t FittingUnits(std::basic_string_view<WCHAR> text, std::size_t units) {
  if (text.size() <= units) return text.size();
  const auto unit = [&](std::size_t i) { return static_cast<char16_t>(text[i]); };
  return units > 0 && IsLow(unit(units)) && IsHigh(unit(units - 1)) ? units - 1 : units;
}

bool SameName(TextView a, TextView b) { return std::ranges::equal(a, b, {}, Folded, Folded); }

}  // namespace wtsmock
