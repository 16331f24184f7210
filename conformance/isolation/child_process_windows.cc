#include <windows.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <mutex>
#include <random>
#include <stdexcept>
#include <utility>

#include "conformance/isolation/child_process.h"
#include "conformance/platform/process_windows.h"

namespace wtsconform {
namespace {

constexpr wchar_t kChildOption[] = L"--child";
constexpr std::size_t kMostText = 64 * 1024;
constexpr DWORD kOutputKept = 2048;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kGuard = 16 * kPage;

}  // namespace

// No anonymous namespace: a class of this header has them as members.
namespace windows_child {

// What parent and child share.
struct Shared {
  std::byte before[kGuard];
  Journal journal;
  char task[kMostText];
  std::byte after[kGuard];
};

// A handle that is closed with its owner.
class Owned {
 public:
  explicit Owned(HANDLE handle = nullptr) : handle_(handle) {}
  ~Owned() {
    if (handle_) CloseHandle(handle_);
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;

  HANDLE get() const { return handle_; }
  void Own(HANDLE handle) { handle_ = handle; }

 private:
  HANDLE handle_;
};

}  // namespace windows_child

namespace {

using windows_child::Owned;
using windows_child::Shared;

// This process's own job, whose only handle it holds: a child is in it from birth, and so ends with
// this process even where that dies before the child is in its own job.
void JoinJob() {
  static const HANDLE job = NewJob();
  PutIntoJob(GetCurrentProcess(), job);
}

HANDLE NewMapping() {
  SECURITY_ATTRIBUTES attributes = Inheritable();
  const HANDLE mapping = CreateFileMappingW(INVALID_HANDLE_VALUE, &attributes, PAGE_READWRITE, 0,
                                            sizeof(Shared), nullptr);
  if (!mapping) ThrowLastError("no shared memory");
  return mapping;
}

Shared* ViewOf(HANDLE mapping) {
  return static_cast<Shared*>(MapViewOfFile(mapping, FILE_MAP_ALL_ACCESS, 0, 0, sizeof(Shared)));
}

// In the child: nobody may touch what lies round the channel.
void Guard(Shared& shared) {
  DWORD before = 0;
  VirtualProtect(shared.before, sizeof shared.before, PAGE_NOACCESS, &before);
  // What follows the task's text begins somewhere in a page.
  const auto after = (reinterpret_cast<std::uintptr_t>(shared.after) + kPage - 1) / kPage * kPage;
  const auto end = reinterpret_cast<std::uintptr_t>(&shared + 1) / kPage * kPage;
  VirtualProtect(reinterpret_cast<void*>(after), end - after, PAGE_NOACCESS, &before);
}

std::uint64_t NewNonce() {
  static std::uint64_t last = std::uint64_t{std::random_device{}()} << 32;
  return ++last;
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

// What one child has, and no other one.
struct ChildProcess::System {
  System() : mapping(NewMapping()), shared(ViewOf(mapping.get())), output(TemporaryFile()) {
    if (!shared) ThrowLastError("no shared memory");
    Journal::NewIn(&shared->journal, nonce);
  }
  ~System() {
    if (process.get()) Kill();
    UnmapViewOfFile(shared);
  }
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  void Kill() const {
    TerminateJobObject(job.get(), kKilled);
    TerminateProcess(process.get(), kKilled);
  }

  const std::uint64_t nonce = NewNonce();
  const Owned mapping;
  Shared* const shared;
  const Owned output;
  const Owned job{NewJob()};
  Owned process;
};

ChildProcess::ChildProcess() {
  static std::once_flag joined;
  std::call_once(joined, JoinJob);
}

ChildProcess::~ChildProcess() = default;

bool ChildProcess::running() const { return system_ != nullptr; }

const Journal& ChildProcess::journal() const { return system_->shared->journal; }

bool ChildProcess::Start(std::size_t task, const IsolationOptions& options, const ChildBody&,
                         const std::shared_ptr<TemplateProcess>&) {
  if (!options.describe) {
    throw CannotIsolate(
        "this needs processes that are copies of their parent, which Windows has not");
  }
  const std::string text = options.describe(task);
  if (text.size() >= kMostText) throw std::runtime_error("a task takes too many words");
  auto system = std::make_unique<System>();
  std::memcpy(system->shared->task, text.c_str(), text.size() + 1);
  ProcessStart start;
  start.program = OwnProgram();
  start.line = L'"' + start.program + L"\" " + kChildOption + L' ' +
               std::to_wstring(reinterpret_cast<std::uintptr_t>(system->mapping.get()));
  if (options.environment) start.environment = options.environment(task);
  start.output = start.error = system->output.get();
  start.shared = system->mapping.get();
  const PROCESS_INFORMATION process = StartSuspended(start);
  system->process.Own(process.hProcess);
  Release(process, system->job.get());
  system_ = std::move(system);
  return true;
}

// Windows does not tell how long a process waited for a processor, nor what a thread waits for.
bool ChildProcess::IsLate(const Term& term, std::int64_t now) const { return now > term.deadline; }

std::optional<bool> ChildProcess::Sleeps() const { return std::nullopt; }

bool ChildProcess::IsStopped() const { return false; }

void ChildProcess::Kill() const { system_->Kill(); }

ChildProcess::Left ChildProcess::Reap() {
  const std::unique_ptr<System> system = std::move(system_);
  DWORD code = 0;
  GetExitCodeProcess(system->process.get(), &code);
  system->Kill();
  Left left;
  left.end.how = IsException(code) ? ChildEnd::How::kSignalled : ChildEnd::How::kExited;
  left.end.code = static_cast<int>(code);
  left.end.output = EndOf(system->output.get(), kOutputKept);
  left.report = ReadReport(system->shared->journal, system->nonce);
  return left;
}

// Who ends a process chooses its status: nothing distinguishes it from an exit.
// A child shares no page with its parent.
void WithSmallHeap(const std::function<void()>& work) { work(); }

bool WasKilledFromOutside(const ChildEnd&, const ChildReport&) { return false; }

// Windows waits for so many at once and no more. Those left out come when others have gone, which
// the watch over their time sees to.
std::vector<ChildProcess*> ChildProcess::WaitForAny(std::span<ChildProcess* const> children,
                                                    int milliseconds) {
  std::vector<HANDLE> processes;
  for (const ChildProcess* child : children) processes.push_back(child->system_->process.get());
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
  Shared* const shared = ViewOf(mapping);
  Journal* const journal = shared ? Journal::FoundIn(&shared->journal) : nullptr;
  if (!journal) std::_Exit(kKilled);  // somebody typed the option
  Guard(*shared);
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  GiveUpPrivileges();
  [&]() noexcept { body(shared->task, *journal); }();
  if (journal->exiting) std::exit(kExitedAsAsked);
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
