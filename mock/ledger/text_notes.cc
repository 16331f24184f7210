#include "mock/ledger/text_notes.h"

#include <string>

#include "mock/abi/system.h"
#include "mock/ledger/ledger.h"

namespace wtsmock {
namespace {

constexpr DWORD kLongestText = 0x10000;  // of those that are looked at

// Whether `bytes` is rather the length of the text in characters, with its terminating zero or
// without. What lies behind so many bytes need not be there.
bool IsLengthInCharacters(const WCHAR* text, DWORD bytes) {
  if (text == nullptr || bytes == 0 || bytes > kLongestText) return false;
  std::basic_string<WCHAR> units(bytes + std::size_t{1}, WCHAR{});
  if (!ReadIfMapped(text, units.data(), units.size() * sizeof(WCHAR))) {
    units.resize(bytes);
    if (!ReadIfMapped(text, units.data(), units.size() * sizeof(WCHAR))) return false;
  }
  const std::size_t length = units.find(WCHAR{});
  return (length == bytes || length + 1 == bytes) && length * sizeof(WCHAR) != bytes;
}

}  // namespace

void NoteText(const WCHAR* text, DWORD bytes) {
  if (!IsLengthInCharacters(text, bytes)) return;
  NoteBreach(Rule::kLengthInCharacters, text,
             std::to_string(bytes) + " was given, and a character has 2 bytes");
}

}  // namespace wtsmock
