// The memory handed to callers: one block for each answer, whatever points into it included.
//
// Every block that is out is registered, so that freeing a foreign pointer, or a block twice, is
// recognized and harmless. All functions may be called from any thread.
#ifndef WTSCONFORM_MOCK_ABI_BUFFERS_H_
#define WTSCONFORM_MOCK_ABI_BUFFERS_H_

#include <cstddef>
#include <cstdint>

#include "mock/abi/export.h"

namespace wtsmock {

struct BufferNote {
  int type;             // a WTS_TYPE_CLASS, or kUntyped
  ULONG entries;        // elements of the array; 1 for anything else
  std::uint64_t owner;  // the open it was obtained through; only a defect asks
};

// What WTSFreeMemoryEx has no class for.
inline constexpr int kUntyped = -1;

// A zeroed block of at least one byte, aligned for anything. Throws std::bad_alloc.
void* NewBuffer(std::size_t bytes, const BufferNote& note);

// Frees a block. False, with no effect, for anything else; NULL is harmless and true.
bool FreeBuffer(void* block);

// The same for a typed release: the block must be untyped, or have this type and this many
// entries.
bool FreeBuffer(void* block, WTS_TYPE_CLASS type, ULONG entries);

// Overwrites all blocks of `owner` (a defect: BUFFER-1 says that a close must not do this).
void PoisonBuffers(std::uint64_t owner);
// Overwrites the other blocks of this one's owner (a defect, too).
void PoisonNeighbours(const void* block);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_ABI_BUFFERS_H_
