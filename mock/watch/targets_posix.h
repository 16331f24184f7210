// Implementations that a program finds by itself.
#ifndef WTSCONFORM_MOCK_WATCH_TARGETS_POSIX_H_
#define WTSCONFORM_MOCK_WATCH_TARGETS_POSIX_H_

#include "mock/watch/functions.h"

namespace wtsmock {

// The layer's function in front of this one, which is some implementation's; itself where there are
// too many to watch them all.
void* WrapperOfFound(Function function, void* found);

// False in a child that shares its parent's memory.
bool IsOwnProcess();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_TARGETS_POSIX_H_
