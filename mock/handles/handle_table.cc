#include "mock/handles/handle_table.h"

namespace wtsmock {
namespace {

// Beyond 32 bits where there are more, so that a caller who cuts a handle short notices; and far
// from the small and the well-known numbers that programs pass by mistake.
constinit ValueSequence fresh_values(sizeof(std::uintptr_t) > 4
                                         ? static_cast<std::uintptr_t>(0x57545300001003)
                                         : 0x00541003);

}  // namespace

HANDLE FreshValue() { return fresh_values.Next(); }
bool WasIssued(HANDLE value) { return fresh_values.Has(value); }

}  // namespace wtsmock
