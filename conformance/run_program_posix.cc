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

#include "conformance/run_program.h"

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

Program::Program(const std::string& file, std::vector<std::string> arguments,
                 const std::map<std::string, std::string>& environment, bool terminal)
    : err_(memfd_create("stderr", MFD_CLOEXEC)), terminal_(terminal) {
  int shown = -1;
  if (terminal) {
    if (openpty(&out_, &shown, nullptr, nullptr, nullptr) != 0) {
      throw std::runtime_error("no terminal");
    }
    fcntl(out_, F_SETFD, FD_CLOEXEC);
  } else {
    shown = out_ = memfd_create("stdout", MFD_CLOEXEC);
  }
  std::vector<char*> words = {const_cast<char*>(file.c_str())};
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("no process for the program");
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(126);
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    dup2(shown, STDOUT_FILENO);
    dup2(err_, STDERR_FILENO);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    execv(file.c_str(), words.data());
    _exit(127);
  }
  if (terminal) close(shown);
}

Program::~Program() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    Wait();
  }
  close(out_);
  close(err_);
}

void Program::Interrupt() const { kill(pid_, SIGINT); }

std::vector<int> Program::Children() const {
  const std::string pid = std::to_string(pid_);
  std::ifstream stream("/proc/" + pid + "/task/" + pid + "/children");
  std::vector<int> children;
  for (int child; stream >> child;) children.push_back(child);
  return children;
}

ProgramEnd Program::Wait() {
  ProgramEnd end;
  if (terminal_) end.out = ReadTerminal(out_);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  end.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (!terminal_) end.out = ReadFile(out_);
  end.err = ReadFile(err_);
  return end;
}

}  // namespace wtsconform
