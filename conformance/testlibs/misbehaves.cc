// What a call with a closed handle does is chosen by the environment variable MISBEHAVES; what a
// call with an open one returns (if it does), by RETURNS. The bool is returned as a whole word, so
// that the upper half can hold anything.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>

#define WTSEnumerateSessionsW DeclaredWithABoolOf32Bits
#include "conformance/testlibs/tiny.h"
#undef WTSEnumerateSessionsW

namespace {

std::string Chosen(const char* variable) {
  const char* const value = std::getenv(variable);
  return value ? value : "";
}

// After so many calls, of all processes together: each adds a byte to a file.
void Block() {
  const int calls = open(Chosen("BLOCK_CALLS").c_str(), O_CREAT | O_APPEND | O_WRONLY, 0600);
  if (write(calls, "x", 1) != 1) std::abort();
  const off_t count = lseek(calls, 0, SEEK_END);
  close(calls);
  while (count > std::stoi(Chosen("BLOCK_AFTER"))) pause();
}

std::uintptr_t UseClosed() {
  const std::string how = Chosen("MISBEHAVES");
  if (how == "crash") std::raise(SIGSEGV);
  if (how == "abort") std::abort();
  if (how == "hang") {
    while (true) pause();
  }
  if (how == "block") Block();
  if (how == "exit") std::exit(7);
  if (how == "exit well") _exit(0);
  if (how == "terminate") std::raise(SIGTERM);
  if (how == "killed") std::raise(SIGKILL);
  if (how == "killed once" &&
      open(Chosen("KILLED_ONCE").c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600) >= 0) {
    std::raise(SIGKILL);
  }
  if (how == "throw") throw std::runtime_error("a C API has no business throwing");
  if (how == "minus one") return ~std::uintptr_t{0};
  if (how == "two") return 2;
  if (how == "upper half") return static_cast<std::uintptr_t>(0x1'00000000);
  return 0;
}

}  // namespace

extern "C" TINY_EXPORT std::uintptr_t WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD, DWORD,
                                                                   PWTS_SESSION_INFOW* sessions,
                                                                   DWORD* count) {
  if (!TinyIsOpen(server)) return UseClosed();
  TinyAnswer(sessions, count);
  if (Chosen("RETURNS") == "not at all") std::raise(SIGSEGV);
  if (Chosen("RETURNS") == "minus one") return ~std::uintptr_t{0};
  if (Chosen("RETURNS") == "only the upper half") return static_cast<std::uintptr_t>(0x1'00000000);
  return 1;
}
