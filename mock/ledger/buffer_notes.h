// What allocations and releases of buffers note in the ledger, while it is on.
#ifndef WTSCONFORM_MOCK_LEDGER_BUFFER_NOTES_H_
#define WTSCONFORM_MOCK_LEDGER_BUFFER_NOTES_H_

#include <cstddef>

#include "mock/abi/buffers.h"

namespace wtsmock {

// A function returns this block to its caller.
void NoteBuffer(const void* block, std::size_t bytes);

// WTSFreeMemory or WTSFreeMemoryEx frees this block. To be called before its address can be
// another's.
void NoteFreed(const void* block, const BufferNote& note, bool by_ex);
// WTSFreeMemoryEx was told something else of this block than what it is.
void NoteFreedAsOther(const void* block, const BufferNote& note, int type);
// What was to be freed is no block that is out.
void NoteNoBuffer(const void* address);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_BUFFER_NOTES_H_
