#include "conformance/isolation/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace wtsconform {
namespace {

constexpr std::size_t kOutputKept = 2048;
constexpr rlim_t kMostMemory = rlim_t{8} << 30;
constexpr rlim_t kMostFileSize = rlim_t{64} << 20;
constexpr rlim_t kMostDescriptors = 1024;

[[noreturn]] void ThrowErrno(const char* what) {
  throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

constexpr bool UnderAddressSanitizer() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  return true;
#endif
#endif
  return false;
}

void Limit(int what, rlim_t value) {
  rlimit limit{};
  getrlimit(what, &limit);
  limit.rlim_cur = std::min(limit.rlim_max, value);
  limit.rlim_max = limit.rlim_cur;
  setrlimit(what, &limit);
}

// The state of a process, or of one thread of it, by its folder in /proc:
// 'R' runs or wants to, 'S' sleeps; ' ' where it is gone.
char StateOf(const std::filesystem::path& task) {
  std::string stat;  // "1234 (wtsconform) S ..."
  std::getline(std::ifstream(task / "stat"), stat);
  const auto name_end = stat.rfind(") ");
  return name_end != stat.npos && name_end + 2 < stat.size() ? stat[name_end + 2] : ' ';
}

// How a process shares in the processors; all of its threads together.
struct ProcessorShare {
  std::int64_t ran = 0;     // nanoseconds
  std::int64_t waited = 0;  // for a processor, the turns that have come
  bool runnable = false;    // one of them runs, or waits for its turn
};

ProcessorShare ShareOf(pid_t pid) {
  namespace fs = std::filesystem;
  ProcessorShare share;
  std::error_code gone;
  const fs::path tasks = fs::path("/proc") / std::to_string(pid) / "task";
  for (fs::directory_iterator task(tasks, gone), end; task != end; task.increment(gone)) {
    std::ifstream schedule(task->path() / "schedstat");
    std::int64_t ran = 0, waited = 0;
    if (schedule >> ran >> waited) share.ran += ran, share.waited += waited;
    share.runnable |= StateOf(task->path()) == 'R';
  }
  return share;
}

}  // namespace

struct ChildProcess::System {
  // An exception must not unwind into what was the parent's code.
  [[noreturn]] void BeChild(std::size_t task, pid_t parent, const IsolationOptions& options,
                            const std::function<void(std::size_t, Journal&)>& body) const noexcept;
  std::string Output() const;
  // Asked where there is no descriptor to tell.
  bool HasEnded() const;

  Journal* journal = nullptr;
  int output = -1;
  pid_t pid = 0;
  int pidfd = -1;
};

ChildProcess::ChildProcess() : system_(std::make_unique<System>()) {
  void* const memory =
      mmap(nullptr, sizeof(Journal), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) ThrowErrno("no shared memory");
  system_->journal = new (memory) Journal;
  system_->output = memfd_create("output", MFD_CLOEXEC);
  if (system_->output < 0) ThrowErrno("no file for a child's output");
}

ChildProcess::~ChildProcess() {
  munmap(system_->journal, sizeof(Journal));
  close(system_->output);
}

bool ChildProcess::running() const { return system_->pid > 0; }

Journal& ChildProcess::journal() const { return *system_->journal; }

void ChildProcess::Start(std::size_t task, const IsolationOptions& options,
                         const std::function<void(std::size_t, Journal&)>& body) {
  if (ftruncate(system_->output, 0) != 0 || lseek(system_->output, 0, SEEK_SET) != 0) {
    ThrowErrno("a child's output");
  }
  // What is buffered here would be written a second time by a child that exits normally.
  std::fflush(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = system_->pid = fork();
  if (pid < 0) ThrowErrno("no child process");
  if (pid == 0) system_->BeChild(task, parent, options, body);
  setpgid(pid, pid);
  system_->pidfd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  // valgrind does not know the call: then the child is asked for at every tick.
  if (system_->pidfd < 0 && errno != ENOSYS) ThrowErrno("pidfd_open");
}

void ChildProcess::System::BeChild(
    std::size_t task, pid_t parent, const IsolationOptions& options,
    const std::function<void(std::size_t, Journal&)>& body) const noexcept {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  // A sibling's descriptors, held open here, would outlive it.
  syscall(SYS_close_range, 3U, ~0U, 0U);
  // 1, not 0: only that keeps the kernel from starting a crash reporter.
  Limit(RLIMIT_CORE, 1);
  Limit(RLIMIT_FSIZE, kMostFileSize);
  Limit(RLIMIT_NOFILE, kMostDescriptors);
  // Sanitizers reserve far more addresses than they use.
  if (!UnderAddressSanitizer()) Limit(RLIMIT_AS, kMostMemory);
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) unsetenv(name);
  if (options.environment) {
    for (const auto& [name, value] : options.environment(task)) {
      setenv(name.c_str(), value.c_str(), 1);
    }
  }
  body(task, *journal);
  if (journal->exiting) std::exit(0);
  _exit(0);
}

// On a busy machine a call may be late and yet not hang.
bool ChildProcess::Hangs(const JournalThread& thread, std::int64_t now) const {
  const std::int64_t deadline = thread.deadline_ns;
  if (!deadline || now <= deadline) return false;
  const ProcessorShare share = ShareOf(system_->pid);
  const bool in_turn = share.runnable && share.ran < deadline - thread.begun_ns;
  return !in_turn && now - share.waited > deadline;
}

bool ChildProcess::Sleeps() const {
  return StateOf(std::filesystem::path("/proc") / std::to_string(system_->pid)) == 'S';
}

void ChildProcess::Kill() const {
  kill(-system_->pid, SIGKILL);
  kill(system_->pid, SIGKILL);
}

std::string ChildProcess::System::Output() const {
  char bytes[kOutputKept];
  const off_t size = lseek(output, 0, SEEK_END);
  const off_t from = std::max<off_t>(0, size - static_cast<off_t>(sizeof bytes));
  const ssize_t got = pread(output, bytes, sizeof bytes, from);
  return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : std::string();
}

bool ChildProcess::System::HasEnded() const {
  siginfo_t end{};
  const int flags = WEXITED | WNOHANG | WNOWAIT;
  return pidfd < 0 && waitid(P_PID, static_cast<id_t>(pid), &end, flags) == 0 && end.si_pid == pid;
}

ChildEnd ChildProcess::Reap() {
  // The child is a zombie and keeps its id, so its group can still be ended safely.
  kill(-system_->pid, SIGKILL);
  int status = 0;
  waitpid(system_->pid, &status, 0);
  if (system_->pidfd >= 0) close(system_->pidfd);
  system_->pid = 0;
  ChildEnd end;
  end.how = WIFSIGNALED(status) ? ChildEnd::How::kSignalled : ChildEnd::How::kExited;
  end.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  end.output = system_->Output();
  return end;
}

std::vector<ChildProcess*> ChildProcess::WaitForAny(std::span<ChildProcess* const> children,
                                                    int milliseconds) {
  std::vector<pollfd> polled;
  for (const ChildProcess* child : children) polled.push_back({child->system_->pidfd, POLLIN, 0});
  poll(polled.data(), polled.size(), milliseconds);
  std::vector<ChildProcess*> ended;
  for (std::size_t i = 0; i < polled.size(); ++i) {
    if (polled[i].revents || children[i]->system_->HasEnded()) ended.push_back(children[i]);
  }
  return ended;
}

// A child is a fork of its parent, so no process is ever told that it is one.
void DoAsChild(const std::function<void(const std::string&, Journal&)>&) {}

std::string SignalName(int number) {
  const char* const name = sigabbrev_np(number);
  return name ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

}  // namespace wtsconform
