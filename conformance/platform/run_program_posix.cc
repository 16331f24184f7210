#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "conformance/platform/interruption.h"
#include "conformance/platform/run_program.h"

namespace wtsconform {
namespace {

constexpr int kPollMilliseconds = 10;

std::string ReadFile(int file) {
  std::string text;
  lseek(file, 0, SEEK_SET);
  char bytes[4096];
  for (ssize_t got; (got = read(file, bytes, sizeof bytes)) > 0;) {
    text.append(bytes, static_cast<std::size_t>(got));
  }
  return text;
}

// What can be read of a terminal now.
void AppendFrom(int terminal, std::string& text) {
  char bytes[4096];
  for (ssize_t got; (got = read(terminal, bytes, sizeof bytes)) > 0;) {
    text.append(bytes, static_cast<std::size_t>(got));
  }
}

// Those that any thread of it started.
std::vector<pid_t> ChildrenOf(pid_t parent) {
  namespace fs = std::filesystem;
  std::vector<pid_t> children;
  std::error_code gone;
  const fs::path threads = fs::path("/proc") / std::to_string(parent) / "task";
  for (fs::directory_iterator each(threads, gone), end; each != end; each.increment(gone)) {
    std::ifstream stream(each->path() / "children");
    children.insert(children.end(), std::istream_iterator<pid_t>(stream), {});
  }
  return children;
}

// The youngest first, so that none is somebody else's child before it is found; each is stopped
// before its children are looked for, so that it neither starts another nor ends by itself.
void EndWithDescendants(pid_t pid) {
  kill(pid, SIGSTOP);
  for (const pid_t child : ChildrenOf(pid)) EndWithDescendants(child);
  kill(pid, SIGKILL);
}

}  // namespace

struct Program::System {
  ~System() {
    close(out);
    close(err);
  }

  pid_t pid = 0;
  int out = -1;
  int err = memfd_create("stderr", MFD_CLOEXEC);
  bool terminal = false;
};

Program::Program(const std::string& file, std::vector<std::string> arguments,
                 const std::map<std::string, std::string>& environment, bool terminal)
    : system_(std::make_unique<System>()) {
  system_->terminal = terminal;
  int shown = -1;
  if (terminal) {
    if (openpty(&system_->out, &shown, nullptr, nullptr, nullptr) != 0) {
      throw std::runtime_error("no terminal");
    }
    fcntl(system_->out, F_SETFD, FD_CLOEXEC);
    fcntl(system_->out, F_SETFL, O_NONBLOCK);
  } else {
    shown = system_->out = memfd_create("stdout", MFD_CLOEXEC);
  }
  std::vector<char*> words = {const_cast<char*>(file.c_str())};
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  const pid_t parent = getpid();
  system_->pid = fork();
  if (system_->pid < 0) throw std::runtime_error("no process for the program");
  if (system_->pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(126);
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    dup2(shown, STDOUT_FILENO);
    dup2(system_->err, STDERR_FILENO);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    execv(file.c_str(), words.data());
    _exit(127);
  }
  if (terminal) close(shown);
}

Program::~Program() {
  if (system_->pid > 0) {
    EndWithDescendants(system_->pid);
    waitpid(system_->pid, nullptr, 0);
  }
}

void Program::Send(int signal) const { kill(system_->pid, signal); }

std::vector<int> Program::Children() const { return ChildrenOf(system_->pid); }

ProgramEnd Program::Wait(std::chrono::milliseconds limit) {
  using Clock = std::chrono::steady_clock;
  const auto give_up = Clock::now() + limit;
  ProgramEnd end;
  int status = 0;
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, system_->pid, 0));
  while (waitpid(system_->pid, &status, WNOHANG) == 0) {
    if (Clock::now() >= give_up) {
      end.out_of_time = true;
      EndWithDescendants(system_->pid);
    }
    if (system_->terminal) AppendFrom(system_->out, end.out);
    try {
      ThrowIfInterrupted();
    } catch (const Interrupted&) {
      if (pidfd >= 0) close(pidfd);
      throw;
    }
    // A terminal is emptied now and then, for it holds little.
    pollfd ended{pidfd, POLLIN, 0};
    poll(&ended, 1, kPollMilliseconds);
  }
  if (pidfd >= 0) close(pidfd);
  system_->pid = 0;
  end.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (system_->terminal) {
    AppendFrom(system_->out, end.out);
  } else {
    end.out = ReadFile(system_->out);
  }
  end.err = ReadFile(system_->err);
  return end;
}

}  // namespace wtsconform
