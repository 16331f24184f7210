#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "conformance/runner/memory_checker.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

// Set in the program that was started again: the checker and the process, which is still the same.
// Another program that inherits the variable is not the one that was started again; nor is one that
// somebody set it for, which IsAtWork tells.
constexpr char kMark[] = "WTSCONFORM_MEMORY_CHECKER";

// Without its per-thread cache glibc overwrites each freed block with the complement of this byte.
constexpr char kTunables[] = "glibc.malloc.tcache_count=0:glibc.malloc.perturb=165";

// The command line of this process, its program included. That may be a loader that was given this
// program's file.
std::vector<std::string> OwnWords() {
  std::ifstream stream("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(stream, word, '\0');) words.push_back(word);
  words.at(0) = std::filesystem::read_symlink("/proc/self/exe").string();
  return words;
}

std::string Variable(const char* name) {
  const char* const text = std::getenv(name);
  return text ? text : "";
}

// Whether the checker sees this very process.
bool IsAtWork(const std::string& checker) {
  if (checker == "allocator") return Variable("GLIBC_TUNABLES") == kTunables;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find("/vgpreload_") != std::string::npos) return true;
  }
  return false;
}

// Returns only where that fails.
void Become(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& each : words) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  execvp(pointers.front(), pointers.data());
}

}  // namespace

void RunUnderMemoryChecker(const std::string& checker) {
  if (checker != "allocator" && checker != "valgrind") {
    throw InputError("--memory-checker " + checker + ": write allocator or valgrind");
  }
  const std::string mark = checker + " " + std::to_string(getpid());
  if (Variable(kMark) == mark && IsAtWork(checker)) return;
  std::vector<std::string> words = OwnWords();
  setenv(kMark, mark.c_str(), 1);
  if (checker == "allocator") {
    setenv("GLIBC_TUNABLES", kTunables, 1);
  } else {
    words.insert(words.begin(), {"valgrind", "-q", "--leak-check=no",
                                 "--error-exitcode=" + std::to_string(kMemoryErrorStatus)});
  }
  Become(std::move(words));
  throw InputError("--memory-checker " + checker + " cannot be started: " + std::strerror(errno));
}

}  // namespace wtsconform
