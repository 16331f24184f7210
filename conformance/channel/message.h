// A typed value on its way from a child to its parent: numbers and texts in a fixed order.
//
//   MessageWriter("window/1").Number(3).Text(title).bytes()          // the child
//   MessageReader window(bytes, "window/1");                         // the parent
//   const auto number = window.NumberBelow(24);
//   const std::string title = window.Text();
//   window.End();
//
// The type's name carries its version. A reader refuses what is of another type, cut, too long, or
// out of range; a text may hold any byte. Not for files: numbers are in this machine's order.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_MESSAGE_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_MESSAGE_H_

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace wtsconform {

class MessageWriter {
 public:
  explicit MessageWriter(std::string_view type) { Text(type); }

  MessageWriter& Number(std::uint64_t number);
  MessageWriter& Text(std::string_view text);
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

bool IsOfType(std::string_view bytes, std::string_view type);

// What a child sent is not what it should be.
class MessageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Every function throws MessageError.
class MessageReader {
 public:
  // `bytes` must outlive the reader.
  MessageReader(std::string_view bytes, std::string_view type);

  std::uint64_t Number();
  std::uint64_t NumberBelow(std::uint64_t limit);
  std::string Text();
  // To be called after the last field.
  void End() const;

 private:
  std::string_view Take(std::uint64_t size);

  std::string_view left_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_MESSAGE_H_
