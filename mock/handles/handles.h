// Server handles: what a handle stands for, now.
//
// While no switch is on, an open handle is a slot of a SlotTable. Variants and defects need more of
// it than a slot holds: from WtsMockConfigure on every open handle is a Connection in a
// HandleTable, and the calls go through handle_values.h and handle_faults.h.
#ifndef WTSCONFORM_MOCK_HANDLES_HANDLES_H_
#define WTSCONFORM_MOCK_HANDLES_HANDLES_H_

#include <cstdint>
#include <optional>

#include "mock/handles/connection.h"
#include "mock/handles/handle_table.h"

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

// The following two expect the world to be locked.

bool IsClosed(const Target& target);
// To be called before something is noted in the world under the target's id: then the close takes
// it away. False where the handle has been closed.
bool Attach(const Target& target);

// WTSCloseServer. What is not open is counted and otherwise ignored (CLOSE-2, CLOSE-3, CLOSE-7).
void CloseServerHandle(HANDLE handle) noexcept;

// Closes, since load or reset, of what was not open.
unsigned InvalidCloses();
unsigned LiveHandles();

// To be called when switches were turned on or off: open handles stay open, and what defects
// remembered is forgotten.
void FollowSwitches();

// What handle_values.cc and handle_faults.cc share with handles.cc.

using ConnectionTable = HandleTable<Connection>;
ConnectionTable& OpenConnections();

// Whether the value was a handle, a failed open's included, at any time.
bool WasHandle(HANDLE value);

// Takes the handle out of the table and ends its connection: its waits, and the notification
// registrations made through it. Null where it was not open.
ConnectionPointer EndHandle(HANDLE handle);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_HANDLES_H_
