#include <windows.h>

#include "mock/world/host.h"

namespace wtsmock {

Text HostName() {
  wchar_t name[256] = L"";
  DWORD units = 255;
  if (!GetComputerNameExW(ComputerNameDnsHostname, name, &units)) return {};
  return Decode(name, units);
}

}  // namespace wtsmock
