#include <dirent.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "mock/world/defaults.h"
#include "mock/world/host.h"

namespace wtsmock {
namespace {

constexpr DWORD kDefaultSession = 1;

// The start of a file of /proc, which no line here lies beyond; "" where there is none.
std::string TextOf(const std::string& file) {
  char text[4096];
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  const ssize_t size = read(descriptor, text, sizeof text);
  close(descriptor);
  return size < 0 ? std::string() : std::string(text, static_cast<std::size_t>(size));
}

Text UserOf(uid_t id) {
  const passwd* const entry = getpwuid(id);
  return Decode(entry != nullptr ? entry->pw_name : std::to_string(id).c_str());
}

// The session of the login, where the system counts them.
DWORD SessionOfThisProcess() {
  const std::string text = TextOf("/proc/self/sessionid");
  const unsigned long id = std::strtoul(text.c_str(), nullptr, 10);
  return id == 0 || id >= 0xFFFFFFFE ? kDefaultSession : static_cast<DWORD>(id);
}

// The number behind "Uid:" and the like; 0 where there is none.
std::uint64_t NumberIn(const std::string& status, const std::string& key) {
  const auto at = status.find("\n" + key + ":");
  return at == std::string::npos ? 0
                                 : std::strtoull(status.c_str() + at + key.size() + 2, nullptr, 10);
}

DWORD Kilobytes(const std::string& status, const std::string& key) {
  return static_cast<DWORD>(std::min<std::uint64_t>(NumberIn(status, key) * 1024, 0xFFFFFFFF));
}

// Columns 14 and 15 of /proc/ID/stat, in ticks; the name in brackets may hold anything.
void ReadTimes(const std::string& stat, Process& process) {
  const auto bracket = stat.rfind(')');
  if (bracket == std::string::npos) return;
  long long user = 0;
  long long kernel = 0;
  std::sscanf(stat.c_str() + bracket + 1, " %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lld %lld",
              &user, &kernel);
  const FileTime tick = kSecond / std::max(1L, sysconf(_SC_CLK_TCK));
  process.user_time = user * tick;
  process.kernel_time = kernel * tick;
}

Process ProcessIn(const std::string& folder, DWORD id, DWORD session) {
  Process process;
  process.id = id;
  const std::string status = TextOf(folder + "/status");
  const std::uint64_t user = NumberIn(status, "Uid");
  std::string name = TextOf(folder + "/comm");
  if (!name.empty() && name.back() == '\n') name.pop_back();
  process.name = Decode(name.c_str());
  process.is_system = user == 0 && getuid() != 0;
  process.session = user == getuid() ? session : 0;
  process.sid = user == 0 ? SystemSid() : UserSid(static_cast<std::uint32_t>(user));
  process.threads = static_cast<DWORD>(NumberIn(status, "Threads"));
  process.pagefile = Kilobytes(status, "VmSwap");
  process.peak_pagefile = process.pagefile;
  process.working_set = Kilobytes(status, "VmRSS");
  process.peak_working_set = Kilobytes(status, "VmHWM");
  ReadTimes(TextOf(folder + "/stat"), process);
  return process;
}

std::vector<Process> ProcessesOfHost(DWORD session) {
  std::vector<Process> processes;
  DIR* const folder = opendir("/proc");
  if (folder == nullptr) return processes;
  while (const dirent* const entry = readdir(folder)) {
    const std::string name = entry->d_name;
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto id = static_cast<DWORD>(std::strtoul(name.c_str(), nullptr, 10));
    Process process = ProcessIn("/proc/" + name, id, session);
    if (!process.name.empty()) processes.push_back(std::move(process));  // it may have ended
  }
  closedir(folder);
  std::ranges::sort(processes, {}, &Process::id);
  return processes;
}

}  // namespace

Text HostName() {
  char name[256] = "";
  if (gethostname(name, sizeof name - 1) != 0) return {};
  return Decode(name);
}

Host TheHost() {
  Host host;
  host.name = HostName();
  host.user = UserOf(getuid());
  host.domain = host.name.substr(0, host.name.find(u'.'));
  host.session = SessionOfThisProcess();
  host.processes = ProcessesOfHost(host.session);
  return host;
}

FileTime HostTime() {
  constexpr FileTime kUnixEpoch = 116'444'736'000'000'000;
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return kUnixEpoch + now.tv_sec * kSecond + now.tv_nsec / 100;
}

}  // namespace wtsmock
