#include "conformance/runner/memory_checker.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

// Set in the program that was started again.
constexpr char kMark[] = "WTSCONFORM_MEMORY_CHECKER";

// Without its per-thread cache glibc overwrites each freed block with the complement of this byte.
constexpr char kTunables[] = "glibc.malloc.tcache_count=0:glibc.malloc.perturb=165";

// Returns only where that fails.
void Become(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& each : words) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  execvp(pointers.front(), pointers.data());
}

}  // namespace

void RunUnderMemoryChecker(const std::string& checker, const std::vector<std::string>& words) {
  if (checker != "allocator" && checker != "valgrind") {
    throw InputError("--memory-checker " + checker + ": write allocator or valgrind");
  }
  const char* const mark = std::getenv(kMark);
  if (mark && std::string_view(mark) == checker) return;
  setenv(kMark, checker.c_str(), 1);
  std::vector<std::string> all = {std::filesystem::read_symlink("/proc/self/exe").string()};
  all.insert(all.end(), words.begin(), words.end());
  if (checker == "allocator") {
    setenv("GLIBC_TUNABLES", kTunables, 1);
  } else {
    all.insert(all.begin(), {"valgrind", "-q", "--leak-check=no",
                             "--error-exitcode=" + std::to_string(kMemoryErrorStatus)});
  }
  Become(std::move(all));
  throw InputError("--memory-checker " + checker + " cannot be started: " + std::strerror(errno));
}

}  // namespace wtsconform
