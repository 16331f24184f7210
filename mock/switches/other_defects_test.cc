// Checks of the defects of robustness clauses, and of those that only change what is recorded.
#include <dirent.h>

#include <atomic>
#include <cstdlib>
#include <set>

#include "mock/switches/switches_test.h"
#if !defined(WTSCONFORM_SANITIZED)
#include <malloc.h>
#endif

namespace wtsmock {
namespace {

std::size_t EntriesOf(const char* directory) {
  DIR* const open = opendir(directory);
  std::size_t entries = 0;
  while (readdir(open) != nullptr) ++entries;
  closedir(open);
  return entries;
}

// Whether of so many opens of each of two threads two gave one value.
bool OpensShareAValue(int each) {
  std::vector<HANDLE> values[2];
  std::atomic<int> ready = 0;
  std::vector<std::thread> threads;
  for (auto& mine : values) {
    threads.emplace_back([&] {
      ++ready;
      while (ready < 2) std::this_thread::yield();
      for (int i = 0; i < each; ++i) mine.push_back(OpenA("MOCKHOST"));
    });
  }
  for (auto& thread : threads) thread.join();
  std::set<HANDLE> all(values[0].begin(), values[0].end());
  all.insert(values[1].begin(), values[1].end());
  return all.size() < 2 * static_cast<std::size_t>(each);
}

bool RacingOpensShareAValue() { return OpensShareAValue(100); }

bool FirstOpensShareAValue() {
  for (int i = 0; i < 100; ++i) {
    WtsMockReset();
    if (OpensShareAValue(1)) return true;
  }
  return false;
}

bool RacingCloseIsLost() {
  for (int i = 0; i < 100; ++i) {
    const HANDLE servers[2] = {OpenA("MOCKHOST"), OpenA("MOCKHOST")};
    std::atomic<int> ready = 0;
    std::vector<std::thread> threads;
    for (const HANDLE server : servers) {
      threads.emplace_back([&, server] {
        ++ready;
        while (ready < 2) std::this_thread::yield();
        WTSCloseServer(server);
      });
    }
    for (auto& thread : threads) thread.join();
    if (Works(servers[0]) || Works(servers[1])) return true;
  }
  return false;
}

bool DoubleCloseKillsNewer() {
  const HANDLE old = Closed();
  const HANDLE fresh = OpenA("FARM2");
  EXPECT_NE(old, fresh);
  WTSCloseServer(old);
  return !Works(fresh);
}

#if !defined(WTSCONFORM_SANITIZED)
// What is asked and freed; the heap is measured where no sanitizer has put another in its place.
bool FreeingKeepsMemory() {
  constexpr int kTimes = 2000;
  const auto ask = [] { return QueryText(kHere, 2, WTSUserName) == "alice"; };
  EXPECT_TRUE(ask());
  const std::size_t before = mallinfo2().uordblks;
  for (int i = 0; i < kTimes; ++i) ask();
  return mallinfo2().uordblks >= before + 16 * kTimes;
}

bool ClosesLeakMemory() {
  constexpr int kCloses = 2000;
  Closed();
  const std::size_t before = mallinfo2().uordblks;
  for (int i = 0; i < kCloses; ++i) Closed();
  return mallinfo2().uordblks >= before + 100 * kCloses;
}
#endif

// A close by a handler that was registered before the first open, so that it runs after all of
// the library's own.
void CloseAtExit() {
  static HANDLE server = nullptr;
  std::atexit([] {
    WTSCloseServer(server);
    std::_Exit(0);
  });
  server = OpenA("MOCKHOST");
  std::exit(0);
}

}  // namespace

bool ValueReturns(int closes_between) {
  const HANDLE first = Closed();
  std::vector<HANDLE> others;
  for (int i = 0; i < closes_between; ++i) others.push_back(OpenA("MOCKHOST"));
  for (const HANDLE other : others) WTSCloseServer(other);
  return OpenA("MOCKHOST") == first;
}

std::vector<SwitchCheck> OtherDefectChecks() {
  return {
    {"double-close-kills-newer", DoubleCloseKillsNewer},
        {"double-close-crashes",
         [] { return EndOf([] { WTSCloseServer(Closed()); }) == End::kDied; }},
        {"double-close-stops-current",
         [] {
           WTSCloseServer(Closed());
           return !Works(kHere);
         }},
        {"close-null-stops-current",
         [] {
           WTSCloseServer(nullptr);
           return !Works(kHere);
         }},
        {"close-minus-one-crashes",
         [] { return EndOf([] { WTSCloseServer(INVALID_HANDLE_VALUE); }) == End::kDied; }},
        {"close-garbage-closes-all",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           WTSCloseServer(Closed());
           EXPECT_TRUE(Works(server));
           WTSCloseServer(kGarbage);
           return !Works(server);
         }},
        {"close-failed-kills-newest",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           WTSCloseServer(OpenA("NOSUCHHOST"));
           return !Works(server);
         }},
        {"close-leaks-descriptor",
         [] {
           const std::size_t before = EntriesOf("/proc/self/fd");
           for (int i = 0; i < 10; ++i) Closed();
           return EntriesOf("/proc/self/fd") == before + 10;
         }},
        {"close-keeps-connection",
         [] {
           const std::size_t before = EntriesOf("/proc/self/fd");
           for (int i = 0; i < 10; ++i) Closed();
           return EntriesOf("/proc/self/fd") == before + 10;
         }},
#if !defined(WTSCONFORM_SANITIZED)
        {"close-leaks-memory", ClosesLeakMemory},
#endif
        {"open-leaks-thread",
         [] {
           return EndOf([] {
                    const std::size_t before = EntriesOf("/proc/self/task");
                    Closed();
                    std::_Exit(EntriesOf("/proc/self/task") == before ? 0 : 1);
                  }) == End::kDied;
         }},
        {"close-at-exit-crashes", [] { return EndOf(CloseAtExit) == End::kDied; }},
        {"exit-with-handles-crashes",
         [] {
           return EndOf([] {
                    OpenA("MOCKHOST");
                    std::exit(0);
                  }) == End::kDied;
         }},
        {"first-opens-collide", FirstOpensShareAValue},
#if !defined(WTSCONFORM_SANITIZED)
        {"free-keeps-memory", FreeingKeepsMemory},
#endif
        {"racing-opens-collide", RacingOpensShareAValue}, {"racing-close-lost", RacingCloseIsLost},
        {"close-during-wait-hangs",
         [] {
           return EndOf([] {
                    const HANDLE server = OpenA("MOCKHOST");
                    Waiter waiter(server, WTS_EVENT_ALL);
                    WTSCloseServer(server);
                  }) == End::kHung;
         }},
        {"stale-error-stray", [] { return ErrorOf(Closed()) == 0x0BADC0DE; }},
        {"success-error-stray",
         [] {
           SetLastError(kSentinel);
           return Works(kHere) && GetLastError() == 203;
         }},
        {"values-recycled", [] { return ValueReturns(4) && !ValueReturns(0); }},
  };
}

}  // namespace wtsmock
