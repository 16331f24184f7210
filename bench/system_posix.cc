#include <fcntl.h>
#include <gnu/libc-version.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "bench/benchmarks.h"
#include "bench/system.h"
#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

std::string FirstLine(const char* file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace

std::string ProgramBeside(const char* name) { return (ExecutableFolder() / name).string(); }

bool GoalsBind() { return true; }

bool ProcessorTimeIsFine() { return true; }

WorkEnd InChild(const std::function<int()>& work) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe to another process");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no other process to measure in");
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    close(ends[0]);
    const int result = work();
    std::fflush(nullptr);
    _exit(write(ends[1], &result, sizeof result) == sizeof result ? 0 : 1);
  }
  close(ends[1]);
  int result = 0, status = 0;
  waitpid(child, &status, 0);
  const bool done = read(ends[0], &result, sizeof result) == sizeof result;
  close(ends[0]);
  if (done) return {result, ""};
  return {std::nullopt, WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status))
                                            : "exit " + std::to_string(WEXITSTATUS(status))};
}

bool ForkAndExit(int count, int at_once) {
  int running = 0;
  for (int i = 0; i < count; ++i) {
    if (running == at_once) wait(nullptr), --running;
    const pid_t child = fork();
    if (child == 0) _exit(0);
    if (child < 0) return false;
    ++running;
  }
  while (wait(nullptr) > 0) continue;
  return true;
}

std::string ProcessorName() {
  std::ifstream stream("/proc/cpuinfo");
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

std::string CLibrary() { return std::string("glibc ") + gnu_get_libc_version(); }

std::string ClockSource() {
  return FirstLine("/sys/devices/system/clocksource/clocksource0/current_clocksource");
}

std::string Load() { return FirstLine("/proc/loadavg"); }

double ResidentBytes() {
  std::ifstream stream("/proc/self/statm");
  double size = 0, resident = 0;
  stream >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::size_t MostDescriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

std::optional<double> ProcessorSecondsOfChildren() {
  rusage use{};
  getrusage(RUSAGE_CHILDREN, &use);
  double seconds = 0;
  for (const timeval& time : {use.ru_utime, use.ru_stime}) {
    seconds += static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  }
  return seconds;
}

void DuplicateAndClose(benchmark::State& state) {
  const int file = open("/dev/null", O_RDONLY | O_CLOEXEC);
  Measure(state, [&] { close(dup(file)); });
  close(file);
}

void MakeAndCloseEvent(benchmark::State& state) {
  Measure(state, [] { close(eventfd(0, EFD_CLOEXEC)); });
}

}  // namespace wtsconform
