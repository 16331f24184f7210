#include <unistd.h>

#include "mock/world/host.h"

namespace wtsmock {

Text HostName() {
  char name[256] = "";
  if (gethostname(name, sizeof name - 1) != 0) return {};
  return Decode(name);
}

}  // namespace wtsmock
