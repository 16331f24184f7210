#include "mock/world/row.h"

#include <utility>

#include "mock/world/notation.h"
#include "spec/loader/toml/message.h"

namespace wtsmock {
namespace {

constexpr std::int64_t kLargestCount = 100'000;

std::string Quoted(const std::string& text) { return "\"" + wtsconform::Excerpt(text) + "\""; }

}  // namespace

Row::Row(const wtsconform::Value& value, std::string what, std::uint32_t number)
    : Fields(value, std::move(what)), number_(number) {
  Optional("count");  // CountOf reads it
}

void Row::TurnTo(std::uint32_t number) {
  if (number != number_) StartAgain();
  number_ = number;
}

wtsmock::Text Row::Converted(std::string_view key, std::string text) const {
  if (text.find('\0') != std::string::npos) Refuse(key, "a text here has no zero in it");
  constexpr std::string_view kNumber = "{n}";
  for (auto at = text.find(kNumber); at != std::string::npos; at = text.find(kNumber, at)) {
    text.replace(at, kNumber.size(), std::to_string(number_));
  }
  return Decode(text.data(), text.size());
}

void Row::Read(std::string_view key, wtsmock::Text& field) {
  if (Gives(key)) field = Converted(key, OptionalText(key, ""));
}

void Row::Read(std::string_view key, bool& field) { field = OptionalFlag(key, field); }

std::int64_t Row::NumberWithin(std::string_view key, std::int64_t otherwise, std::int64_t least,
                               std::int64_t most) {
  const std::int64_t number = OptionalNumber(key, otherwise);
  if (number < least || number > most) {
    Refuse(key, std::to_string(number) + " is not within " + std::to_string(least) + " and " +
                    std::to_string(most));
  }
  return number;
}

void Row::ReadCount(std::string_view key, std::uint32_t& field) {
  Read(key, field);
  if (Gives(key) && field == 0) Refuse(key, "calls are counted from 1; write 1 for the first");
}

void Row::Read(std::string_view key, std::optional<Address>& field) {
  const std::string text = OptionalText(key, "");
  if (text.empty()) return;
  field = ParseAddress(text);
  if (!field.has_value()) {
    Refuse(key, Quoted(text) + " is no address; write one like \"192.0.2.7\" or \"2001:db8::7\"");
  }
  field = Following(*field, number_ - 1);
}

void Row::ReadTime(std::string_view key, FileTime& field) {
  if (!Gives(key)) return;
  const std::string text = OptionalText(key, "");
  const auto time = ParseTime(text);
  if (!time.has_value()) {
    Refuse(key,
           Quoted(text) + " is no time; write one like \"2026-01-01T09:30:00Z\", or \"never\"");
  }
  field = *time;
}

void Row::ReadSid(std::string_view key, Bytes& field) {
  if (!Gives(key)) return;
  const std::string text = OptionalText(key, "");
  const auto sid = ParseSid(text);
  if (!sid.has_value()) {
    Refuse(key, Quoted(text) + " is no security identifier; write one like \"S-1-5-18\"");
  }
  field = *sid;
}

std::vector<wtsmock::Text> Row::ReadTexts(std::string_view key) {
  std::vector<wtsmock::Text> texts;
  for (std::string& text : Texts(key)) texts.push_back(Converted(key, std::move(text)));
  return texts;
}

std::uint32_t CountOf(const wtsconform::Value& row) {
  wtsconform::Fields fields(row, "a row");
  const std::int64_t count = fields.OptionalNumber("count", 1);
  if (count < 1 || count > kLargestCount) {
    fields.Refuse("count", "must be between 1 and " + std::to_string(kLargestCount));
  }
  return static_cast<std::uint32_t>(count);
}

}  // namespace wtsmock
