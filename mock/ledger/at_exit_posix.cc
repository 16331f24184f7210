#include <dlfcn.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <string>

#include "mock/ledger/at_exit.h"

namespace wtsmock {
namespace {

int (*at_end)(int status) = nullptr;

// In the C library of GNU, exit() in a handler goes on with the handlers that are left, the one
// that looks for leaks among them, and with the new status.
void OnExit(int status, void*) {
  const int wanted = at_end(status);
  if (wanted != status) std::exit(wanted);
}

// With which status nobody says.
void OnQuickExit() {
  const int wanted = at_end(EXIT_SUCCESS);
  if (wanted != EXIT_SUCCESS) _exit(wanted);
}

void StayLoaded() {
  Dl_info own{};
  if (dladdr(reinterpret_cast<const void*>(&OnExit), &own) == 0) return;
  dlopen(own.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

}  // namespace

void AtProcessExit(int (*end)(int status)) {
  at_end = end;
  StayLoaded();
  on_exit(OnExit, nullptr);
  at_quick_exit(OnQuickExit);
}

std::string AbsolutePath(const std::string& file) {
  char folder[PATH_MAX];
  if (file.starts_with('/') || getcwd(folder, sizeof folder) == nullptr) return file;
  return std::string(folder) + "/" + file;
}

std::string ProgramName() {
  char file[PATH_MAX];
  const ssize_t length = readlink("/proc/self/exe", file, sizeof file);
  return length > 0 ? std::string(file, static_cast<std::size_t>(length)) : "?";
}

unsigned long ProcessNumber() { return static_cast<unsigned long>(getpid()); }

}  // namespace wtsmock
