#include <windows.h>
// After it.
#include <psapi.h>
#include <tlhelp32.h>

#include <cstdint>
#include <memory>

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

using OwnedHandle = std::unique_ptr<void, decltype(&CloseHandle)>;

// Of the user whose process it is; empty where it cannot be had.
Bytes SidOf(HANDLE process) {
  HANDLE opened = nullptr;
  if (OpenProcessToken(process, TOKEN_QUERY, &opened) == FALSE) return {};
  const OwnedHandle token(opened, CloseHandle);
  alignas(TOKEN_USER) std::uint8_t buffer[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
  DWORD size = 0;
  if (GetTokenInformation(token.get(), TokenUser, buffer, sizeof buffer, &size) == FALSE) return {};
  const PSID sid = reinterpret_cast<const TOKEN_USER*>(buffer)->User.Sid;
  const auto* const bytes = static_cast<const std::uint8_t*>(sid);
  return Bytes(bytes, bytes + GetLengthSid(sid));
}

FileTime TimeOf(const FILETIME& time) {
  return static_cast<FileTime>(time.dwHighDateTime) << 32 | time.dwLowDateTime;
}

void ReadTimes(HANDLE of, Process& process) {
  FILETIME begun, ended, kernel, user;
  if (GetProcessTimes(of, &begun, &ended, &kernel, &user) == FALSE) return;
  process.kernel_time = TimeOf(kernel);
  process.user_time = TimeOf(user);
}

void ReadMemory(HANDLE of, Process& process) {
  PROCESS_MEMORY_COUNTERS counters{};
  if (K32GetProcessMemoryInfo(of, &counters, sizeof counters) == FALSE) return;
  process.pagefile = static_cast<DWORD>(counters.PagefileUsage);
  process.peak_pagefile = static_cast<DWORD>(counters.PeakPagefileUsage);
  process.working_set = static_cast<DWORD>(counters.WorkingSetSize);
  process.peak_working_set = static_cast<DWORD>(counters.PeakWorkingSetSize);
}

// What a process that may be asked says of itself. The others keep what is usual.
void Ask(DWORD id, Process& process) {
  const OwnedHandle opened(OpenProcess(PROCESS_QUERY_INFORMATION, FALSE, id), CloseHandle);
  if (opened == nullptr) return;
  Bytes sid = SidOf(opened.get());
  if (!sid.empty()) process.sid = std::move(sid);
  DWORD handles = 0;
  if (GetProcessHandleCount(opened.get(), &handles) != FALSE) process.handles = handles;
  ReadTimes(opened.get(), process);
  ReadMemory(opened.get(), process);
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
    Ask(id, process);
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
  return TimeOf(now);
}

}  // namespace wtsmock
