// Server handles: what a handle stands for, now.
//
// There is one store, a SlotTable: an open handle is a slot of it, whatever is switched on.
// Variants and defects stand in front of it: they note what they need of each open (issued.h),
// choose values (handle_values.h), and let stale values serve or closes go wrong
// (handle_defects.h). While no switch is on, a call passes them by one branch.
#ifndef WTSCONFORM_MOCK_HANDLES_HANDLES_H_
#define WTSCONFORM_MOCK_HANDLES_HANDLES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "mock/handles/opening.h"

namespace wtsmock {

// A new handle. Throws std::bad_alloc.
HANDLE IssueHandle(const Opening& opening);
// The same for a Packed opening while no switch is on. Where there is no memory it fails as an open
// does: with the last error set, and a value that is never valid.
HANDLE IssueSlot(std::uint32_t opening) noexcept;

// What a failed open returns: by default a value that is never valid (OPEN-2, OPEN-5).
HANDLE FailedHandle();

// What `handle` stands for, WTS_CURRENT_SERVER_HANDLE included; none for any value that is not
// open.
std::optional<Target> FindHandle(HANDLE handle, const Use& use);

// The same for WTS_CURRENT_SERVER_HANDLE, whatever is switched on. A reset gives it another id.
Target CurrentTarget();

// The following two expect the world to be locked.

bool IsClosed(const Target& target);
// To be called before something is noted in the world under the target's id: then the close takes
// it away. False where the handle has been closed.
bool Attach(const Target& target);

// WTSCloseServer. What is not open is counted and otherwise ignored (CLOSE-2, CLOSE-3, CLOSE-7).
// What a failed open returned is not even counted (GAP-14).
void CloseServerHandle(HANDLE handle) noexcept;

// Closes, since load or reset, of what was not open.
unsigned InvalidCloses();
// Handles that are open to a server which is there.
unsigned LiveHandles();

// To be called when switches were turned on or off: open handles stay open, and what defects
// remembered of closed ones is forgotten.
void FollowSwitches();

// The store itself, for what stands in front of it.

// A new slot. Throws std::bad_alloc.
HANDLE OpenSlot(const Opening& opening);
// What an open slot stands for; none where it is not open.
std::optional<Target> TargetOfSlot(HANDLE slot);
// Closes the slot and takes away what the world has noted under it: its waits, and the notification
// registrations made through it. False where it was not open.
bool EndSlot(HANDLE slot);
std::vector<HANDLE> OpenSlots();
// The open slot that a closed one has become; NULL if it is free.
HANDLE SuccessorOf(HANDLE slot);

// Whether the value was a handle, a failed open's included, at any time.
bool WasHandle(HANDLE value);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_HANDLES_H_
