#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#include "conformance/isolation/child_process.h"

namespace {

// Set in a child. Its parent's other threads are not there, so that what only these hold would look
// like a leak to LeakSanitizer, which ends the process for it.
bool is_child = false;

}  // namespace

// LeakSanitizer asks for it by this name when the process exits.
extern "C" [[gnu::visibility("default")]] int __lsan_is_turned_off() { return is_child; }

namespace wtsconform {
namespace {

constexpr std::size_t kOutputKept = 2048;
constexpr rlim_t kMostMemory = rlim_t{8} << 30;
constexpr rlim_t kMostFileSize = rlim_t{64} << 20;
constexpr rlim_t kMostDescriptors = 1024;
// What a first thread usually has, whatever the limit is set to: a library may expect as much.
constexpr std::size_t kStack = std::size_t{8} << 20;

[[noreturn]] void ThrowErrno(const char* what) {
  throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

constexpr bool IsSanitized() {
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

// No anonymous namespace: a class of this header has them as members.
namespace posix_child {

// A new channel, with pages before and after it that nobody may touch.
class ChannelMemory {
 public:
  ChannelMemory() : memory_(Map()), journal_(&Journal::NewIn(memory_ + kGuard, nonce_)) {}
  ~ChannelMemory() { munmap(memory_, kSize); }
  ChannelMemory(const ChannelMemory&) = delete;
  ChannelMemory& operator=(const ChannelMemory&) = delete;

  Journal& journal() const { return *journal_; }
  ChildReport Report() const { return ReadReport(*journal_, nonce_); }
  // In the parent once the child it was made for has been forked, and in that child: what either
  // forks later has nothing there.
  void HideFromLaterChildren() const {
    if (madvise(memory_, kSize, MADV_DONTFORK) != 0) ThrowErrno("a child's channel");
  }

 private:
  static constexpr std::size_t kGuard = 64 * 1024;
  static constexpr std::size_t kPage = 64 * 1024;  // the largest there is
  static constexpr std::size_t kRoom = (sizeof(Journal) + kPage - 1) / kPage * kPage;
  static constexpr std::size_t kSize = kGuard + kRoom + kGuard;

  static std::byte* Map() {
    void* const memory = mmap(nullptr, kSize, PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) ThrowErrno("no shared memory");
    auto* const bytes = static_cast<std::byte*>(memory);
    if (mprotect(bytes + kGuard, kRoom, PROT_READ | PROT_WRITE) != 0) {
      munmap(memory, kSize);
      ThrowErrno("no shared memory");
    }
    return bytes;
  }
  static std::uint64_t NewNonce() {
    static std::uint64_t last = std::uint64_t{std::random_device{}()} << 32;
    return ++last;
  }

  const std::uint64_t nonce_ = NewNonce();
  std::byte* const memory_;
  Journal* const journal_;
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  const int number_;
};

}  // namespace posix_child

namespace {

// The file that a new child writes its output into.
int NewOutput() {
  const int output = memfd_create("output", MFD_CLOEXEC);
  if (output < 0) ThrowErrno("no file for a child's output");
  return output;
}

}  // namespace

// What one child has, and no other one.
struct ChildProcess::System {
  System() = default;
  // Where nobody reaped it.
  ~System() {
    if (pid > 0) End();
  }
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  // An exception must not unwind into what was the parent's code.
  [[noreturn]] void RunInChild(std::size_t task, pid_t parent, const IsolationOptions& options,
                               const ChildBody& body) const noexcept;
  std::string Output() const;
  // Asked where there is no descriptor to tell.
  bool HasEnded() const;
  void Kill() const {
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
  }
  // Ends the child, or what is left of it, and what it started. Returns its wait status.
  int End();

  const posix_child::ChannelMemory channel;
  const posix_child::Descriptor output{NewOutput()};
  pid_t pid = 0;
  std::optional<posix_child::Descriptor> pidfd;
};

ChildProcess::ChildProcess() = default;
ChildProcess::~ChildProcess() = default;

bool ChildProcess::running() const { return system_ != nullptr; }

const Journal& ChildProcess::journal() const { return system_->channel.journal(); }

void ChildProcess::Start(std::size_t task, const IsolationOptions& options, const ChildBody& body) {
  auto system = std::make_unique<System>();
  // What is buffered here would be written a second time by a child that exits normally.
  std::fflush(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) ThrowErrno("no child process");
  if (pid == 0) system->RunInChild(task, parent, options, body);
  system->pid = pid;
  setpgid(pid, pid);
  system->channel.HideFromLaterChildren();
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  // valgrind does not know the call: then the child is asked for at every tick.
  if (pidfd < 0 && errno != ENOSYS) ThrowErrno("pidfd_open");
  system->pidfd.emplace(pidfd);
  system_ = std::move(system);
}

void ChildProcess::System::RunInChild(std::size_t task, pid_t parent,
                                      const IsolationOptions& options,
                                      const ChildBody& body) const noexcept {
  is_child = true;
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  dup2(output.number(), STDOUT_FILENO);
  dup2(output.number(), STDERR_FILENO);
  // A sibling's descriptors, held open here, would outlive it.
  syscall(SYS_close_range, 3U, ~0U, 0U);
  // 1, not 0: only that keeps the kernel from starting a crash reporter.
  Limit(RLIMIT_CORE, 1);
  Limit(RLIMIT_FSIZE, kMostFileSize);
  Limit(RLIMIT_NOFILE, kMostDescriptors);
  // Sanitizers reserve far more addresses than they use.
  if (!IsSanitized()) Limit(RLIMIT_AS, kMostMemory);
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) unsetenv(name);
  if (options.environment) {
    for (const auto& [name, value] : options.environment(task)) {
      setenv(name.c_str(), value.c_str(), 1);
    }
  }
  channel.HideFromLaterChildren();
  Journal& journal = channel.journal();
  body(task, journal);
  if (journal.exiting) std::exit(kExitedAsAsked);
  _exit(0);
}

// On a busy machine a call may be late and yet not hang.
bool ChildProcess::IsLate(std::int64_t begun, std::int64_t deadline, std::int64_t now) const {
  if (now <= deadline) return false;
  const std::int64_t time = deadline - std::clamp(begun, std::int64_t{0}, deadline);
  const ProcessorShare share = ShareOf(system_->pid);
  const bool in_turn = share.runnable && share.ran < time;
  return !in_turn && now - share.waited > deadline;
}

bool ChildProcess::Sleeps() const {
  return StateOf(std::filesystem::path("/proc") / std::to_string(system_->pid)) == 'S';
}

void ChildProcess::Kill() const { system_->Kill(); }

std::string ChildProcess::System::Output() const {
  char bytes[kOutputKept];
  const off_t size = lseek(output.number(), 0, SEEK_END);
  const off_t from = std::max<off_t>(0, size - static_cast<off_t>(sizeof bytes));
  const ssize_t got = pread(output.number(), bytes, sizeof bytes, from);
  return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : std::string();
}

bool ChildProcess::System::HasEnded() const {
  siginfo_t end{};
  const int flags = WEXITED | WNOHANG | WNOWAIT;
  return pidfd->number() < 0 && waitid(P_PID, static_cast<id_t>(pid), &end, flags) == 0 &&
         end.si_pid == pid;
}

int ChildProcess::System::End() {
  // Until it is waited for, the child keeps its id, so its group can still be ended safely.
  Kill();
  int status = 0;
  waitpid(pid, &status, 0);
  pid = 0;
  return status;
}

ChildProcess::Left ChildProcess::Reap() {
  const std::unique_ptr<System> system = std::move(system_);
  const int status = system->End();
  Left left;
  left.end.how = WIFSIGNALED(status) ? ChildEnd::How::kSignalled : ChildEnd::How::kExited;
  left.end.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  left.end.output = system->Output();
  left.report = system->channel.Report();
  return left;
}

std::vector<ChildProcess*> ChildProcess::WaitForAny(std::span<ChildProcess* const> children,
                                                    int milliseconds) {
  std::vector<pollfd> polled;
  for (const ChildProcess* child : children)
    polled.push_back({child->system_->pidfd->number(), POLLIN, 0});
  poll(polled.data(), polled.size(), milliseconds);
  std::vector<ChildProcess*> ended;
  for (std::size_t i = 0; i < polled.size(); ++i) {
    if (polled[i].revents || children[i]->system_->HasEnded()) ended.push_back(children[i]);
  }
  return ended;
}

// A thread has its own heap, and is the thread that its children go on with.
void WithSmallHeap(const std::function<void()>& work) {
  struct Work {
    const std::function<void()>& body;
    std::exception_ptr failure = nullptr;
  } todo{work};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStack);
  pthread_t thread;
  const auto run = [](void* argument) -> void* {
    auto& [body, failure] = *static_cast<Work*>(argument);
    try {
      body();
    } catch (...) {
      failure = std::current_exception();
    }
    return nullptr;
  };
  const int error = pthread_create(&thread, &attributes, run, &todo);
  pthread_attr_destroy(&attributes);
  if (error) throw std::system_error(error, std::system_category(), "no thread");
  pthread_join(thread, nullptr);
  if (todo.failure) std::rethrow_exception(todo.failure);
}

bool WasKilledFromOutside(const ChildEnd& end, const ChildReport& report) {
  return end.how == ChildEnd::How::kSignalled && end.code == SIGKILL && !report.crash;
}

// A child is a fork of its parent, so no process is ever told that it is one.
void DoAsChild(const std::function<void(const std::string&, Journal&)>&) {}

std::string SignalName(int number) {
  const char* const name = sigabbrev_np(number);
  return name ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

}  // namespace wtsconform
