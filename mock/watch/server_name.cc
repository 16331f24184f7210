#include "mock/watch/server_name.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "mock/abi/export.h"
#include "mock/abi/system.h"

namespace wtsmock {
namespace {

constexpr std::size_t kLongestName = 256;

bool IsInName(unsigned unit) { return unit > ' ' && unit != 0x7F; }

template <class Char>
std::string TextAt(const Char* text) {
  std::string name;
  for (std::size_t i = 0; i < kLongestName; ++i) {
    const unsigned unit = static_cast<std::make_unsigned_t<Char>>(text[i]);
    if (unit == 0) return name;
    if (!IsInName(unit)) return {};
    name += unit > 0x7F ? '?' : static_cast<char>(unit);
  }
  return {};
}

// Whether a structure begins here that begins with a pointer: six bytes that may look like letters,
// and two zeros.
bool IsStructure(const void* memory, std::size_t length) {
  constexpr std::size_t kLetters = 6;
  const bool is_aligned = reinterpret_cast<std::uintptr_t>(memory) % sizeof(void*) == 0;
  if (sizeof(void*) != 8 || length != kLetters || !is_aligned) return false;
  const void* first = nullptr;
  char byte = 0;
  std::memcpy(&first, memory, sizeof first);
  return first != nullptr && ReadIfMapped(first, &byte, 1);
}

}  // namespace

std::string ServerName(const void* name, bool is_wide) {
  if (name == nullptr) return {};
  const std::string text =
      is_wide ? TextAt(static_cast<const WCHAR*>(name)) : TextAt(static_cast<const CHAR*>(name));
  return IsStructure(name, text.size()) ? std::string() : text;
}

}  // namespace wtsmock
