// The buffers that an implementation has handed out, as far as its callers know them.
#ifndef WTSCONFORM_MOCK_WATCH_BUFFERS_H_
#define WTSCONFORM_MOCK_WATCH_BUFFERS_H_

#include <cstddef>

#include "mock/abi/buffers.h"

namespace wtsmock {

struct Answered {
  int type;            // as in BufferNote
  ULONG entries;       // elements of the array
  std::size_t length;  // of each; 0 where nobody knows
};

// The call that this thread is in has returned this block.
void NoteAnswered(const void* block, const Answered& answered);

// It is about to free it: with WTSFreeMemory, which cannot fail, or with WTSFreeMemoryEx.
void BeginFree(const void* block);
void BeginFreeTyped(int type, const void* block, ULONG entries);
// WTSFreeMemoryEx has freed it.
void EndFreeTyped(const void* block);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_BUFFERS_H_
