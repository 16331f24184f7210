#include "conformance/channel/message.h"

#include <cstring>

namespace wtsconform {

MessageWriter& MessageWriter::Number(std::uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  bytes_.append(bytes, sizeof bytes);
  return *this;
}

MessageWriter& MessageWriter::Text(std::string_view text) {
  Number(text.size());
  bytes_ += text;
  return *this;
}

MessageReader::MessageReader(std::string_view bytes, std::string_view type) : left_(bytes) {
  if (Text() != type) throw MessageError("a message is not of the type " + std::string(type));
}

bool IsOfType(std::string_view bytes, std::string_view type) {
  const std::string start = MessageWriter(type).bytes();
  return bytes.starts_with(start);
}

std::string_view MessageReader::Take(std::uint64_t size) {
  if (size > left_.size()) throw MessageError("a message is cut");
  const std::string_view taken = left_.substr(0, static_cast<std::size_t>(size));
  left_.remove_prefix(taken.size());
  return taken;
}

std::uint64_t MessageReader::Number() {
  std::uint64_t number = 0;
  std::memcpy(&number, Take(sizeof number).data(), sizeof number);
  return number;
}

std::uint64_t MessageReader::NumberBelow(std::uint64_t limit) {
  const std::uint64_t number = Number();
  if (number >= limit) {
    throw MessageError("a message holds " + std::to_string(number) + ", which should be below " +
                       std::to_string(limit));
  }
  return number;
}

std::string MessageReader::Text() { return std::string(Take(Number())); }

void MessageReader::End() const {
  if (!left_.empty()) throw MessageError("a message is too long");
}

}  // namespace wtsconform
