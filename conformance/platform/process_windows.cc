#include "conformance/platform/process_windows.h"

#include <cwchar>
#include <stdexcept>
#include <vector>

#include "conformance/platform/text.h"

namespace wtsconform {
namespace {

constexpr SIZE_T kMostMemory = sizeof(void*) == 8 ? SIZE_T(8'000'000'000ULL) : 0x7FFF0000;

// A busy system may refuse a process for a moment, as Wine does (ERROR_INTERNAL_ERROR) where the
// new process died before it began: tried for some 3 seconds before that counts as the harness's
// fault.
constexpr int kMostPauses = 6;
constexpr DWORD kPauseMs = 50;

struct IgnoreCase {
  bool operator()(const std::wstring& a, const std::wstring& b) const {
    return _wcsicmp(a.c_str(), b.c_str()) < 0;
  }
};

// This process's environment with `changes`, in the form that CreateProcess takes.
std::wstring EnvironmentWith(const std::map<std::string, std::string>& changes) {
  std::map<std::wstring, std::wstring, IgnoreCase> variables;
  wchar_t* const own = GetEnvironmentStringsW();
  for (const wchar_t* each = own; *each; each += std::wcslen(each) + 1) {
    const std::wstring text = each;
    const auto equals = text.find(L'=', 1);  // "=C:=C:\folder" is a variable too
    variables[text.substr(0, equals)] = text.substr(equals + 1);
  }
  FreeEnvironmentStringsW(own);
  variables.erase(L"WTSAPI_LIBRARY");
  for (const auto& [name, value] : changes) variables[ToWide(name)] = ToWide(value);
  std::wstring block;
  for (const auto& [name, value] : variables) block += name + L'=' + value + L'\0';
  return block;
}

}  // namespace

void ThrowLastError(const char* what) {
  throw std::runtime_error(std::string(what) + ": error " + std::to_string(GetLastError()));
}

std::wstring ToWide(const std::string& utf8) {
  const std::u16string text = ToUtf16(utf8);
  return {text.begin(), text.end()};
}

// Backslashes are doubled where a quotation mark follows.
void AddQuoted(std::wstring& line, const std::string& utf8) {
  if (!line.empty()) line += L' ';
  line += L'"';
  std::size_t backslashes = 0;
  for (const wchar_t each : ToWide(utf8)) {
    if (each == L'"') line.append(backslashes + 1, L'\\');
    backslashes = each == L'\\' ? backslashes + 1 : 0;
    line += each;
  }
  line.append(backslashes, L'\\');
  line += L'"';
}

SECURITY_ATTRIBUTES Inheritable() { return {sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE}; }

HANDLE TemporaryFile() {
  wchar_t folder[MAX_PATH + 1], name[MAX_PATH + 1];
  if (!GetTempPathW(MAX_PATH, folder) || !GetTempFileNameW(folder, L"wts", 0, name)) {
    ThrowLastError("no file for a child's output");
  }
  SECURITY_ATTRIBUTES attributes = Inheritable();
  const HANDLE file = CreateFileW(name, GENERIC_READ | GENERIC_WRITE,
                                  FILE_SHARE_READ | FILE_SHARE_WRITE, &attributes, CREATE_ALWAYS,
                                  FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
  if (file == INVALID_HANDLE_VALUE) ThrowLastError("no file for a child's output");
  return file;
}

std::string EndOf(HANDLE file, DWORD most) {
  const DWORD size = GetFileSize(file, nullptr);
  SetFilePointer(file, static_cast<LONG>(size > most ? size - most : 0), nullptr, FILE_BEGIN);
  std::string text(size < most ? size : most, '\0');
  DWORD got = 0;
  ReadFile(file, text.data(), static_cast<DWORD>(text.size()), &got, nullptr);
  text.resize(got);
  std::erase(text, '\r');
  return text;
}

HANDLE NewJob() {
  const HANDLE job = CreateJobObjectW(nullptr, nullptr);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE |
                                            JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION |
                                            JOB_OBJECT_LIMIT_PROCESS_MEMORY;
  limits.ProcessMemoryLimit = kMostMemory;
  if (!job ||
      !SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits)) {
    ThrowLastError("no job for a process");
  }
  return job;
}

PROCESS_INFORMATION StartSuspended(const ProcessStart& given) {
  SECURITY_ATTRIBUTES attributes = Inheritable();
  const HANDLE nothing = CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                     &attributes, OPEN_EXISTING, 0, nullptr);
  std::vector<HANDLE> inherited = {nothing, given.output};
  if (given.error != given.output) inherited.push_back(given.error);
  if (given.shared) inherited.push_back(given.shared);
  SIZE_T size = 0;
  InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
  std::vector<char> memory(size);
  STARTUPINFOEXW start{};
  start.lpAttributeList = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory.data());
  InitializeProcThreadAttributeList(start.lpAttributeList, 1, 0, &size);
  UpdateProcThreadAttribute(start.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                            inherited.data(), inherited.size() * sizeof(HANDLE), nullptr, nullptr);
  start.StartupInfo.cb = sizeof start;
  start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
  start.StartupInfo.hStdInput = nothing;
  start.StartupInfo.hStdOutput = given.output;
  start.StartupInfo.hStdError = given.error;
  std::wstring line = given.line, environment = EnvironmentWith(given.environment);
  PROCESS_INFORMATION process{};
  BOOL started = FALSE;
  for (int pauses = 0; !started && pauses < kMostPauses; ++pauses) {
    if (pauses) Sleep(kPauseMs << pauses);
    started = CreateProcessW(given.program.c_str(), line.data(), nullptr, nullptr, TRUE,
                             CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT |
                                 EXTENDED_STARTUPINFO_PRESENT | CREATE_NEW_PROCESS_GROUP,
                             environment.data(), nullptr, &start.StartupInfo, &process);
  }
  DeleteProcThreadAttributeList(start.lpAttributeList);
  CloseHandle(nothing);
  if (!started) ThrowLastError("no child process");
  return process;
}

void PutIntoJob(HANDLE process, HANDLE job) {
  if (!AssignProcessToJobObject(job, process)) ThrowLastError("a process is in no job");
}

void Release(const PROCESS_INFORMATION& process, HANDLE job) {
  try {
    PutIntoJob(process.hProcess, job);
  } catch (...) {
    TerminateProcess(process.hProcess, kKilled);
    CloseHandle(process.hThread);
    throw;
  }
  ResumeThread(process.hThread);
  CloseHandle(process.hThread);
}

}  // namespace wtsconform
