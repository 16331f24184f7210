#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "conformance/platform/run_program.h"

namespace wtsconform {
namespace {

std::string ReadFile(int file) {
  std::string text;
  lseek(file, 0, SEEK_SET);
  char bytes[4096];
  for (ssize_t got; (got = read(file, bytes, sizeof bytes)) > 0;) {
    text.append(bytes, static_cast<std::size_t>(got));
  }
  return text;
}

// Until its other end is closed.
std::string ReadTerminal(int terminal) {
  std::string text;
  char bytes[4096];
  for (ssize_t got; (got = read(terminal, bytes, sizeof bytes)) > 0;) {
    text.append(bytes, static_cast<std::size_t>(got));
  }
  return text;
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
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
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
    kill(system_->pid, SIGKILL);
    Wait();
  }
}

void Program::Interrupt() const { kill(system_->pid, SIGINT); }

std::vector<int> Program::Children() const {
  const std::string pid = std::to_string(system_->pid);
  std::ifstream stream("/proc/" + pid + "/task/" + pid + "/children");
  std::vector<int> children;
  for (int child; stream >> child;) children.push_back(child);
  return children;
}

ProgramEnd Program::Wait() {
  ProgramEnd end;
  if (system_->terminal) end.out = ReadTerminal(system_->out);
  int status = 0;
  waitpid(system_->pid, &status, 0);
  system_->pid = 0;
  end.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (!system_->terminal) end.out = ReadFile(system_->out);
  end.err = ReadFile(system_->err);
  return end;
}

}  // namespace wtsconform
