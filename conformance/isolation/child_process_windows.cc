#include <windows.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>

#include "conformance/isolation/child_process.h"
#include "conformance/platform/process_windows.h"

namespace wtsconform {
namespace {

constexpr wchar_t kChildOption[] = L"--child";
constexpr std::size_t kMostText = 64 * 1024;
constexpr DWORD kOutputKept = 2048;

// What parent and child share.
struct Shared {
  Journal journal;
  char task[kMostText];
};

// This process's own job, whose only handle it holds: a child is in it from birth, and so ends with
// this process even where that dies before the child is in its own job.
void JoinJob() {
  static const HANDLE job = NewJob();
  AssignProcessToJobObject(job, GetCurrentProcess());
}

std::wstring OwnProgram() {
  std::wstring path(32768, L'\0');
  path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
  return path;
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
  ProcessStart start;
  start.program = OwnProgram();
  start.line = L'"' + start.program + L"\" " + kChildOption + L' ' +
               std::to_wstring(reinterpret_cast<std::uintptr_t>(system_->mapping));
  if (options.environment) start.environment = options.environment(task);
  start.output = start.error = system_->output;
  start.shared = system_->mapping;
  const PROCESS_INFORMATION process = StartSuspended(start);
  system_->process = process.hProcess;
  Release(process, system_->job);
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

ChildEnd ChildProcess::Reap() {
  DWORD code = 0;
  GetExitCodeProcess(system_->process, &code);
  TerminateJobObject(system_->job, kKilled);
  CloseHandle(std::exchange(system_->job, nullptr));
  CloseHandle(std::exchange(system_->process, nullptr));
  ChildEnd end;
  end.how = IsException(code) ? ChildEnd::How::kSignalled : ChildEnd::How::kExited;
  end.code = static_cast<int>(code);
  end.output = EndOf(system_->output, kOutputKept);
  return end;
}

// Windows waits for so many at once and no more. Those left out come when others have gone, which
// the watch over their time sees to.
std::vector<ChildProcess*> ChildProcess::WaitForAny(std::span<ChildProcess* const> children,
                                                    int milliseconds) {
  std::vector<HANDLE> processes;
  for (const ChildProcess* child : children) processes.push_back(child->system_->process);
  processes.resize(std::min<std::size_t>(processes.size(), MAXIMUM_WAIT_OBJECTS));
  const DWORD first = WaitForMultipleObjects(static_cast<DWORD>(processes.size()), processes.data(),
                                             FALSE, static_cast<DWORD>(milliseconds));
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
