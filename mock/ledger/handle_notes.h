// What opens, closes and uses of server handles note in the ledger, while it is on.
#ifndef WTSCONFORM_MOCK_LEDGER_HANDLE_NOTES_H_
#define WTSCONFORM_MOCK_LEDGER_HANDLE_NOTES_H_

#include <string_view>

#include "mock/abi/export.h"
#include "mock/ledger/ledger.h"

namespace wtsmock {

// The open that this thread is in returns this. A server that cannot be reached returns what may be
// closed or left (GAP-14).
void NoteOpened(HANDLE handle, std::string_view server, bool is_reachable);

// WTSCloseServer was given this. `was_handle`: an open has returned it at some time.
void NoteClosed(HANDLE handle, bool was_open, bool was_handle);

// A consumer was given this: and served; or its server did not answer; or it was not open.
void NoteServed(HANDLE handle);
void NoteNoAnswer(HANDLE handle);
void NoteNotOpen(HANDLE handle, bool was_handle);
// It was open when the call began.
void NoteClosedInUse(HANDLE handle);
// It is about to be closed. What becomes of the wait, no page says.
void NoteWaitedOnAtClose(HANDLE handle);

// As StandingOf (ledger.h), of a server handle or what a failed open returned.
Standing StandingOfHandle(HANDLE handle);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_HANDLE_NOTES_H_
