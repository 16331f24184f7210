#include "conformance/child_process.h"

#include <windows.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <map>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>

#include "conformance/text.h"

namespace wtsconform {
namespace {

constexpr wchar_t kChildOption[] = L"--child";
constexpr std::size_t kMostText = 64 * 1024;
constexpr DWORD kOutputKept = 2048;
constexpr SIZE_T kMostMemory = sizeof(void*) == 8 ? SIZE_T(8'000'000'000ULL) : 0x7FFF0000;
// What a killed child ends with; nobody looks at it.
constexpr UINT kKilled = 1;

// What parent and child share.
struct Shared {
  Journal journal;
  char task[kMostText];
};

[[noreturn]] void ThrowLastError(const char* what) {
  throw std::runtime_error(std::string(what) + ": error " + std::to_string(GetLastError()));
}

std::wstring ToWide(const std::string& utf8) {
  const std::u16string text = ToUtf16(utf8);
  return {text.begin(), text.end()};
}

SECURITY_ATTRIBUTES Inheritable() { return {sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE}; }

// A file without a name that anybody could meet, gone with its last handle.
HANDLE TemporaryFile() {
  wchar_t folder[MAX_PATH + 1], name[MAX_PATH + 1];
  if (!GetTempPathW(MAX_PATH, folder) || !GetTempFileNameW(folder, L"wts", 0, name)) {
    return INVALID_HANDLE_VALUE;
  }
  SECURITY_ATTRIBUTES attributes = Inheritable();
  return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE,
                     &attributes, CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE,
                     nullptr);
}

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

// A job that ends with its last handle, and all of its processes with it.
HANDLE NewJob() {
  const HANDLE job = CreateJobObjectW(nullptr, nullptr);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE |
                                            JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION |
                                            JOB_OBJECT_LIMIT_PROCESS_MEMORY;
  limits.ProcessMemoryLimit = kMostMemory;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  return job;
}

// This process's own job, whose only handle it holds: a child is in it from birth, and so ends with
// this process even where that dies before the child is in its own job.
void JoinJob() {
  static const HANDLE job = NewJob();
  AssignProcessToJobObject(job, GetCurrentProcess());
}

// The process inherits these handles and no other. Throws std::runtime_error.
PROCESS_INFORMATION StartSuspended(const std::wstring& environment, HANDLE shared, HANDLE output) {
  SECURITY_ATTRIBUTES attributes = Inheritable();
  const HANDLE nothing = CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE,
                                     &attributes, OPEN_EXISTING, 0, nullptr);
  std::array<HANDLE, 3> inherited = {shared, output, nothing};
  SIZE_T size = 0;
  InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
  std::vector<char> memory(size);
  STARTUPINFOEXW start{};
  start.lpAttributeList = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory.data());
  InitializeProcThreadAttributeList(start.lpAttributeList, 1, 0, &size);
  UpdateProcThreadAttribute(start.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                            inherited.data(), sizeof inherited, nullptr, nullptr);
  start.StartupInfo.cb = sizeof start;
  start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
  start.StartupInfo.hStdInput = nothing;
  start.StartupInfo.hStdOutput = output;
  start.StartupInfo.hStdError = output;
  std::wstring program(32768, L'\0');
  program.resize(GetModuleFileNameW(nullptr, program.data(), static_cast<DWORD>(program.size())));
  std::wstring line = L'"' + program + L"\" " + kChildOption + L' ' +
                      std::to_wstring(reinterpret_cast<std::uintptr_t>(shared));
  PROCESS_INFORMATION process{};
  const BOOL started = CreateProcessW(
      program.c_str(), line.data(), nullptr, nullptr, TRUE,
      CREATE_SUSPENDED | CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT |
          CREATE_NEW_PROCESS_GROUP,
      const_cast<wchar_t*>(environment.c_str()), nullptr, &start.StartupInfo, &process);
  DeleteProcThreadAttributeList(start.lpAttributeList);
  CloseHandle(nothing);
  if (!started) ThrowLastError("no child process");
  return process;
}

// Safety rule S-4: what could turn off the machine or reach into other processes goes, for good.
void GiveUpPrivileges() {
  HANDLE token = nullptr;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES, &token)) return;
  for (const wchar_t* name : {L"SeShutdownPrivilege", L"SeRemoteShutdownPrivilege",
                              L"SeDebugPrivilege", L"SeTcbPrivilege"}) {
    TOKEN_PRIVILEGES privileges{};
    privileges.PrivilegeCount = 1;
    privileges.Privileges[0].Attributes = SE_PRIVILEGE_REMOVED;
    if (!LookupPrivilegeValueW(nullptr, name, &privileges.Privileges[0].Luid)) continue;
    AdjustTokenPrivileges(token, FALSE, &privileges, 0, nullptr, nullptr);
  }
  CloseHandle(token);
}

// An exit code that is an NTSTATUS of severity "error", or that of Wine's stubs.
bool IsException(DWORD code) {
  return code >> 28 == 0xC || static_cast<int>(code) == kMissingFunction;
}

}  // namespace

struct ChildProcess::System {
  std::string Output() const;

  HANDLE mapping = nullptr;
  Shared* shared = nullptr;
  HANDLE output = INVALID_HANDLE_VALUE;
  HANDLE job = nullptr;
  HANDLE process = nullptr;
};

ChildProcess::ChildProcess() : system_(std::make_unique<System>()) {
  SECURITY_ATTRIBUTES attributes = Inheritable();
  system_->mapping = CreateFileMappingW(INVALID_HANDLE_VALUE, &attributes, PAGE_READWRITE, 0,
                                        sizeof(Shared), nullptr);
  void* const memory =
      system_->mapping ? MapViewOfFile(system_->mapping, FILE_MAP_ALL_ACCESS, 0, 0, 0) : nullptr;
  if (!memory) ThrowLastError("no shared memory");
  system_->shared = new (memory) Shared;
  system_->output = TemporaryFile();
  if (system_->output == INVALID_HANDLE_VALUE) ThrowLastError("no file for a child's output");
  static std::once_flag joined;
  std::call_once(joined, JoinJob);
}

ChildProcess::~ChildProcess() {
  for (const HANDLE handle : {system_->job, system_->process}) {
    if (handle) CloseHandle(handle);
  }
  UnmapViewOfFile(system_->shared);
  CloseHandle(system_->mapping);
  CloseHandle(system_->output);
}

bool ChildProcess::running() const { return system_->process != nullptr; }

Journal& ChildProcess::journal() const { return system_->shared->journal; }

void ChildProcess::Start(std::size_t task, const IsolationOptions& options,
                         const std::function<void(std::size_t, Journal&)>&) {
  if (!options.describe) throw std::runtime_error("this cannot be done on Windows");
  const std::string text = options.describe(task);
  if (text.size() >= kMostText) throw std::runtime_error("a task takes too many words");
  std::memcpy(system_->shared->task, text.c_str(), text.size() + 1);
  SetFilePointer(system_->output, 0, nullptr, FILE_BEGIN);
  SetEndOfFile(system_->output);
  system_->job = NewJob();
  const std::map<std::string, std::string> changes =
      options.environment ? options.environment(task) : std::map<std::string, std::string>();
  const PROCESS_INFORMATION process =
      StartSuspended(EnvironmentWith(changes), system_->mapping, system_->output);
  system_->process = process.hProcess;
  AssignProcessToJobObject(system_->job, process.hProcess);
  ResumeThread(process.hThread);
  CloseHandle(process.hThread);
}

// Windows does not tell how long a process waited for a processor, nor what a thread waits for.
bool ChildProcess::Hangs(const JournalThread& thread, std::int64_t now) const {
  return thread.deadline_ns && now > thread.deadline_ns;
}

bool ChildProcess::Sleeps() const { return false; }

void ChildProcess::Kill() const {
  TerminateJobObject(system_->job, kKilled);
  TerminateProcess(system_->process, kKilled);
}

std::string ChildProcess::System::Output() const {
  const DWORD size = GetFileSize(output, nullptr);
  SetFilePointer(output, static_cast<LONG>(size > kOutputKept ? size - kOutputKept : 0), nullptr,
                 FILE_BEGIN);
  char bytes[kOutputKept];
  DWORD got = 0;
  ReadFile(output, bytes, sizeof bytes, &got, nullptr);
  std::string text(bytes, got);
  std::erase(text, '\r');
  return text;
}

ChildEnd ChildProcess::Reap() {
  DWORD code = 0;
  GetExitCodeProcess(system_->process, &code);
  TerminateJobObject(system_->job, kKilled);
  CloseHandle(std::exchange(system_->job, nullptr));
  CloseHandle(std::exchange(system_->process, nullptr));
  ChildEnd end;
  end.how = IsException(code) ? ChildEnd::How::kSignalled : ChildEnd::How::kExited;
  end.code = static_cast<int>(code);
  end.output = system_->Output();
  return end;
}

// Windows waits for so many at once and no more. Those left out come when others have gone, which
// the watch over their time sees to.
std::vector<ChildProcess*> ChildProcess::WaitForAny(std::span<ChildProcess* const> children,
                                                    int milliseconds) {
  std::vector<HANDLE> processes;
  for (const ChildProcess* child : children) processes.push_back(child->system_->process);
  processes.resize(std::min<std::size_t>(processes.size(), MAXIMUM_WAIT_OBJECTS));
  const DWORD first =
      WaitForMultipleObjects(static_cast<DWORD>(processes.size()), processes.data(), FALSE,
                             static_cast<DWORD>(milliseconds));
  if (first >= processes.size()) return {};
  return {children[first]};
}

void DoAsChild(const std::function<void(const std::string&, Journal&)>& body) {
  int count = 0;
  wchar_t** const words = CommandLineToArgvW(GetCommandLineW(), &count);
  if (!words || count != 3 || std::wcscmp(words[1], kChildOption) != 0) return;
  const auto mapping = reinterpret_cast<HANDLE>(std::wcstoull(words[2], nullptr, 10));
  auto* const shared =
      static_cast<Shared*>(MapViewOfFile(mapping, FILE_MAP_ALL_ACCESS, 0, 0, sizeof(Shared)));
  if (!shared) std::_Exit(kKilled);  // somebody typed the option
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  GiveUpPrivileges();
  [&]() noexcept { body(shared->task, shared->journal); }();
  if (shared->journal.exiting) std::exit(0);
  std::fflush(nullptr);
  TerminateProcess(GetCurrentProcess(), 0);
}

namespace {

// The names of ntstatus.h.
constexpr struct {
  DWORD code;
  const char* name;
} kExceptions[] = {{0x80000001, "STATUS_GUARD_PAGE_VIOLATION"},
                   {0x80000002, "STATUS_DATATYPE_MISALIGNMENT"},
                   {0x80000003, "STATUS_BREAKPOINT"},
                   {0x40000015, "STATUS_FATAL_APP_EXIT"},
                   {0xC0000005, "STATUS_ACCESS_VIOLATION"},
                   {0xC0000006, "STATUS_IN_PAGE_ERROR"},
                   {0xC0000008, "STATUS_INVALID_HANDLE"},
                   {0xC0000017, "STATUS_NO_MEMORY"},
                   {0xC000001D, "STATUS_ILLEGAL_INSTRUCTION"},
                   {0xC0000025, "STATUS_NONCONTINUABLE_EXCEPTION"},
                   {0xC0000094, "STATUS_INTEGER_DIVIDE_BY_ZERO"},
                   {0xC0000096, "STATUS_PRIVILEGED_INSTRUCTION"},
                   {0xC00000FD, "STATUS_STACK_OVERFLOW"},
                   {0xC0000135, "STATUS_DLL_NOT_FOUND"},
                   {0xC0000139, "STATUS_ENTRYPOINT_NOT_FOUND"},
                   {0xC0000374, "STATUS_HEAP_CORRUPTION"},
                   {0xC0000409, "STATUS_STACK_BUFFER_OVERRUN"},
                   {0xC0000420, "STATUS_ASSERTION_FAILURE"}};

}  // namespace

std::string SignalName(int number) {
  const auto code = static_cast<DWORD>(number);
  for (const auto& each : kExceptions) {
    if (each.code == code) return each.name;
  }
  char text[32];
  std::snprintf(text, sizeof text, "exception 0x%08lX", code);
  return text;
}

}  // namespace wtsconform
