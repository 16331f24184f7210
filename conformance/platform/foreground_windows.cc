#include <windows.h>

#include <cstdlib>
#include <system_error>

#include "conformance/platform/foreground.h"
#include "conformance/platform/process_windows.h"

namespace wtsconform {
namespace {

// Console signals reach every process of the console; this one waits for the other.
BOOL WINAPI LeaveToProgram(DWORD) { return TRUE; }

}  // namespace

ForegroundEnd RunInForeground(const std::vector<std::string>& words,
                              const std::map<std::string, std::string>& environment) {
  std::wstring line;
  for (const std::string& word : words) AddQuoted(line, word);
  for (const auto& [name, value] : environment) {
    SetEnvironmentVariableW(ToWide(name).c_str(), ToWide(value).c_str());
  }
  STARTUPINFOW start{};
  start.cb = sizeof start;
  PROCESS_INFORMATION process{};
  if (!CreateProcessW(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &start,
                      &process)) {
    return {0, 0, std::system_category().message(static_cast<int>(GetLastError()))};
  }
  SetConsoleCtrlHandler(LeaveToProgram, TRUE);
  WaitForSingleObject(process.hProcess, INFINITE);
  SetConsoleCtrlHandler(LeaveToProgram, FALSE);
  DWORD code = 0;
  GetExitCodeProcess(process.hProcess, &code);
  CloseHandle(process.hThread);
  CloseHandle(process.hProcess);
  return {static_cast<int>(code), process.dwProcessId, ""};
}

}  // namespace wtsconform
