#include "spec/loader/toml/toml_depth.h"

#include <algorithm>
#include <cstddef>

namespace wtsconform {
namespace {

// The length of the string at the start of `text`, which is a quotation mark: up to the one that
// ends it, or to the end of the line where that must not be in it.
std::size_t LengthOfString(std::string_view text) {
  const char mark = text.front();
  const bool has_lines = text.size() >= 3 && text[1] == mark && text[2] == mark;
  std::size_t at = has_lines ? 3 : 1;
  while (at < text.size()) {
    if (text[at] == '\n' && !has_lines) return at;
    if (text[at] == '\\' && mark == '"') {
      at += 2;
    } else if (text[at] != mark) {
      ++at;
    } else if (!has_lines) {
      return at + 1;
    } else if (text.substr(at, 3) == text.substr(0, 3)) {
      return at + 3;
    } else {
      ++at;
    }
  }
  return text.size();
}

}  // namespace

int LineOfDeepKey(std::string_view text, int most) {
  constexpr std::string_view kEndsKey = "=,[]{}\n";
  int line = 1;
  int parts = 1;
  while (!text.empty()) {
    const char c = text.front();
    std::size_t length = 1;
    if (c == '"' || c == '\'') length = LengthOfString(text);
    if (c == '#') length = std::min(text.find('\n'), text.size());
    if (c == '.' && ++parts > most) return line;
    if (kEndsKey.find(c) != std::string_view::npos) parts = 1;
    const auto passed = text.substr(0, length);
    line += static_cast<int>(std::count(passed.begin(), passed.end(), '\n'));
    text.remove_prefix(passed.size());
  }
  return 0;
}

}  // namespace wtsconform
