// Does what is documented, but for one act at one moment: MOMENT and ACT in the environment.
// conformance/tests/misbehaviour_test.cc says what must come of each.
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>

#define WTSEnumerateSessionsW WithoutMoments_WTSEnumerateSessionsW
#define WTSOpenServerW WithoutMoments_WTSOpenServerW
#define WTSCloseServer WithoutMoments_WTSCloseServer
#include "conformance/testlibs/tiny.h"
#undef WTSEnumerateSessionsW
#undef WTSOpenServerW
#undef WTSCloseServer

namespace {

using Act = void (*)();

void WriteBeyond() { std::memset(std::malloc(64), 0xEE, 4096); }

// Whatever is mapped from the channel's file.
void WriteIntoTheChannel() {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find("memfd:channel") == line.npos) continue;
    char* end = nullptr;
    const auto from = std::strtoull(line.c_str(), &end, 16);
    const auto to = std::strtoull(end + 1, nullptr, 16);
    std::memset(reinterpret_cast<void*>(from), 0xEE, to - from);
  }
}

void ForkAndOutlive() {
  if (fork() != 0) return;
  setsid();
  for (int i = 0; i < 6000; ++i) usleep(10'000);
  _exit(0);
}

void BlockSignals() {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, nullptr);
}

void CloseDescriptors() {
  for (int i = 0; i < 1024; ++i) close(i);
}

void LowerLimits() {
  const rlimit none{0, 0};
  for (const auto what : {RLIMIT_CPU, RLIMIT_DATA, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_NPROC}) {
    setrlimit(what, &none);
  }
}

void ChangeFolder() {
  if (chdir("/") != 0) _exit(1);
}

void Spin() {
  volatile int turns = 0;  // a loop without an effect might be taken to end
  while (true) static_cast<void>(turns);
}

void Sleep() {
  while (true) pause();
}

void AllocateAll() {
  for (std::size_t size = std::size_t{1} << 30; size > 64; size /= 2) {
    while (std::malloc(size)) continue;
  }
}

int Recurse(int depth) {
  volatile char room[4096];
  room[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : Recurse(depth + 1) + room[0];
}

void WriteEscape() {
  const char text[] =
      "\n::error::\x1b]0;owned\x07\x1b[2J\xc2\x9b"
      "31m\n";
  if (write(STDOUT_FILENO, text, sizeof text) < 0) return;
  const int terminal = open("/dev/tty", O_WRONLY);
  if (terminal >= 0 && write(terminal, text, sizeof text) < 0) return;
}

void ReplaceFile() {
  Dl_info own;
  if (dladdr(reinterpret_cast<void*>(&WriteBeyond), &own) == 0) return;
  const std::string file = own.dli_fname, other = file + ".new";
  std::ofstream(other) << "another file";
  std::rename(other.c_str(), file.c_str());
}

void Raise(int signal) { raise(signal); }

const std::map<std::string, Act>& Acts() {
  static const std::map<std::string, Act> acts = {
      {"write-beyond", WriteBeyond},
      {"write-into-the-channel", WriteIntoTheChannel},
      {"fork-and-outlive", ForkAndOutlive},
      {"_exit", [] { _exit(0); }},
      {"exit", [] { exit(0); }},
      {"block-signals", BlockSignals},
      {"close-descriptors", CloseDescriptors},
      {"lower-limits", LowerLimits},
      {"change-folder", ChangeFolder},
      {"spin", Spin},
      {"sleep", Sleep},
      {"allocate-all", AllocateAll},
      {"recurse", [] { Recurse(0); }},
      {"close-stdout", [] { fclose(stdout); }},
      {"write-escape", WriteEscape},
      {"change-locale", [] { setlocale(LC_ALL, "C.UTF-8"); }},
      {"replace-file", ReplaceFile},
      {"kill-parents-group", [] { kill(-getpgid(getppid()), SIGKILL); }}};
  return acts;
}

std::string Chosen(const char* variable) {
  const char* const value = std::getenv(variable);
  return value ? value : "";
}

// The moments that have names; a consumer's is "consumer 3" for the third call.
void At(const std::string& moment) {
  if (Chosen("MOMENT") != moment) return;
  const std::string act = Chosen("ACT");
  if (act.starts_with("signal ")) return Raise(std::stoi(act.substr(7)));
  if (const auto found = Acts().find(act); found != Acts().end()) found->second();
}

struct AtLoadAndExit {
  AtLoadAndExit() { At("load"); }
  ~AtLoadAndExit() { At("exit"); }
} at_load_and_exit;

struct AtThreadExit {
  ~AtThreadExit() { At("thread exit"); }
  bool is_used = false;
};
thread_local AtThreadExit at_thread_exit;

}  // namespace

extern "C" {

TINY_EXPORT HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  at_thread_exit.is_used = true;
  static bool is_first = true;
  if (is_first) At("open");
  is_first = false;
  return WithoutMoments_WTSOpenServerW(name);
}

TINY_EXPORT BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD, DWORD,
                                              PWTS_SESSION_INFOW* sessions, DWORD* count) {
  static int calls = 0;
  At("consumer " + std::to_string(++calls));
  return TinyIsOpen(server) ? TinyAnswer(sessions, count) : 0;
}

TINY_EXPORT VOID WINAPI WTSCloseServer(HANDLE handle) {
  At("close");
  WithoutMoments_WTSCloseServer(handle);
}
}
