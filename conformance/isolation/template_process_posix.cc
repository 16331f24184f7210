#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "conformance/isolation/child_posix.h"
#include "conformance/isolation/descriptor_posix.h"
#include "conformance/isolation/process_posix.h"
#include "conformance/isolation/system_error_posix.h"
#include "conformance/isolation/template_process.h"

namespace wtsconform {
namespace {

using posix_child::Descriptor;
using posix_child::ThrowErrno;

// An answer is a fork, or a wait for a child that was killed, which has its own limit.
constexpr std::chrono::milliseconds kAnswerTime{10000};

struct Request {
  enum Kind : std::uint32_t { kFork, kWait } kind;
  std::uint64_t number;  // of the task, or of the child
};

constexpr std::size_t kDescriptors = 2;  // with a kFork: a channel and an output
using Descriptors = std::array<int, kDescriptors>;

// A Request on its way, with what must lie in memory as long as it is sent or received.
class Envelope {
 public:
  explicit Envelope(Request& request) : part_{&request, sizeof request} {
    header_.msg_iov = &part_;
    header_.msg_iovlen = 1;
  }
  Envelope(const Envelope&) = delete;
  Envelope& operator=(const Envelope&) = delete;

  bool Send(int socket, const Descriptors* descriptors) {
    if (descriptors) {
      MakeRoom();
      cmsghdr* const control = CMSG_FIRSTHDR(&header_);
      control->cmsg_level = SOL_SOCKET;
      control->cmsg_type = SCM_RIGHTS;
      control->cmsg_len = CMSG_LEN(sizeof *descriptors);
      std::memcpy(CMSG_DATA(control), descriptors, sizeof *descriptors);
    }
    return sendmsg(socket, &header_, MSG_NOSIGNAL) == static_cast<ssize_t>(part_.iov_len);
  }

  // Where there were descriptors, they are the caller's now.
  bool Receive(int socket, Descriptors& descriptors) {
    MakeRoom();
    const ssize_t got = recvmsg(socket, &header_, MSG_CMSG_CLOEXEC);
    const cmsghdr* const control = CMSG_FIRSTHDR(&header_);
    if (control && control->cmsg_len == CMSG_LEN(sizeof descriptors)) {
      std::memcpy(&descriptors, CMSG_DATA(control), sizeof descriptors);
    }
    return got == static_cast<ssize_t>(part_.iov_len);
  }

 private:
  void MakeRoom() {
    header_.msg_control = control_;
    header_.msg_controllen = sizeof control_;
  }

  iovec part_;
  msghdr header_{};
  alignas(cmsghdr) char control_[CMSG_SPACE(sizeof(Descriptors))] = {};
};

// What a fork does not inherit, or shares with its siblings.
struct Unshareable {
  std::ptrdiff_t descriptors = 0;
  std::ptrdiff_t mappings = 0;
  bool other = false;  // a thread, a child, a timer, or a signal that hides how children end

  bool operator==(const Unshareable&) const = default;
};

std::ptrdiff_t EntriesOf(const char* folder) {
  const std::filesystem::directory_iterator entries(folder);
  return std::distance(begin(entries), end(entries));
}

std::ptrdiff_t SharedMappings() {
  std::ifstream maps("/proc/self/maps");
  std::ptrdiff_t count = 0;
  for (std::string addresses, rights, rest; maps >> addresses >> rights;) {
    count += rights.ends_with('s');
    std::getline(maps, rest);
  }
  return count;
}

bool HasTimer() {
  for (const auto kind : {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF}) {
    itimerval timer{};
    getitimer(kind, &timer);
    if (timerisset(&timer.it_value)) return true;
  }
  return false;
}

bool HasChild() {
  siginfo_t child{};
  return waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

bool HidesChildren() {
  struct sigaction action {};
  sigaction(SIGCHLD, nullptr, &action);
  return action.sa_handler != SIG_DFL || action.sa_flags & SA_NOCLDWAIT;
}

Unshareable LookForUnshareable() {
  return {EntriesOf("/proc/self/fd"), SharedMappings(),
          EntriesOf("/proc/self/task") != 1 || HasChild() || HasTimer() || HidesChildren()};
}

// The process itself.
class Server {
 public:
  Server(int socket, const IsolationOptions& options, const ChildBody& body)
      : socket_(socket), options_(options), body_(body) {}

  [[noreturn]] void Run() const noexcept {
    if (options_.prepare) {
      StandBetween();
      if (!Prepare()) _exit(0);
    }
    const pid_t self = getpid();
    Answer(self);
    Request request{};
    Descriptors descriptors{-1, -1};
    for (; Envelope(request).Receive(socket_, descriptors); descriptors = {-1, -1}) {
      Answer(request.kind == Request::kFork ? Fork(request.number, descriptors, self)
                                            : WaitFor(static_cast<pid_t>(request.number)));
    }
    _exit(0);
  }

 private:
  // Returns in a fork, for which this process waits: what a library does to its parent while it is
  // loaded must not hit the runner.
  static void StandBetween() {
    const pid_t self = getpid();
    const pid_t server = fork();
    if (server != 0) {
      waitpid(server, nullptr, 0);
      _exit(0);
    }
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != self) _exit(0);
  }

  bool Prepare() const {
    posix_child::SetEnvironment(options_, 0);
    try {
      const Unshareable before = LookForUnshareable();
      options_.prepare();
      return !before.other && LookForUnshareable() == before;
    } catch (const std::exception&) {
      return false;
    }
  }

  int Fork(std::uint64_t task, const Descriptors& descriptors, pid_t self) const {
    const Descriptor channel(descriptors[0]), output(descriptors[1]);
    if (output.number() < 0) return -1;  // no numbers were free to receive them
    const pid_t child = fork();
    if (child != 0) return child;
    const int kept = posix_child::Confine(self, output.number(), channel.number());
    if (!options_.prepare) posix_child::SetEnvironment(options_, task);
    posix_child::RunBody(task, kept, body_);
  }

  static int WaitFor(pid_t child) { return posix_child::WaitFor(child).value_or(-1); }

  void Answer(int value) const { send(socket_, &value, sizeof value, MSG_NOSIGNAL); }

  const int socket_;
  const IsolationOptions& options_;
  const ChildBody& body_;
};

}  // namespace

struct TemplateProcess::System {
  System(pid_t process, std::unique_ptr<Descriptor> end)
      : pid(process),
        pidfd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0))),
        socket(std::move(end)) {
    posix_child::OwnChild(pid);
  }
  ~System() {
    for (const pid_t process : {server, pid}) {
      if (process <= 0) continue;
      kill(-process, SIGKILL);
      kill(process, SIGKILL);
    }
    posix_child::WaitFor(pid);
    posix_child::DisownChild(pid);
    if (server == pid || server <= 0) return;
    posix_child::WaitFor(server);  // where it came to this process by now
    posix_child::DisownChild(server);
  }
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  std::optional<int> Ask(Request request, const Descriptors* descriptors) {
    if (!Envelope(request).Send(socket->number(), descriptors)) return std::nullopt;
    return Answer(kAnswerTime);
  }
  // That the process has ended is not seen by its end of the socket, which another may have.
  std::optional<int> Answer(std::chrono::milliseconds time) const {
    pollfd polled[] = {{socket->number(), POLLIN, 0}, {pidfd.number(), POLLIN, 0}};
    poll(polled, std::size(polled), static_cast<int>(time.count()));
    int value = -1;
    const ssize_t got = recv(socket->number(), &value, sizeof value, MSG_DONTWAIT);
    return got == sizeof value ? std::optional(value) : std::nullopt;
  }
  // No other process may be taken for a child and be ended.
  bool IsChild(pid_t process) const {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    pid_t parent = 0;
    for (std::string key; status >> key; std::getline(status, key)) {
      if (key == "PPid:") return status >> parent && parent == server;
    }
    return false;
  }

  const pid_t pid;
  const Descriptor pidfd;
  pid_t server = 0;  // the process that forks, this one or its child
  const std::unique_ptr<const Descriptor> socket;
};

TemplateProcess::TemplateProcess(std::unique_ptr<System> system) : system_(std::move(system)) {}
TemplateProcess::~TemplateProcess() = default;

std::shared_ptr<TemplateProcess> TemplateProcess::Make(const IsolationOptions& options,
                                                       const ChildBody& body) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) ThrowErrno("socketpair");
  auto ours = std::make_unique<Descriptor>(ends[0]);
  Descriptor theirs(ends[1]);
  const Descriptor output(posix_child::NewOutput());
  std::fflush(nullptr);
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) ThrowErrno("no child process");
  if (pid == 0) {
    const int socket = posix_child::Confine(parent, output.number(), theirs.number());
    Server(socket, options, body).Run();
  }
  theirs.Close();  // so that its end is seen
  auto system = std::make_unique<System>(pid, std::move(ours));
  // Without the descriptor its children cannot be waited for either.
  if (system->pidfd.number() < 0) return nullptr;
  system->server = system->Answer(options.budget).value_or(0);
  if (system->server <= 0) return nullptr;
  posix_child::OwnChild(system->server);
  return std::shared_ptr<TemplateProcess>(new TemplateProcess(std::move(system)));
}

std::optional<int> TemplateProcess::Fork(std::size_t task, int channel, int output) {
  const Descriptors descriptors{channel, output};
  const auto child = system_->Ask({Request::kFork, task}, &descriptors);
  if (child && *child < 0) throw NoChildNow("no child process of the template");
  return child && system_->IsChild(*child) ? child : std::nullopt;
}

std::optional<int> TemplateProcess::WaitFor(int child) {
  const auto status = system_->Ask({Request::kWait, static_cast<std::uint64_t>(child)}, nullptr);
  return status && *status >= 0 ? status : std::nullopt;
}

}  // namespace wtsconform
