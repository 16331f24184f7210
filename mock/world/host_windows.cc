#include <windows.h>
// After it.
#include <tlhelp32.h>

#include "mock/world/defaults.h"
#include "mock/world/host.h"

namespace wtsmock {
namespace {

constexpr DWORD kMostUnits = 256;

Text UserName() {
  wchar_t name[kMostUnits] = L"";
  DWORD units = kMostUnits;
  return GetUserNameW(name, &units) != FALSE ? Decode(name) : Text();
}

// The NetBIOS name, which is the domain of a local user.
Text ComputerName() {
  wchar_t name[kMostUnits] = L"";
  DWORD units = kMostUnits;
  return GetComputerNameW(name, &units) != FALSE ? Decode(name) : Text();
}

DWORD SessionOf(DWORD process) {
  DWORD session = 0;
  return ProcessIdToSessionId(process, &session) != FALSE ? session : 0;
}

std::vector<Process> ProcessesOfHost() {
  std::vector<Process> processes;
  const HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  if (snapshot == INVALID_HANDLE_VALUE) return processes;
  PROCESSENTRY32W entry{};
  entry.dwSize = sizeof entry;
  for (BOOL more = Process32FirstW(snapshot, &entry); more != FALSE;
       more = Process32NextW(snapshot, &entry)) {
    const DWORD id = entry.th32ProcessID;
    Process process = DefaultProcess(id, SessionOf(id));
    process.name = Decode(entry.szExeFile);
    process.threads = entry.cntThreads;
    processes.push_back(std::move(process));
  }
  CloseHandle(snapshot);
  return processes;
}

}  // namespace

Text HostName() {
  wchar_t name[kMostUnits] = L"";
  DWORD units = kMostUnits;
  if (GetComputerNameExW(ComputerNameDnsHostname, name, &units) == FALSE) return {};
  return Decode(name);
}

Host TheHost() {
  Host host;
  host.name = ComputerName();
  host.user = UserName();
  host.domain = host.name;
  host.session = SessionOf(GetCurrentProcessId());
  host.processes = ProcessesOfHost();
  return host;
}

FileTime HostTime() {
  FILETIME now{};
  GetSystemTimeAsFileTime(&now);
  return static_cast<FileTime>(now.dwHighDateTime) << 32 | now.dwLowDateTime;
}

}  // namespace wtsmock
