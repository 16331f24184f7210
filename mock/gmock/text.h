// Texts of the API as UTF-8: A is UTF-8 already, as everywhere in the mock, W is UTF-16.
#ifndef WTSCONFORM_MOCK_GMOCK_TEXT_H_
#define WTSCONFORM_MOCK_GMOCK_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "spec/wtsapi32.h"

namespace wtsconform {

using WideView = std::basic_string_view<WCHAR>;
using WideString = std::basic_string<WCHAR>;

namespace internal {

inline constexpr char32_t kReplacement = 0xFFFD;

inline void AppendUtf8(std::string& text, char32_t c) {
  const auto add = [&](char32_t unit) { text += static_cast<char>(unit); };
  if (c < 0x80) return add(c);
  if (c < 0x800) {
    add(0xC0 | c >> 6);
  } else {
    if (c < 0x10000) {
      add(0xE0 | c >> 12);
    } else {
      add(0xF0 | c >> 18);
      add(0x80 | (c >> 12 & 0x3F));
    }
    add(0x80 | (c >> 6 & 0x3F));
  }
  add(0x80 | (c & 0x3F));
}

// The character that begins at `i`, which is moved behind it.
inline char32_t TakeUtf8(std::string_view text, std::size_t& i) {
  const auto first = static_cast<unsigned char>(text[i++]);
  if (first < 0x80) return first;
  const int rest = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (rest == 0) return kReplacement;
  char32_t c = first & (0x3F >> rest);
  for (int n = 0; n < rest; ++n, ++i) {
    if (i == text.size() || (text[i] & 0xC0) != 0x80) return kReplacement;
    c = c << 6 | (text[i] & 0x3F);
  }
  return c;
}

}  // namespace internal

// What is not UTF-16 becomes U+FFFD.
inline std::string Utf8(WideView text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = static_cast<std::uint16_t>(text[i]);
    if (c >= 0xD800 && c < 0xE000) {
      const char32_t next = i + 1 < text.size() ? static_cast<std::uint16_t>(text[i + 1]) : 0;
      const bool is_pair = c < 0xDC00 && next >= 0xDC00 && next < 0xE000;
      c = is_pair ? 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00) : internal::kReplacement;
      if (is_pair) ++i;
    }
    internal::AppendUtf8(result, c);
  }
  return result;
}
inline std::string Utf8(std::string_view text) { return std::string(text); }

// What is not UTF-8 becomes U+FFFD.
inline WideString Wide(std::string_view text) {
  WideString result;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = internal::TakeUtf8(text, i);
    if (c >= 0x10000) {
      result += static_cast<WCHAR>(0xD800 + ((c - 0x10000) >> 10));
      result += static_cast<WCHAR>(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      result += static_cast<WCHAR>(c);
    }
  }
  return result;
}

namespace internal {

// UTF-8 as a text of `Char`.
template <class Char>
std::basic_string<Char> As(std::string_view text) {
  if constexpr (sizeof(Char) == 1) {
    return std::string(text);
  } else {
    return Wide(text);
  }
}

}  // namespace internal
}  // namespace wtsconform

#endif  // WTSCONFORM_MOCK_GMOCK_TEXT_H_
