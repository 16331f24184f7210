#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "conformance/isolation/channel_memory_posix.h"
#include "conformance/isolation/child_posix.h"
#include "conformance/isolation/child_process.h"
#include "conformance/isolation/process_posix.h"
#include "conformance/isolation/system_error_posix.h"
#include "conformance/isolation/template_process.h"

namespace wtsconform {
namespace {

using posix_child::ThrowErrno;

constexpr std::size_t kOutputKept = 2048;
// What a first thread usually has, whatever the limit is set to: a library may expect as much.
constexpr std::size_t kStack = std::size_t{8} << 20;

// This process has to open files while children run, and to make another template process, and must
// not make so many children that it cannot.
void CheckSpareDescriptors() {
  std::vector<std::unique_ptr<posix_child::Descriptor>> spare(6);
  for (auto& each : spare) {
    each = std::make_unique<posix_child::Descriptor>(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (each->number() < 0) ThrowErrno("no descriptor");
  }
}

pid_t Fork(std::size_t task, int channel, int output, const IsolationOptions& options,
           const ChildBody& body) {
  // What is buffered here would be written a second time by a child that exits normally.
  std::fflush(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) ThrowErrno("no child process");
  if (pid > 0) return pid;
  const int kept = posix_child::Confine(parent, output, channel);
  posix_child::SetEnvironment(options, task);
  posix_child::RunBody(task, kept, body);
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

  std::string Output() const;
  // Asked where there is no descriptor to tell.
  bool HasEnded() const;
  void Kill() const {
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
  }
  // Ends the child, or what is left of it, and what it started. Returns its wait status.
  int End();

  posix_child::ChannelMemory channel;
  const posix_child::Descriptor output{posix_child::NewOutput()};
  std::shared_ptr<TemplateProcess> from;  // whose child it is; nullptr: this process's
  pid_t pid = 0;
  std::optional<posix_child::Descriptor> pidfd;
};

ChildProcess::ChildProcess() = default;
ChildProcess::~ChildProcess() = default;

bool ChildProcess::running() const { return system_ != nullptr; }

const Journal& ChildProcess::journal() const { return system_->channel.journal(); }

bool ChildProcess::Start(std::size_t task, const IsolationOptions& options, const ChildBody& body,
                         const std::shared_ptr<TemplateProcess>& from) {
  auto system = std::make_unique<System>();
  CheckSpareDescriptors();
  const int channel = system->channel.descriptor(), output = system->output.number();
  const auto pid = from ? from->Fork(task, channel, output)
                        : std::optional(Fork(task, channel, output, options, body));
  if (!pid) return false;
  system->from = from;
  system->pid = *pid;
  posix_child::OwnChild(*pid);
  system->channel.CloseDescriptor();
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, *pid, 0));
  // valgrind does not know the call: then the child is asked for at every tick.
  if (pidfd < 0 && errno != ENOSYS) ThrowErrno("pidfd_open");
  system->pidfd.emplace(pidfd);
  system_ = std::move(system);
  return true;
}

// On a busy machine a call may be late and yet not hang.
bool ChildProcess::IsLate(const Term& term, std::int64_t now) const {
  if (now <= term.deadline || posix_child::StateOf(system_->pid) == 'Z') return false;
  const auto share = posix_child::ShareOf(system_->pid, static_cast<pid_t>(term.thread));
  const bool in_turn = share.runnable && share.ran < term.Time();
  return !in_turn && now - share.waited > term.deadline;
}

std::optional<bool> ChildProcess::Sleeps() const {
  return posix_child::StateOf(system_->pid) == 'S';
}

bool ChildProcess::IsStopped() const {
  const char state = posix_child::StateOf(system_->pid);
  return state == 'T' || state == 't';
}

void ChildProcess::Kill() const { system_->Kill(); }

std::string ChildProcess::System::Output() const {
  char bytes[kOutputKept];
  const off_t size = lseek(output.number(), 0, SEEK_END);
  const off_t start = std::max<off_t>(0, size - static_cast<off_t>(sizeof bytes));
  const ssize_t got = pread(output.number(), bytes, sizeof bytes, start);
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
  std::optional<int> status = from ? from->WaitFor(pid) : std::nullopt;
  // Where its parent has died, it is this process's child.
  if (!status) status = posix_child::WaitFor(pid);
  posix_child::DisownChild(std::exchange(pid, 0));
  return status.value_or(SIGKILL);
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
