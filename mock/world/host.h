// The machine that the mock runs on. What it is on each system is in host_posix.cc and
// host_windows.cc.
#ifndef WTSCONFORM_MOCK_WORLD_HOST_H_
#define WTSCONFORM_MOCK_WORLD_HOST_H_

#include "mock/abi/text.h"

namespace wtsmock {

// Its real name, with or without a domain; "" where it has none.
Text HostName();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_HOST_H_
