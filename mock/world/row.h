// One row of a world's file: its keys, in the types of the world.
//
//   Row row(value, "a process");
//   row.TurnTo(3);                          // the third of those that the row stands for
//   row.Read("threads", process.threads);   // stays as it is where the key is missing
//   row.Finish();                           // an unknown key is refused
#ifndef WTSCONFORM_MOCK_WORLD_ROW_H_
#define WTSCONFORM_MOCK_WORLD_ROW_H_

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mock/world/world.h"
#include "spec/loader/toml/fields.h"

namespace wtsmock {

class Row : public wtsconform::Fields {
 public:
  // `number` counts from 1 what a row with `count` stands for; "{n}" in its texts becomes it.
  Row(const wtsconform::Value& value, std::string what, std::uint32_t number = 1);

  // Reads the next one from the start.
  void TurnTo(std::uint32_t number);

  // Whether the key is there. (Has does not count as having asked for it.)
  bool Gives(std::string_view key) { return Optional(key) != nullptr; }

  // Each leaves the field as it is where the key is missing.
  void Read(std::string_view key, wtsmock::Text& field);
  void Read(std::string_view key, bool& field);
  template <std::integral Number>
  void Read(std::string_view key, Number& field) {
    const auto least = static_cast<std::int64_t>(std::numeric_limits<Number>::min());
    const auto most = static_cast<std::int64_t>(std::numeric_limits<Number>::max());
    field = static_cast<Number>(NumberWithin(key, field, least, most));
  }
  template <std::integral Number>
  void Read(std::string_view key, std::optional<Number>& field) {
    if (!Gives(key)) return;
    Number number = 0;
    Read(key, number);
    field = number;
  }
  // Of calls: the first is 1.
  void ReadCount(std::string_view key, std::uint32_t& field);
  template <std::size_t N>
  void Read(std::string_view key, WCHAR (&field)[N]) {
    wtsmock::Text text = ReadField(field);
    Read(key, text);
    CopyField(field, text);
  }
  // Counts on with the number of the row.
  void Read(std::string_view key, std::optional<Address>& field);
  void ReadTime(std::string_view key, FileTime& field);
  void ReadSid(std::string_view key, Bytes& field);
  std::vector<wtsmock::Text> ReadTexts(std::string_view key);

  // What the first of a row was asked for, the others are too: it is checked once.
  void Finish() const {
    if (number_ == 1) Fields::Finish();
  }

  std::uint32_t number() const { return number_; }

 private:
  std::int64_t NumberWithin(std::string_view key, std::int64_t otherwise, std::int64_t least,
                            std::int64_t most);
  wtsmock::Text Converted(std::string_view key, std::string text) const;

  std::uint32_t number_;
};

// How many a row stands for: its key `count`, 1 where it is missing.
std::uint32_t CountOf(const wtsconform::Value& row);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_ROW_H_
