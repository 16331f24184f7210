#include "reports/formats/text.h"

#include <algorithm>

namespace wtsconform {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The length in bytes that a character starting with `lead` has; 0 where none starts so.
std::size_t LengthFromLead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

// Breaks lines, or shows text in another order than it stands in.
bool Rearranges(char32_t character) {
  return (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069) || character == 0x200E ||
         character == 0x200F || character == 0x061C;
}

bool IsFit(char32_t character, std::size_t length) {
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};  // less is an overlong form
  if (character < kSmallest[length] || character > 0x10FFFF) return false;
  if (character < 0x20) return character == '\n' || character == '\t';
  const bool is_control = character >= 0x7F && character <= 0x9F;
  const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
  return !is_control && !is_surrogate && !Rearranges(character) && character != 0xFFFE &&
         character != 0xFFFF;
}

// The length of the character at the start of `text`; 0 where it is ill-formed or unfit.
std::size_t FitCharacter(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = LengthFromLead(lead);
  if (length == 0 || text.size() < length) return 0;
  char32_t character = length == 1 ? lead : lead & (0x7F >> length);
  for (const char byte : text.substr(1, length - 1)) {
    if (!IsContinuation(byte)) return 0;
    character = character << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  }
  return IsFit(character, length) ? length : 0;
}

bool IsPlain(char c) { return c >= ' ' && c <= '~'; }

// What stands for a character that markup would take for its own; "" for all others. A reader of
// attributes turns white space into spaces unless it is escaped.
std::string_view EscapeFor(char c, bool attribute) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\n':
      return attribute ? "&#10;" : "";
    case '\t':
      return attribute ? "&#9;" : "";
    default:
      return "";
  }
}

std::string Escaped(std::string_view text, bool attribute) {
  const std::string clean = CleanText(text);
  std::string escaped;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const std::string_view escape = EscapeFor(clean[i], attribute);
    if (escape.empty()) continue;
    escaped.append(clean, copied, i - copied);
    escaped += escape;
    copied = i + 1;
  }
  return escaped.append(clean, copied);
}

}  // namespace

std::string CleanText(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    // Most text is plain, and reports are long.
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), IsPlain) - text.begin());
    clean += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::size_t length = FitCharacter(text);
    clean += length == 0 ? kReplacement : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return clean;
}

std::string OneLine(std::string_view text) {
  std::string line = CleanText(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

std::size_t DisplayWidth(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !IsContinuation(byte); }));
}

std::string XmlText(std::string_view text) { return Escaped(text, false); }
std::string XmlAttribute(std::string_view text) { return Escaped(text, true); }

std::string Wrap(std::string_view text, int width, std::size_t indent) {
  const auto limit = static_cast<std::size_t>(std::max(width, 0));
  std::string wrapped;
  std::size_t column = indent;
  bool at_start = true;
  const auto new_line = [&] {
    wrapped += "\n" + std::string(indent, ' ');
    column = indent;
    at_start = true;
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    if (limit != 0 && !at_start && column + 1 + DisplayWidth(word) > limit) new_line();
    const std::string_view separator = at_start ? "" : " ";
    wrapped += separator;
    wrapped += word;
    column += separator.size() + DisplayWidth(word);
    at_start = false;
    if (end < text.size() && text[end] == '\n') new_line();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return wrapped;
}

std::string Count(std::int64_t count, std::string_view word, std::string_view plural) {
  std::string text = std::to_string(count) + " ";
  if (count == 1) return text.append(word);
  return plural.empty() ? text.append(word) + "s" : text.append(plural);
}

}  // namespace wtsconform
