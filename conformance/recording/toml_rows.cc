#include "conformance/recording/toml_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace wtsconform {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

void Append(std::string& out, char32_t c) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  const auto more = [&](int shift) { byte(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) return byte(0xC0 | c >> 6), more(0);
  if (c < 0x10000) return byte(0xE0 | c >> 12), more(6), more(0);
  byte(0xF0 | c >> 18), more(12), more(6), more(0);
}

bool IsWithin(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

}  // namespace

std::string Utf8Of(const WCHAR* text) {
  return text == nullptr ? "" : Utf8Of(text, std::char_traits<WCHAR>::length(text));
}

std::string Utf8Of(const WCHAR* field, std::size_t units) {
  std::string out;
  for (std::size_t i = 0; i < units && field[i] != 0; ++i) {
    char32_t c = static_cast<char16_t>(field[i]);
    const char32_t next = i + 1 < units ? static_cast<char16_t>(field[i + 1]) : 0;
    if (IsWithin(c, 0xD800, 0xDBFF) && IsWithin(next, 0xDC00, 0xDFFF)) {
      c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
      ++i;
    } else if (IsWithin(c, 0xD800, 0xDFFF)) {
      c = kReplacement;
    }
    Append(out, c);
  }
  return out;
}

std::u16string Utf16Of(std::string_view utf8) {
  std::u16string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = bytes == 1 ? lead : lead & (0x7Fu >> bytes);
    for (std::size_t k = 1; k < bytes && i + k < utf8.size(); ++k) {
      c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
    }
    i += bytes;
    if (c >= 0x10000) {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      c = 0xDC00 + (c & 0x3FF);
    }
    out += static_cast<char16_t>(c);
  }
  return out;
}

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string TimeText(std::int64_t file_time) {
  using namespace std::chrono;
  constexpr std::int64_t kSecond = 10'000'000;
  constexpr sys_days kFirst = year{1601} / 1 / 1;
  if (file_time <= 0) return "never";
  const seconds since{file_time / kSecond};
  const days whole = floor<days>(since);
  const year_month_day date{kFirst + whole};
  const hh_mm_ss time{since - whole};
  const std::int64_t part = file_time % kSecond;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     part == 0 ? "" : fmt::format(".{:07}", part));
}

void TomlRow::Raw(std::string_view key, const std::string& value) {
  keys_ += fmt::format("{}{} = {}", keys_.empty() ? "" : ", ", key, value);
}

void TomlRow::Text(std::string_view key, const std::string& value) { Raw(key, Quoted(value)); }

void TomlRow::Number(std::string_view key, std::int64_t value) { Raw(key, std::to_string(value)); }

}  // namespace wtsconform
