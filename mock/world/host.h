// The machine that the mock runs on, for worlds that say `this_computer = "host"`. What differs
// between systems is in host_posix.cc and host_windows.cc.
#ifndef WTSCONFORM_MOCK_WORLD_HOST_H_
#define WTSCONFORM_MOCK_WORLD_HOST_H_

#include <vector>

#include "mock/abi/text.h"
#include "mock/world/world.h"

namespace wtsmock {

struct Host {
  Text name;  // with or without a domain; "" where it has none
  Text user;
  Text domain;  // of the user
  DWORD session = 1;
  std::vector<Process> processes;
};

Host TheHost();
// Its name alone, which costs little.
Text HostName();
FileTime HostTime();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_HOST_H_
