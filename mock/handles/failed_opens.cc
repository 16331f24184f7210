#include "mock/handles/failed_opens.h"

#include <atomic>
#include <cstdint>

#include "mock/handles/handle_table.h"

namespace wtsmock {
namespace {

// Far from those of handle_table.cc.
constinit ValueSequence failed_values(sizeof(std::uintptr_t) > 4
                                          ? static_cast<std::uintptr_t>(0x57545400001003)
                                          : 0x40541003);
std::atomic<unsigned> open_nulls = 0;
std::atomic<unsigned> open_minus_ones = 0;

}  // namespace

HANDLE FailedValue() { return failed_values.Next(); }
bool WasFailedOpen(HANDLE value) { return failed_values.Has(value); }

HANDLE CountFailedOpen(HANDLE value) {
  ++(value == nullptr ? open_nulls : open_minus_ones);
  return value;
}

bool CloseFailedOpen(HANDLE value) {
  if (value != nullptr && value != INVALID_HANDLE_VALUE) return WasFailedOpen(value);
  auto& open = value == nullptr ? open_nulls : open_minus_ones;
  unsigned count = open.load();
  while (count > 0 && !open.compare_exchange_weak(count, count - 1)) {
  }
  return count > 0;
}

void ForgetFailedOpens() {
  open_nulls = 0;
  open_minus_ones = 0;
}

}  // namespace wtsmock
