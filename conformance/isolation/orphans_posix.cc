#include <signal.h>
#include <sys/prctl.h>
#include <sys/types.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include "conformance/isolation/orphans.h"
#include "conformance/isolation/process_posix.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// Those that come while others are being ended are ended in another round.
constexpr int kRounds = 50;

std::set<pid_t> ChildrenOfThisProcess() {
  std::set<pid_t> all;
  std::error_code none;
  for (fs::directory_iterator task("/proc/self/task", none), end; task != end;
       task.increment(none)) {
    std::ifstream children(task->path() / "children");
    for (pid_t child; children >> child;) all.insert(child);
  }
  return all;
}

std::string NameOf(pid_t process) {
  std::string name, own;
  std::getline(std::ifstream("/proc/" + std::to_string(process) + "/comm"), name);
  std::getline(std::ifstream("/proc/self/comm"), own);
  return name == own ? "a fork of the library's process" : name;
}

}  // namespace

struct Orphans::System {
  System() { prctl(PR_GET_CHILD_SUBREAPER, &adopted_before); }

  int adopted_before = 0;
  const std::set<pid_t> others = ChildrenOfThisProcess();  // somebody else's
};

Orphans::Orphans() : system_(std::make_unique<System>()) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

Orphans::~Orphans() {
  End();
  prctl(PR_SET_CHILD_SUBREAPER, system_->adopted_before);
}

std::vector<std::string> Orphans::End() {
  std::vector<std::string> names;
  for (int round = 0; round < kRounds; ++round) {
    bool found = false;
    for (const pid_t child : ChildrenOfThisProcess()) {
      if (system_->others.contains(child) || posix_child::IsOwnChild(child)) continue;
      found = true;
      if (posix_child::StateOf(child) != 'Z') names.push_back(NameOf(child));
      kill(child, SIGKILL);
      posix_child::WaitFor(child);
    }
    if (!found) break;
  }
  return names;
}

}  // namespace wtsconform
