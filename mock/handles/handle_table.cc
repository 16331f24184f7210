#include "mock/handles/handle_table.h"

#include <atomic>
#include <cstdint>

namespace wtsmock {
namespace {

// Beyond 32 bits where there are more, so that a caller who cuts a handle short notices; and far
// from the small and the well-known numbers that programs pass by mistake. The lowest two bits are
// set, as in no value of a SlotTable.
constexpr std::uintptr_t kFirst = sizeof(std::uintptr_t) > 4
                                      ? static_cast<std::uintptr_t>(0x57545300001003)
                                      : 0x00541003;
constexpr std::uintptr_t kStep = 4;

std::atomic<std::uintptr_t> next_value = kFirst;

}  // namespace

HANDLE FreshValue() {
  return reinterpret_cast<HANDLE>(next_value.fetch_add(kStep, std::memory_order_relaxed));
}

bool WasIssued(HANDLE value) {
  const auto number = reinterpret_cast<std::uintptr_t>(value);
  return number >= kFirst && number < next_value.load(std::memory_order_relaxed) &&
         number % kStep == kFirst % kStep;
}

}  // namespace wtsmock
