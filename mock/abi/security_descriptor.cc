#include "mock/abi/security_descriptor.h"

#include <array>
#include <cstring>

#include "mock/abi/errors.h"

namespace wtsmock {
namespace {

constexpr std::uint16_t kSelfRelative = 0x8000;

// A part of a descriptor: where it stands in either form, and how to know its length.
struct Part {
  SECURITY_INFORMATION flag;
  std::uint16_t present;  // control bit, for the lists
  bool is_list;
  std::size_t index;  // among the four addresses or offsets that follow the control word
  Bytes Security::*bytes;
};

constexpr std::array<Part, 4> kParts = {{
    {OWNER_SECURITY_INFORMATION, 0, false, 0, &Security::owner},
    {GROUP_SECURITY_INFORMATION, 0, false, 1, &Security::group},
    {SACL_SECURITY_INFORMATION, 0x0010, true, 2, &Security::sacl},
    {DACL_SECURITY_INFORMATION, 0x0004, true, 3, &Security::dacl},
}};

constexpr std::size_t kRelativeHeader = 20;  // revision, spare byte, control, four 32-bit offsets
constexpr std::size_t kAbsoluteFirst = sizeof(void*) > 4 ? 8 : 4;  // the first of four pointers

template <class T>
T Load(const std::uint8_t* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <class T>
void Store(Bytes& bytes, std::size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

// The part's first byte; null where the descriptor has none.
const std::uint8_t* Locate(const std::uint8_t* descriptor, const Part& part) {
  const auto control = Load<std::uint16_t>(descriptor + 2);
  if (part.is_list && (control & part.present) == 0) return nullptr;
  if ((control & kSelfRelative) != 0) {
    const auto offset = Load<std::uint32_t>(descriptor + 4 + 4 * part.index);
    return offset == 0 ? nullptr : descriptor + offset;
  }
  return Load<const std::uint8_t*>(descriptor + kAbsoluteFirst + sizeof(void*) * part.index);
}

// The length of a list stands in it; that of an identifier follows from its number of parts.
std::size_t LengthOf(const std::uint8_t* bytes, const Part& part) {
  return part.is_list ? Load<std::uint16_t>(bytes + 2) : 8 + 4 * std::size_t{bytes[1]};
}

bool IsWellFormed(const std::uint8_t* bytes, const Part& part) {
  constexpr std::size_t kListHeader = 8;
  constexpr std::uint8_t kMostIdentifierParts = 15;
  if (!part.is_list) return bytes[0] == 1 && bytes[1] <= kMostIdentifierParts;
  const bool known_revision = bytes[0] == 2 || bytes[0] == 4;
  return known_revision && LengthOf(bytes, part) >= kListHeader;
}

}  // namespace

DWORD ReadSecurity(const void* descriptor, SECURITY_INFORMATION wanted, Security& security) {
  const auto* const bytes = static_cast<const std::uint8_t*>(descriptor);
  if (bytes[0] != 1) return kErrorInvalidSecurityDescriptor;
  Security read = security;
  for (const Part& part : kParts) {
    if ((wanted & part.flag) == 0) continue;
    const std::uint8_t* const first = Locate(bytes, part);
    (read.*part.bytes).clear();
    if (first == nullptr) continue;
    if (!IsWellFormed(first, part)) {
      return part.is_list ? kErrorInvalidAcl : kErrorInvalidSecurityDescriptor;
    }
    (read.*part.bytes).assign(first, first + LengthOf(first, part));
  }
  security = read;
  return ERROR_SUCCESS;
}

Bytes WriteSecurity(const Security& security, SECURITY_INFORMATION wanted) {
  Bytes bytes(kRelativeHeader);
  std::uint16_t control = kSelfRelative;
  for (const Part& part : kParts) {
    const Bytes& content = security.*part.bytes;
    if ((wanted & part.flag) == 0 || content.empty()) continue;
    control |= part.present;
    Store(bytes, 4 + 4 * part.index, static_cast<std::uint32_t>(bytes.size()));
    bytes.insert(bytes.end(), content.begin(), content.end());
    bytes.resize((bytes.size() + 3) / 4 * 4);
  }
  bytes[0] = 1;
  Store(bytes, 2, control);
  return bytes;
}

}  // namespace wtsmock
