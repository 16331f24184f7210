// The memory handed to callers: one block for each answer, whatever points into it included.
//
// A search for leaks, a sanitizer or valgrind sees of a block what it would see of another
// library's: nothing here points to a block that is out, it is as large as its content, and what is
// released goes back to the C library. As on Windows, a block is not one that free() takes. All
// functions may be called from any thread.
#ifndef WTSCONFORM_MOCK_ABI_BUFFERS_H_
#define WTSCONFORM_MOCK_ABI_BUFFERS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "mock/abi/export.h"

namespace wtsmock {

struct BufferNote {
  int type;             // a WTS_TYPE_CLASS, or kUntyped
  ULONG entries;        // elements of the array; 1 for anything else
  std::uint64_t owner;  // the open it was obtained through; only a defect asks
};

// What WTSFreeMemoryEx has no class for.
inline constexpr int kUntyped = -1;

// A zeroed block of at least one byte, aligned for what the API hands out. Throws std::bad_alloc.
void* NewBuffer(std::size_t bytes, const BufferNote& note);

// What is known of a block that is out; none of anything else.
std::optional<BufferNote> FindBuffer(const void* block);
// From now on it is not out any more, and the taker's to release: of several threads only one gets
// it. None for anything else.
std::optional<BufferNote> TakeBuffer(const void* block);
// Whether it has this type and this many entries.
inline bool IsBufferOf(const BufferNote& note, WTS_TYPE_CLASS type, ULONG entries) {
  return note.type == static_cast<int>(type) && note.entries == entries;
}

// Gives memory back, whatever it is: as with another library, what was no block that is out ends in
// a report of whoever looks after the heap, or in undefined behaviour.
void ReleaseBuffer(void* block);

// Calls `watch`, unless it is null, for each new block, before its caller gets it.
void WatchBuffers(void (*watch)(const void* block, std::size_t bytes));

// Overwrites all blocks of `owner` (a defect: BUFFER-1 says that a close must not do this).
void PoisonBuffers(std::uint64_t owner);
// Overwrites the SIDs in its lists of processes (a defect, too).
void PoisonSids(std::uint64_t owner);
// Overwrites this block, if it is out (a defect, too).
void PoisonBuffer(const void* block);
// Overwrites the other blocks of this one's owner (a defect, too).
void PoisonNeighbours(const void* block);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_BUFFERS_H_
