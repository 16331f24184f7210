#include "reports/formats/outgoing_text.h"

#include "reports/formats/style.h"
#include "reports/formats/text.h"

namespace wtsconform {
namespace {

// Where a line may still become a command: white space before one is ignored, and some of it is not
// ASCII.
bool MayComeBefore(char c) {
  return c == ' ' || c == '\t' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string OutgoingText::Next(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    std::size_t code = colour_ ? text.find('\x1b', from) : std::string_view::npos;
    std::size_t length = 0;
    while (code != std::string_view::npos && (length = ColourCodeAt(text.substr(code))) == 0) {
      code = text.find('\x1b', code + 1);
    }
    Append(CleanText(text.substr(from, code - from)), out);
    if (code == std::string_view::npos) break;
    out += text.substr(code, length);
    from = code + length;
  }
  return out;
}

void OutgoingText::Append(std::string_view clean, std::string& out) {
  for (const char c : clean) {
    const bool is_command = line_ == Line::kColon && c == ':';
    const bool is_marked = hashes_ >= 2 && c != '#' && c != ' ' && c != '\n';
    if (is_command || is_marked) out += ' ';
    out += c;
    hashes_ = c == '#' ? hashes_ + 1 : 0;
    if (c == '\n') {
      line_ = Line::kStart;
    } else if (line_ == Line::kStart && c == ':') {
      line_ = Line::kColon;
    } else if (line_ != Line::kStart || !MayComeBefore(c)) {
      line_ = Line::kInside;
    }
  }
}

}  // namespace wtsconform
