#include "mock/ledger/text_notes.h"

#include <optional>
#include <string>

#include "mock/abi/system.h"
#include "mock/ledger/ledger.h"

namespace wtsmock {
namespace {

constexpr DWORD kLongestText = 0x10000;  // of those that are looked at

// The characters before the text's terminating zero, if it stands among the first so many that can
// be read.
template <class Char>
std::optional<std::size_t> LengthOf(const Char* text, std::size_t most) {
  std::basic_string<Char> units(most, Char{});
  if (!ReadIfMapped(text, units.data(), units.size() * sizeof(Char))) return std::nullopt;
  const std::size_t length = units.find(Char{});
  return length == units.npos ? std::nullopt : std::optional(length);
}

// Whether `bytes` is rather the length of the text in characters, with its terminating zero or
// without. What lies behind so many bytes need not be there.
bool IsLengthInCharacters(const WCHAR* text, DWORD bytes) {
  auto length = LengthOf(text, bytes + std::size_t{1});
  if (!length.has_value()) length = LengthOf(text, bytes);
  if (!length.has_value()) return false;
  return (*length == bytes || *length + 1 == bytes) && *length * sizeof(WCHAR) != bytes;
}

// The terminating zero may be counted, what lies behind it is no text.
template <class Char>
void NoteLength(const Char* text, DWORD bytes) {
  const auto length = LengthOf(text, bytes / sizeof(Char));
  if (!length.has_value() || (*length + 1) * sizeof(Char) >= bytes) return;
  NoteBreach(Rule::kLengthBeyondText, text,
             std::to_string(bytes) + " was given, and the text has " +
                 std::to_string(*length * sizeof(Char)) + " bytes");
}

bool IsLookedAt(const void* text, DWORD bytes) {
  return text != nullptr && bytes > 0 && bytes <= kLongestText;
}

}  // namespace

void NoteText(const WCHAR* text, DWORD bytes) {
  if (!IsLookedAt(text, bytes)) return;
  if (!IsLengthInCharacters(text, bytes)) return NoteLength(text, bytes);
  NoteBreach(Rule::kLengthInCharacters, text,
             std::to_string(bytes) + " was given, and a character has 2 bytes");
}

void NoteText(const char* text, DWORD bytes) {
  if (IsLookedAt(text, bytes)) NoteLength(text, bytes);
}

}  // namespace wtsmock
