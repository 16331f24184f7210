#include "conformance/isolation/child_posix.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "conformance/isolation/channel_memory_posix.h"
#include "conformance/isolation/system_error_posix.h"
#include "conformance/platform/interruption.h"

namespace {

// Set in a child. Its parent's other threads are not there, so that what only these hold would look
// like a leak to LeakSanitizer, which ends the process for it.
bool is_child = false;

}  // namespace

// LeakSanitizer asks for it by this name when the process exits.
extern "C" [[gnu::visibility("default")]] int __lsan_is_turned_off() { return is_child; }

namespace wtsconform::posix_child {
namespace {

constexpr rlim_t kMostMemory{std::uint64_t{8} << 30};  // which 32 bits cannot hold, nor use
constexpr rlim_t kMostFileSize = rlim_t{64} << 20;
constexpr rlim_t kMostDescriptors = 1024;
constexpr int kKept = STDERR_FILENO + 1;

constexpr bool IsSanitized() {
#if defined(WTSCONFORM_SANITIZED)
  return true;
#else
  return false;
#endif
}

void Limit(int what, rlim_t value) {
  rlimit limit{};
  getrlimit(what, &limit);
  limit.rlim_cur = std::min(limit.rlim_max, value);
  limit.rlim_max = limit.rlim_cur;
  setrlimit(what, &limit);
}

void SetLimits() {
  // 1, not 0: only that keeps the kernel from starting a crash reporter.
  Limit(RLIMIT_CORE, 1);
  Limit(RLIMIT_FSIZE, kMostFileSize);
  Limit(RLIMIT_NOFILE, kMostDescriptors);
  // Sanitizers reserve far more addresses than they use.
  if (!IsSanitized()) Limit(RLIMIT_AS, kMostMemory);
}

// Before the process that has the results.
void GoFirstWhenMemoryIsShort() {
  constexpr char kFirst[] = "1000";
  const int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0) return;
  if (write(score, kFirst, sizeof kFirst - 1) < 0) {
    // Then the system decides as it would have.
  }
  close(score);
}

}  // namespace

int Confine(pid_t parent, int output, int kept) {
  is_child = true;
  ForgetInterruptions();
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  // Neither may be among the numbers that get something else, as where a stream was closed.
  output = fcntl(output, F_DUPFD_CLOEXEC, kKept + 1);
  kept = fcntl(kept, F_DUPFD_CLOEXEC, kKept + 1);
  // As when the system is short of memory: it is tried again, alone.
  if (output < 0 || kept < 0) kill(getpid(), SIGKILL);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  dup3(kept, kKept, O_CLOEXEC);
  // A sibling's descriptors, held open here, would outlive it.
  syscall(SYS_close_range, static_cast<unsigned>(kKept + 1), ~0U, 0U);
  close(STDIN_FILENO);
  open("/dev/null", O_RDONLY);  // the lowest number that is free
  SetLimits();
  GoFirstWhenMemoryIsShort();
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  return kKept;
}

void SetEnvironment(const IsolationOptions& options, std::size_t task) {
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) unsetenv(name);
  if (!options.environment) return;
  for (const auto& [name, value] : options.environment(task)) {
    setenv(name.c_str(), value.c_str(), 1);
  }
}

int NewOutput() {
  const int output = memfd_create("output", MFD_CLOEXEC);
  if (output < 0) ThrowErrno("no file for a child's output");
  return output;
}

void RunBody(std::size_t task, int channel, const ChildBody& body) noexcept {
  Journal& journal = ChannelMemory::MapInChild(channel);
  close(channel);
  body(task, journal);
  if (journal.exiting) std::exit(kExitedAsAsked);
  _exit(0);
}

}  // namespace wtsconform::posix_child
