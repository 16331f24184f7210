#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

double CountEntries(const char* folder) {
  std::error_code error;
  return static_cast<double>(
      std::distance(fs::directory_iterator(folder, error), fs::directory_iterator()));
}

double CountDescriptors() {
  const double count = CountEntries("/proc/self/fd");
  if (count > 0) return count;
  // There is none left to look with: all are in use.
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

double MappedBytes() {
  // Pages: the program's size, and how many of it are resident, shared, text, unused, data.
  std::ifstream sizes("/proc/self/statm");
  double pages = 0;
  for (int i = 0; i < 6; ++i) sizes >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

std::vector<std::string> CommandLineArguments(int argc, const char* const* argv) {
  return {argv + 1, argv + argc};
}

fs::path ExecutableFolder() { return fs::read_symlink("/proc/self/exe").parent_path(); }

std::string LocalComputerName() {
  utsname name{};
  uname(&name);
  const std::string full = name.nodename;
  return full.substr(0, full.find('.'));
}

bool SystemHasTheApi() { return false; }

void ResetInheritedSignals() {
  signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

fs::path MakeTemporaryFolder() {
  std::string path = (fs::temp_directory_path() / "wtsconform-XXXXXX").string();
  if (!mkdtemp(path.data())) {
    throw fs::filesystem_error("no temporary folder", path, {errno, std::generic_category()});
  }
  return path;
}

std::map<std::string, std::string> DescribeHost() {
  utsname name{};
  uname(&name);
  return {{"system", name.sysname}, {"kernel", name.release}, {"machine", name.machine}};
}

void SetVariable(const std::string& name, const std::string& value) {
  setenv(name.c_str(), value.c_str(), 1);
}

std::uint32_t OwnThreadId() { return static_cast<std::uint32_t>(gettid()); }

std::uint32_t OwnProcessId() { return static_cast<std::uint32_t>(getpid()); }

std::string OwnProcessName() {
  std::ifstream stream("/proc/self/comm");
  std::string name;
  std::getline(stream, name);
  return name;
}

std::uint32_t StartDisposableProcess() {
  const pid_t victim = fork();
  if (victim == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (true) pause();
  }
  return static_cast<std::uint32_t>(victim);
}

bool DisposableProcessIsAlive(std::uint32_t process) {
  return waitpid(static_cast<pid_t>(process), nullptr, WNOHANG) == 0;
}

bool IsElevated() { return geteuid() == 0; }

ResourceUse MeasureResources() {
  ResourceUse use;
  use.descriptors = CountDescriptors();
  use.threads = CountEntries("/proc/self/task");
  use.mapped = MappedBytes();
#if defined(__GLIBC__)
  const struct mallinfo2 heap = mallinfo2();
  use.bytes = static_cast<double>(heap.uordblks + heap.hblkhd);
#endif
  return use;
}

}  // namespace wtsconform
