// What the ledger of the caller is made of: what a program holds, and where it went wrong.
#ifndef WTSCONFORM_MOCK_LEDGER_ENTRY_H_
#define WTSCONFORM_MOCK_LEDGER_ENTRY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mock/abi/buffers.h"
#include "mock/ledger/rules.h"
#include "mock/ledger/stack.h"

namespace wtsmock {

// In the order of WtsMockKind.
enum class Kind : std::uint8_t {
  kHandle,
  kBuffer,
  kRegistration,
  kChannel,
  kToken,
  kWait,
  kCloudAuth,
  kUnreachable,  // what an open of a server that cannot be reached returned (GAP-14)
  kCount
};

// A value, kept so that no search for leaks takes it for a pointer to a block.
class Hidden {
 public:
  Hidden() = default;
  explicit Hidden(const void* value) : bits_(~reinterpret_cast<std::uintptr_t>(value)) {}
  static Hidden OfBits(std::uintptr_t bits) {
    Hidden hidden;
    hidden.bits_ = bits;
    return hidden;
  }

  const void* value() const { return reinterpret_cast<const void*>(~bits_); }
  std::uintptr_t bits() const { return bits_; }
  bool operator==(const Hidden&) const = default;

 private:
  std::uintptr_t bits_ = ~std::uintptr_t{0};
};

// A call of the program.
struct Origin {
  const char* function = "";
  std::uint64_t call = 0;
  unsigned thread = 0;
  const Stack* stack = nullptr;  // null where stacks are not asked for; valid for ever
};

// Something that the program holds, or held.
struct Entry {
  Entry() = default;
  Entry(Kind its_kind, const void* its_value) : kind(its_kind), value(its_value) {}
  Entry(Kind its_kind, Hidden its_value) : kind(its_kind), value(its_value) {}

  Kind kind = Kind::kHandle;
  Hidden value;
  Hidden owner;              // the server handle that it came through
  std::size_t bytes = 0;     // of a buffer; 0 where nobody knows
  const char* server = "";   // its name, where that is known; valid until the ledger is forgotten
  bool has_served = false;   // a handle: some call succeeded with it
  bool was_refused = false;  // a handle: its server did not answer
  Origin obtained;
};

// What it held until it gave it back.
struct Former {
  Entry entry;
  Origin given_back;
};

struct Breach {
  Rule rule;
  std::string text;  // what the rule's own text does not say; mostly ""
  Hidden value;
  Origin where;  // its function is "" for what is found in the end
  std::optional<Entry> about;
  std::optional<Origin> given_back;
};

struct LoggedCall {
  const char* function = "";
  std::uint64_t number = 0;
  Hidden handle;
  unsigned thread = 0;
  DWORD error = 0;
  bool has_succeeded = false;
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_ENTRY_H_
