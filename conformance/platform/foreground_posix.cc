#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "conformance/platform/foreground.h"

namespace wtsconform {
namespace {

constexpr int kFromTerminal[] = {SIGINT, SIGQUIT};
constexpr int kPassedOn[] = {SIGTERM, SIGHUP};

std::atomic<pid_t> in_foreground = 0;
static_assert(std::atomic<pid_t>::is_always_lock_free, "a signal handler uses it");

// As long as it lives, signals are for the program.
class LeftToProgram {
 public:
  LeftToProgram() {
    for (const int number : kFromTerminal) Set(number, SIG_IGN);
    for (const int number : kPassedOn) Set(number, PassOn);
  }
  ~LeftToProgram() { Restore(); }
  LeftToProgram(const LeftToProgram&) = delete;
  LeftToProgram& operator=(const LeftToProgram&) = delete;

  void Restore() const {
    for (std::size_t i = 0; i < count_; ++i) {
      sigaction(saved_[i].number, &saved_[i].action, nullptr);
    }
  }

 private:
  struct Saved {
    int number;
    struct sigaction action;
  };

  static void PassOn(int number) {
    const int error = errno;
    if (const pid_t process = in_foreground) kill(process, number);
    errno = error;
  }

  void Set(int number, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    saved_[count_].number = number;
    sigaction(number, &action, &saved_[count_].action);
    if (saved_[count_].action.sa_handler == SIG_IGN) {
      sigaction(number, &saved_[count_].action, nullptr);  // nohup
    }
    ++count_;
  }

  Saved saved_[std::size(kFromTerminal) + std::size(kPassedOn)] = {};
  std::size_t count_ = 0;
};

[[noreturn]] void Become(char* const* words, int problem) {
  execvp(words[0], words);
  const int error = errno;
  static_cast<void>(!write(problem, &error, sizeof error));
  _exit(127);
}

// What the child could not do; "" where the program runs. Closes the pipe.
std::string ReadProblem(int pipe) {
  int error = 0;
  const bool has_failed = read(pipe, &error, sizeof error) == sizeof error;
  close(pipe);
  return has_failed ? std::strerror(error) : "";
}

}  // namespace

ForegroundEnd RunInForeground(const std::vector<std::string>& words,
                              const std::map<std::string, std::string>& environment) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  int problem[2];
  if (pipe2(problem, O_CLOEXEC) != 0) return {.problem = std::strerror(errno)};
  const LeftToProgram signals;
  const pid_t process = fork();
  if (process == 0) {
    signals.Restore();
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    Become(pointers.data(), problem[1]);
  }
  close(problem[1]);
  ForegroundEnd end{.process = static_cast<std::uint32_t>(process),
                    .problem = process < 0 ? std::strerror(errno) : ReadProblem(problem[0])};
  if (process < 0) return end;
  in_foreground = process;
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  in_foreground = 0;
  end.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return end;
}

}  // namespace wtsconform
