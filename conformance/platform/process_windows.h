// How processes are started on Windows, for child_process_windows.cc and run_program_windows.cc.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_PROCESS_WINDOWS_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_PROCESS_WINDOWS_H_

#include <windows.h>

#include <map>
#include <string>

namespace wtsconform {

// What a killed process ends with; nobody looks at it.
inline constexpr UINT kKilled = 1;

[[noreturn]] void ThrowLastError(const char* what);  // std::runtime_error

std::wstring ToWide(const std::string& utf8);

// Adds an argument to a command line, as CommandLineToArgvW takes it apart.
void AddQuoted(std::wstring& line, const std::string& utf8);

SECURITY_ATTRIBUTES Inheritable();

// A file without a name that anybody could meet, gone with its last handle; children may inherit
// it. Throws std::runtime_error.
HANDLE TemporaryFile();
// Its last `most` bytes, with "\n" at the ends of lines.
std::string EndOf(HANDLE file, DWORD most);

// A job that ends with its last handle, and all of its processes with it.
HANDLE NewJob();

struct ProcessStart {
  std::wstring program;                            // a path
  std::wstring line;                               // the command line, the program's name first
  std::map<std::string, std::string> environment;  // added to this process's
  HANDLE output = nullptr;
  HANDLE error = nullptr;
  HANDLE shared = nullptr;  // inherited too, where it is given
};

// Started but not yet running; its input is empty, and it inherits the handles named and no other.
// Throws std::runtime_error.
PROCESS_INFORMATION StartSuspended(const ProcessStart& start);

// Throws std::runtime_error.
void PutIntoJob(HANDLE process, HANDLE job);

// In a job of its own, and running. Closes the thread's handle. Throws std::runtime_error; then the
// process is ended.
void Release(const PROCESS_INFORMATION& process, HANDLE job);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_PROCESS_WINDOWS_H_
