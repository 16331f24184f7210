#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <type_traits>

#include "conformance/channel/recorder.h"
#include "conformance/isolation/crash_report.h"

namespace wtsconform {
namespace {

Journal* the_journal = nullptr;

constexpr int kCrashSignals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
// Enough for the handler, dladdr and a deep unwinder.
constexpr std::size_t kStackSize = 64 * 1024;

// The symbol that `address` lies in, without help of anything that allocates.
void Describe(void* address, JournalFrame& frame) {
  frame.address = reinterpret_cast<std::uint64_t>(address);
  Dl_info info{};
  char text[96];
  if (dladdr(address, &info) == 0 || !info.dli_fname) {
    std::snprintf(text, sizeof text, "%p", address);
  } else {
    const char* slash = std::strrchr(info.dli_fname, '/');
    const char* file = slash ? slash + 1 : info.dli_fname;
    const auto offset = static_cast<const char*>(address) -
                        static_cast<const char*>(info.dli_saddr ? info.dli_saddr : info.dli_fbase);
    std::snprintf(text, sizeof text, "%s!%s+0x%tx", file, info.dli_sname ? info.dli_sname : "",
                  offset);
  }
  frame.symbol.Set(text);
}

// The thread that writes the report; 0 for none.
std::atomic<pid_t> reporter = 0;

// Not inlined: the frames that are skipped are counted.
__attribute__((noinline)) void Report(int number, const void* address) {
  JournalCrash& crash = the_journal->crash;
  crash.signal = number;
  crash.address = reinterpret_cast<std::uint64_t>(address);
  crash.thread = Recorder::CurrentThread();
  crash.seen = 1;
  // The first frames are this function, the handler and the kernel's trampoline.
  constexpr int kSkipped = 3;
  void* frames[std::extent_v<decltype(crash.frames)> + kSkipped];
  const int count = backtrace(frames, static_cast<int>(std::size(frames)));
  Dl_info own{};
  dladdr(reinterpret_cast<void*>(&Report), &own);
  for (int i = kSkipped; i < count; ++i) {
    Dl_info frame{};
    // From here on it is the harness that called.
    if (dladdr(frames[i], &frame) && frame.dli_fbase == own.dli_fbase) break;
    Describe(frames[i], crash.frames[i - kSkipped]);
    crash.frame_count = static_cast<std::uint32_t>(i - kSkipped + 1);
  }
}

void OnSignal(int number, siginfo_t* info, void*) {
  // Should the report itself get stuck (a lock that the crash left held), the process still ends.
  alarm(1);
  const auto self = static_cast<pid_t>(syscall(SYS_gettid));
  pid_t other = 0;
  if (reporter.compare_exchange_strong(other, self)) {
    Report(number, info->si_addr);
  } else if (other != self) {
    // Another thread crashed first, and the process dies of that once its report is written.
    while (true) pause();
  }
  signal(number, SIG_DFL);
  raise(number);
}

}  // namespace

void PrepareThreadForCrashReports() {
  // AddressSanitizer wants its shadow to begin where the stack does.
  alignas(16) static thread_local char stack[kStackSize];
  stack_t alternative{};
  alternative.ss_sp = stack;
  alternative.ss_size = sizeof stack;
  sigaltstack(&alternative, nullptr);
}

// The first backtrace() loads the unwinder, which a signal handler must not do.
void PrepareCrashReports() {
  void* frame = nullptr;
  static const int loaded = backtrace(&frame, 1);
  static_cast<void>(loaded);
}

void InstallCrashReports(Journal& journal) {
  the_journal = &journal;
  PrepareCrashReports();
  PrepareThreadForCrashReports();
  struct sigaction action {};
  action.sa_sigaction = OnSignal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (const int number : kCrashSignals) sigaction(number, &action, nullptr);
}

}  // namespace wtsconform
