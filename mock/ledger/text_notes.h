// What texts with a length note in the ledger, while it is on.
#ifndef WTSCONFORM_MOCK_LEDGER_TEXT_NOTES_H_
#define WTSCONFORM_MOCK_LEDGER_TEXT_NOTES_H_

#include "mock/abi/export.h"

namespace wtsmock {

// The call that this thread is in was given this text, and this length, which should be that of the
// text in bytes.
void NoteText(const WCHAR* text, DWORD bytes);
void NoteText(const char* text, DWORD bytes);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_TEXT_NOTES_H_
