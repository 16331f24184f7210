#include "spec/loader/toml/message.h"

#include <cstddef>

namespace wtsconform {
namespace {

constexpr std::size_t kMostQuoted = 200;
constexpr std::size_t kMostOfMessage = 1000;
constexpr std::size_t kEndOfMessage = 300;

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The first `most` bytes, or some less, so that no character is cut.
std::string_view Start(std::string_view text, std::size_t most) {
  std::size_t end = most;
  while (end > 0 && ContinuesCharacter(text[end])) --end;
  return text.substr(0, end);
}

std::string_view End(std::string_view text, std::size_t most) {
  std::size_t start = text.size() - most;
  while (start < text.size() && ContinuesCharacter(text[start])) ++start;
  return text.substr(start);
}

}  // namespace

std::string Excerpt(std::string_view text) {
  if (text.size() <= kMostQuoted) return std::string(text);
  return std::string(Start(text, kMostQuoted)) + "... (" + std::to_string(text.size()) + " bytes)";
}

std::string BoundedMessage(std::string_view message) {
  if (message.size() <= kMostOfMessage) return std::string(message);
  const std::string_view end = End(message, kEndOfMessage);
  const std::string_view start = Start(message, kMostOfMessage - kEndOfMessage);
  return std::string(start) + " ... (" +
         std::to_string(message.size() - start.size() - end.size()) + " bytes left out) ... " +
         std::string(end);
}

}  // namespace wtsconform
