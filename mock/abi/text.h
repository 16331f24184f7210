// Text: UTF-16 inside, UTF-8 in the A functions (the mock's ANSI code page, on every system),
// UTF-16 units in the W functions.
#ifndef WTSCONFORM_MOCK_ABI_TEXT_H_
#define WTSCONFORM_MOCK_ABI_TEXT_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "mock/abi/export.h"

namespace wtsmock {

using Text = std::u16string;
using TextView = std::u16string_view;

// What a caller passed, read to the terminating zero or for `units` units. What is no valid UTF-8
// becomes U+FFFD, one for each byte that starts nothing.
Text Decode(const CHAR* text);
Text Decode(const CHAR* text, std::size_t units);
Text Decode(const WCHAR* text);
Text Decode(const WCHAR* text, std::size_t units);

// What a caller gets, without the terminating zero. A surrogate without its partner becomes
// U+FFFD in UTF-8 and stays what it is in UTF-16.
template <class Char>
std::basic_string<Char> Encode(TextView text);
template <>
std::basic_string<CHAR> Encode<CHAR>(TextView text);
template <>
std::basic_string<WCHAR> Encode<WCHAR>(TextView text);

// How much of `text` fits into `units` units without cutting a character in two.
std::size_t FittingUnits(std::string_view text, std::size_t units);
std::size_t FittingUnits(std::basic_string_view<WCHAR> text, std::size_t units);

// Fills a field of fixed size: as many whole characters as fit, and zeros.
template <class Char, std::size_t N>
void CopyField(Char (&field)[N], TextView text) {
  const auto encoded = Encode<Char>(text);
  const std::size_t units = FittingUnits(std::basic_string_view<Char>(encoded), N - 1);
  const auto end = std::copy_n(encoded.data(), units, &field[0]);
  std::fill(end, field + N, Char{});
}

// Reads a field of fixed size, terminated or not.
template <class Char, std::size_t N>
Text ReadField(const Char (&field)[N]) {
  std::size_t units = 0;
  while (units < N && field[units] != Char{}) ++units;
  return Decode(field, units);
}

// In upper case if it is an ASCII letter.
constexpr char16_t Folded(char16_t c) {
  return c >= u'a' && c <= u'z' ? static_cast<char16_t>(c - (u'a' - u'A')) : c;
}

// Names of servers, users and listeners are equal regardless of the case of their ASCII letters.
bool SameName(TextView a, TextView b);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_TEXT_H_
