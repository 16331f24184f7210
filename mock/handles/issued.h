// What variants and defects know of open handles, beyond what the store (handles.h) does.
//
// While a switch is on, every open handle is noted here under the value that its caller holds. That
// is the slot's own value, unless a switch settles values: then several opens may have had it, or
// several opens share it. Whether anything is open is still the slot's to say.
#ifndef WTSCONFORM_MOCK_HANDLES_ISSUED_H_
#define WTSCONFORM_MOCK_HANDLES_ISSUED_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

#include "mock/handles/handle_table.h"
#include "mock/handles/opening.h"

namespace wtsmock {

struct Issued {
  Issued(HANDLE its_slot, const Opening& how);

  const HANDLE slot;
  const Opening opening;
  const std::uint64_t number;  // opens are counted
  const std::thread::id opener;
  std::atomic<bool> used = false;
  std::atomic<bool> failed = false;  // a call on it (failed-survivor-dies)
  std::atomic<std::uint32_t> bound =
      0;  // how it serves, packed, from its first use on (bound-at-first-use)
  std::atomic<unsigned> opens = 1;    // closes still to come
  std::atomic<bool> ended = false;    // it serves no call any more (failed-call-ends-handle)
  std::atomic<bool> spoiled = false;  // it refuses the next call (failed-call-spoils-next)
};
using IssuedPointer = std::shared_ptr<Issued>;
using IssuedTable = HandleTable<Issued>;

// By value. Never destroyed, like all that a call needs.
IssuedTable& IssuedHandles();
// Whether there are any. Asked on every miss of the store: costs a load.
bool HasIssued();

// Opens a slot and notes it under `value`, by default its own; what stood under that value ends.
HANDLE IssueNoted(const Opening& opening, HANDLE value = nullptr);

// Forgets the value and ends its slot. Null where it was not noted.
IssuedPointer EndIssued(HANDLE value);

// To be called when switches were turned on or off: notes all open slots, or forgets those whose
// value is their own.
void NoteOpenSlots();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_ISSUED_H_
