#include "conformance/isolation.h"

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
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "conformance/recorder.h"

namespace wtsconform {
namespace {

// Sleeping children cost memory only, and most calls that hang sleep too.
constexpr int kSleepers = 48;
constexpr std::int64_t kLongCallNanoseconds = 100'000'000;
// A call that takes longer is worth asking the kernel whether it sleeps.
constexpr std::int64_t kShortCallNanoseconds = 500'000;
// How often the parent looks at deadlines and sleepers.
constexpr int kTickMilliseconds = 2;
// A child that has its verdict may still clean up for so long.
constexpr std::int64_t kCleanUpNanoseconds = 2'000'000'000;
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
    std::string status;
    std::getline(std::ifstream(task->path() / "stat"), status);
    share.runnable |= status.find(") R ") != std::string::npos;
  }
  return share;
}

// On a busy machine a call may be late and yet not hang.
bool Hangs(pid_t pid, const JournalThread& thread, std::int64_t now) {
  const std::int64_t deadline = thread.deadline_ns;
  if (!deadline || now <= deadline) return false;
  const ProcessorShare share = ShareOf(pid);
  const bool in_turn = share.runnable && share.ran < deadline - thread.begun_ns;
  return !in_turn && now - share.waited > deadline;
}

// What one child at a time uses.
class Slot {
 public:
  Slot() {
    void* const memory = mmap(nullptr, sizeof(Journal), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) ThrowErrno("no shared memory");
    journal_ = new (memory) Journal;
    output_ = memfd_create("output", MFD_CLOEXEC);
    if (output_ < 0) ThrowErrno("no file for a child's output");
  }
  ~Slot() {
    munmap(journal_, sizeof(Journal));
    close(output_);
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  void Start(std::size_t index, const IsolationOptions& options,
             const std::function<void(std::size_t, Journal&)>& body);
  bool busy() const { return pid_ > 0; }
  // Whether it lets time pass, or sits in a call that sleeps or is likely to hang.
  bool Idle() const;
  int descriptor() const { return pidfd_; }
  std::size_t index() const { return index_; }
  Journal& journal() { return *journal_; }
  // Kills the child where a deadline has passed.
  void Watch(const IsolationOptions& options);
  // Once the descriptor is readable.
  ChildEnd Reap();

 private:
  // An exception must not unwind into what was the parent's code.
  [[noreturn]] void BeChild(pid_t parent, const IsolationOptions& options,
                            const std::function<void(std::size_t, Journal&)>& body) noexcept;
  void Kill(ChildEnd::How how, int code);
  // Whether some thread has been in one call for so long.
  bool InCallFor(std::int64_t nanoseconds) const;
  bool MainThreadSleeps() const;
  std::string Output() const;

  Journal* journal_;
  int output_;
  pid_t pid_ = 0;
  int pidfd_ = -1;
  std::size_t index_ = 0;
  std::int64_t started_ = 0;
  std::int64_t completed_ = 0;
  bool killed_ = false;
  bool asleep_ = false;  // in a call, when it was last watched
  ChildEnd killed_as_;
};

void Slot::Start(std::size_t index, const IsolationOptions& options,
                 const std::function<void(std::size_t, Journal&)>& body) {
  journal_->Clear();
  if (ftruncate(output_, 0) != 0 || lseek(output_, 0, SEEK_SET) != 0) ThrowErrno("a child's output");
  index_ = index;
  started_ = SteadyNanoseconds();
  completed_ = 0;
  killed_ = false;
  asleep_ = false;
  // What is buffered here would be written a second time by a child that exits normally.
  std::fflush(nullptr);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) ThrowErrno("no child process");
  if (pid_ == 0) BeChild(parent, options, body);
  setpgid(pid_, pid_);
  pidfd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (pidfd_ < 0) ThrowErrno("pidfd_open");
}

void Slot::BeChild(pid_t parent, const IsolationOptions& options,
                   const std::function<void(std::size_t, Journal&)>& body) noexcept {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output_, STDOUT_FILENO);
  dup2(output_, STDERR_FILENO);
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
  for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  body(index_, *journal_);
  if (journal_->exiting) std::exit(0);
  _exit(0);
}

void Slot::Kill(ChildEnd::How how, int code) {
  if (killed_) return;
  killed_ = true;
  killed_as_.how = how;
  killed_as_.code = code;
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);
}

void Slot::Watch(const IsolationOptions& options) {
  const std::int64_t now = SteadyNanoseconds();
  const bool complete = journal_->complete == Journal::kCompleteMarker;
  if (complete && completed_ == 0) completed_ = now;
  if (complete && now - completed_ > kCleanUpNanoseconds) {
    return Kill(journal_->exiting ? ChildEnd::How::kOverBudget : ChildEnd::How::kExited, 0);
  }
  for (std::size_t i = 0; !complete && i < Journal::kThreads; ++i) {
    if (Hangs(pid_, journal_->threads[i], now)) {
      return Kill(ChildEnd::How::kHung, static_cast<int>(i));
    }
  }
  asleep_ = InCallFor(kShortCallNanoseconds) && MainThreadSleeps();
  const auto budget = std::chrono::duration_cast<std::chrono::nanoseconds>(options.budget);
  if (now - started_ > budget.count()) Kill(ChildEnd::How::kOverBudget, 0);
}

bool Slot::Idle() const {
  if (journal_->complete) return false;
  return journal_->sleeping || asleep_ || InCallFor(kLongCallNanoseconds);
}

bool Slot::InCallFor(std::int64_t nanoseconds) const {
  const std::int64_t now = SteadyNanoseconds();
  return std::any_of(journal_->threads.begin(), journal_->threads.end(), [&](const auto& thread) {
    return thread.deadline_ns && now - thread.begun_ns > nanoseconds;
  });
}

// As the kernel sees it: on a busy machine a thread that wants to run is late as well.
bool Slot::MainThreadSleeps() const {
  const std::string path = "/proc/" + std::to_string(pid_) + "/stat";
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  char text[64];  // "1234 (wtsconform) S ..."
  const ssize_t got = read(file, text, sizeof text);
  close(file);
  const std::string_view stat(text, got > 0 ? static_cast<std::size_t>(got) : 0);
  const auto name_end = stat.rfind(") ");
  return name_end != stat.npos && name_end + 2 < stat.size() && stat[name_end + 2] == 'S';
}

std::string Slot::Output() const {
  char bytes[kOutputKept];
  const off_t size = lseek(output_, 0, SEEK_END);
  const off_t from = std::max<off_t>(0, size - static_cast<off_t>(sizeof bytes));
  const ssize_t got = pread(output_, bytes, sizeof bytes, from);
  return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : std::string();
}

ChildEnd Slot::Reap() {
  // The child is a zombie and keeps its id, so its group can still be ended safely.
  kill(-pid_, SIGKILL);
  int status = 0;
  waitpid(pid_, &status, 0);
  close(pidfd_);
  pid_ = 0;
  ChildEnd end = killed_as_;
  if (!killed_) {
    end.how = WIFSIGNALED(status) ? ChildEnd::How::kSignalled : ChildEnd::How::kExited;
    end.code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  }
  end.seconds = static_cast<double>(SteadyNanoseconds() - started_) * 1e-9;
  end.output = Output();
  return end;
}

class Pool {
 public:
  Pool(std::size_t count, const IsolationOptions& options) : count_(count), options_(options) {}

  void Run(const std::function<void(std::size_t, Journal&)>& body,
           const std::function<void(std::size_t, Journal&, const ChildEnd&)>& done,
           const std::function<bool(std::size_t)>& wanted) {
    while (next_ < count_ || Busy() > 0) {
      while (next_ < count_ && MayStart()) {
        const std::size_t index = next_++;
        if (!wanted || wanted(index)) FreeSlot().Start(index, options_, body);
      }
      WaitForOne();
      for (const auto& slot : slots_) {
        if (slot->busy()) slot->Watch(options_);
      }
      for (std::size_t i = 0; i < polled_.size(); ++i) {
        if (!polled_[i].revents) continue;
        const ChildEnd end = of_polled_[i]->Reap();
        done(of_polled_[i]->index(), of_polled_[i]->journal(), end);
      }
    }
  }

 private:
  int Busy() const {
    return static_cast<int>(std::count_if(slots_.begin(), slots_.end(),
                                          [](const auto& slot) { return slot->busy(); }));
  }
  bool MayStart() const {
    const auto running = std::count_if(slots_.begin(), slots_.end(), [](const auto& slot) {
      return slot->busy() && !slot->Idle();
    });
    return running < options_.jobs && Busy() < options_.jobs + kSleepers;
  }
  Slot& FreeSlot() {
    for (const auto& slot : slots_) {
      if (!slot->busy()) return *slot;
    }
    return *slots_.emplace_back(std::make_unique<Slot>());
  }
  void WaitForOne() {
    polled_.clear();
    of_polled_.clear();
    for (const auto& slot : slots_) {
      if (!slot->busy()) continue;
      polled_.push_back({slot->descriptor(), POLLIN, 0});
      of_polled_.push_back(slot.get());
    }
    if (!polled_.empty()) poll(polled_.data(), polled_.size(), kTickMilliseconds);
  }

  const std::size_t count_;
  const IsolationOptions& options_;
  std::size_t next_ = 0;
  std::vector<std::unique_ptr<Slot>> slots_;
  std::vector<pollfd> polled_;
  std::vector<Slot*> of_polled_;
};

}  // namespace

void RunIsolated(std::size_t count, const IsolationOptions& options,
                 const std::function<void(std::size_t, Journal&)>& body,
                 const std::function<void(std::size_t, Journal&, const ChildEnd&)>& done,
                 const std::function<bool(std::size_t)>& wanted) {
  Pool(count, options).Run(body, done, wanted);
}

std::string SignalName(int number) {
  const char* const name = sigabbrev_np(number);
  return name ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

}  // namespace wtsconform
