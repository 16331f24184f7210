#include <windows.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cwchar>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"

namespace wtsconform {
namespace {

Journal* the_journal = nullptr;

// What the handler needs where the stack has overflowed.
constexpr ULONG kStackSize = 64 * 1024;
// Should a report get stuck, the process still ends.
constexpr DWORD kMostReportMs = 1000;
// What abort() is reported as; Windows gives it no exception.
constexpr DWORD kFatalAppExit = 0x40000015;

// "file.dll+0x1a2b", without help of anything that allocates.
void Describe(const void* address, JournalFrame& frame) {
  frame.address = reinterpret_cast<std::uintptr_t>(address);
  HMODULE module = nullptr;
  wchar_t path[MAX_PATH] = L"";
  GetModuleHandleExW(
      GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
      static_cast<const wchar_t*>(address), &module);
  if (module) GetModuleFileNameW(module, path, MAX_PATH);
  const wchar_t* const slash = std::wcsrchr(path, L'\\');
  char text[96];
  std::snprintf(
      text, sizeof text, "%ls+0x%llx", slash ? slash + 1 : path,
      static_cast<unsigned long long>(frame.address - reinterpret_cast<std::uintptr_t>(module)));
  frame.symbol.Set(text);
}

// The thread that writes the report; 0 for none.
std::atomic<DWORD> reporter = 0;

void Report(DWORD code, const void* where, std::uintptr_t address) {
  DWORD other = 0;
  if (!reporter.compare_exchange_strong(other, GetCurrentThreadId())) {
    // Another thread crashed first, and the process dies of that once its report is written.
    if (other != GetCurrentThreadId()) Sleep(kMostReportMs);
    return;
  }
  JournalCrash& crash = the_journal->crash;
  crash.signal = static_cast<std::int32_t>(code);
  crash.address = address;
  crash.thread = Recorder::CurrentThread();
  crash.seen = 1;
  if (!where) return;
  Describe(where, crash.frames[0]);
  crash.frame_count = 1;
}

LONG WINAPI OnException(EXCEPTION_POINTERS* pointers) {
  const EXCEPTION_RECORD& record = *pointers->ExceptionRecord;
  const bool has_address = record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION;
  Report(record.ExceptionCode, record.ExceptionAddress,
         has_address ? record.ExceptionInformation[1] : 0);
  // At once: a debugger's or a reporter's turn would come next, or a heap's lock that nobody frees.
  TerminateProcess(GetCurrentProcess(), record.ExceptionCode);
  return EXCEPTION_EXECUTE_HANDLER;
}

void OnAbort(int) {
  Report(kFatalAppExit, nullptr, 0);
  std::fflush(nullptr);
  TerminateProcess(GetCurrentProcess(), kFatalAppExit);
}

}  // namespace

void PrepareThreadForCrashReports() {
  ULONG size = kStackSize;
  SetThreadStackGuarantee(&size);
}

void PrepareCrashReports() {}

// Not a vectored handler: that would also see what a library throws and catches itself.
void InstallCrashReports(Journal& journal) {
  the_journal = &journal;
  PrepareThreadForCrashReports();
  SetUnhandledExceptionFilter(OnException);
  std::signal(SIGABRT, OnAbort);
}

}  // namespace wtsconform
