// Server handles: which connection to a server a handle stands for, now.
//
// The right way is in handles.cc, on top of handle_table.h. Where a variant or a defect is on, the
// calls go through handle_values.h and handle_faults.h instead.
#ifndef WTSCONFORM_MOCK_HANDLES_H_
#define WTSCONFORM_MOCK_HANDLES_H_

#include "mock/connection.h"
#include "mock/handle_table.h"

namespace wtsmock {

// A new handle.
HANDLE IssueHandle(const Opening& opening);

// What a failed open returns: by default a value that is never valid (OPEN-2, OPEN-5).
HANDLE FailedHandle();

// The connection that `handle` stands for, WTS_CURRENT_SERVER_HANDLE included; null for any value
// that is not open.
ConnectionPointer FindHandle(HANDLE handle, const Use& use);

// WTSCloseServer. What is not open is counted and otherwise ignored (CLOSE-2, CLOSE-3, CLOSE-7).
void CloseServerHandle(HANDLE handle);

unsigned UnlawfulCloses();
unsigned LiveHandles();

// Closes everything, WTS_CURRENT_SERVER_HANDLE's waits included, and sets the count to 0.
void ResetHandles();

// The parts that the faulty ways share with the right one.

using ConnectionTable = HandleTable<Connection>;
ConnectionTable& OpenConnections();

// Takes the handle out of the table and ends its connection: its waits, and the notification
// registrations made through it. Null where it was not open.
ConnectionPointer EndHandle(HANDLE handle);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_H_
