// The implementations behind the layer, and which function of which a call is passed on to.
#ifndef WTSCONFORM_MOCK_WATCH_TARGETS_H_
#define WTSCONFORM_MOCK_WATCH_TARGETS_H_

#include "mock/watch/functions.h"

namespace wtsmock {

// The first is the one that a program is linked with. Others are those that a program has asked the
// system for by itself; where there are more, their functions are not watched.
inline constexpr int kImplementations = 4;

// Null where the implementation has no such function.
void* TargetOf(Function function, int implementation);

// The functions of the layer in front of one implementation.
void* WrapperOf(Function function, int implementation);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_TARGETS_H_
