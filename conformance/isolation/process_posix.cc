#include "conformance/isolation/process_posix.h"

#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <system_error>
#include <thread>

namespace wtsconform::posix_child {
namespace {

namespace fs = std::filesystem;

// One that was killed ends at once, but for what the system itself has to do.
constexpr std::chrono::seconds kLongestEnd{5};
constexpr std::chrono::milliseconds kBetweenLooks{1};

fs::path FolderOf(pid_t process) { return fs::path("/proc") / std::to_string(process); }

char StateIn(const fs::path& folder) {
  std::string stat;  // "1234 (wtsconform) S ..."
  std::getline(std::ifstream(folder / "stat"), stat);
  const auto name_end = stat.rfind(") ");
  return name_end != stat.npos && name_end + 2 < stat.size() ? stat[name_end + 2] : ' ';
}

void Add(const fs::path& thread, ProcessorShare& share) {
  std::ifstream schedule(thread / "schedstat");
  std::int64_t ran = 0, waited = 0;
  if (schedule >> ran >> waited) share.ran += ran, share.waited += waited;
  share.runnable |= StateIn(thread) == 'R';
}

std::set<pid_t>& OwnChildren() {
  static std::set<pid_t> own;
  return own;
}

}  // namespace

char StateOf(pid_t process) { return StateIn(FolderOf(process)); }

ProcessorShare ShareOf(pid_t process, pid_t thread) {
  ProcessorShare share;
  std::error_code gone;
  const fs::path tasks = FolderOf(process) / "task";
  const fs::path one = tasks / std::to_string(thread);
  if (thread > 0 && fs::exists(one, gone)) {
    Add(one, share);
    return share;
  }
  for (fs::directory_iterator task(tasks, gone), end; task != end; task.increment(gone)) {
    Add(task->path(), share);
  }
  return share;
}

std::optional<int> WaitFor(pid_t child) {
  const auto deadline = std::chrono::steady_clock::now() + kLongestEnd;
  int status = 0;
  for (pid_t ended = 0; (ended = waitpid(child, &status, WNOHANG)) != child;) {
    if (ended < 0 || std::chrono::steady_clock::now() > deadline) return std::nullopt;
    std::this_thread::sleep_for(kBetweenLooks);
  }
  return status;
}

void OwnChild(pid_t child) { OwnChildren().insert(child); }
void DisownChild(pid_t child) { OwnChildren().erase(child); }
bool IsOwnChild(pid_t child) { return OwnChildren().contains(child); }

}  // namespace wtsconform::posix_child
