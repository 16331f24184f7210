// Checks of the variants.
#include <atomic>

#include "mock/switches/switches_test.h"

namespace wtsmock {
namespace {

bool RegistrationSurvivesClose() {
  int window = 0;
  const HANDLE server = OpenA("MOCKHOST");
  EXPECT_TRUE(WTSRegisterSessionNotificationEx(server, &window, NOTIFY_FOR_ALL_SESSIONS));
  WTSCloseServer(server);
  return WTSUnRegisterSessionNotification(&window) != FALSE;
}

bool SecondWaitIsRefused() {
  const HANDLE server = OpenA("MOCKHOST");
  Waiter first(server, WTS_EVENT_ALL);
  std::atomic<bool> done = false;
  BOOL result = TRUE;
  std::thread second([&] {
    DWORD events = 0;
    result = WTSWaitSystemEvent(server, WTS_EVENT_CREATE, &events);
    done = true;
  });
  while (!done && Waiter::Pending() < 2) std::this_thread::yield();
  Flush(server);
  second.join();
  return result == FALSE;
}

bool WaitSucceedsAfterClose() {
  const HANDLE server = OpenA("MOCKHOST");
  Waiter waiter(server, WTS_EVENT_ALL);
  WTSCloseServer(server);
  return waiter.result() != FALSE && waiter.events() == WTS_EVENT_NONE;
}

bool OutputsAreCleared() {
  DWORD count = 7;
  PWTS_PROCESS_INFOA list = reinterpret_cast<PWTS_PROCESS_INFOA>(kGarbage);
  EXPECT_FALSE(WTSEnumerateProcessesA(Closed(), 0, 1, &list, &count));
  return list == nullptr && count == 0;
}

bool SharedValueCounts() {
  const HANDLE one = OpenA("FARM2");
  const HANDLE two = OpenA("FARM2");
  WTSCloseServer(one);
  const bool still_works = Works(two);
  WTSCloseServer(two);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
  EXPECT_FALSE(Works(two));
  return one == two && still_works;
}

}  // namespace

std::vector<SwitchCheck> VariantChecks() {
  return {
      {"failed-open-minus-one", [] { return OpenA("NOSUCHHOST") == INVALID_HANDLE_VALUE; }},
      {"open-fails-at-first-use",
       [] {
         const HANDLE server = OpenA("NOSUCHHOST");
         const bool is_open = WtsMockIsOpen(server) != 0;
         EXPECT_FALSE(Works(server));
         // Closed or left, nobody is accused (GAP-14).
         EXPECT_EQ(WtsMockLiveHandles(), 0u);
         WTSCloseServer(server);
         EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
         return is_open;
       }},
      {"stale-error-invalid-binding", [] { return ErrorOf(Closed()) == RPC_S_INVALID_BINDING; }},
      {"stale-error-server-unavailable",
       [] { return ErrorOf(Closed()) == RPC_S_SERVER_UNAVAILABLE; }},
      {"stale-error-null-context", [] { return ErrorOf(Closed()) == RPC_X_SS_IN_NULL_CONTEXT; }},
      {"stale-error-untouched", [] { return ErrorOf(Closed()) == kSentinel; }},
      {"success-clears-error",
       [] {
         SetLastError(kSentinel);
         Flush(kHere);
         return GetLastError() == ERROR_SUCCESS;
       }},
      {"values-reused-at-once", [] { return ValueReturns(0); }},
      {"shared-values", SharedValueCounts},
      {"null-name-fails", [] { return !Works(WTSOpenServerA(nullptr)); }},
      {"empty-name-fails", [] { return !Works(OpenA("")); }},
      {"failure-clears-outputs", OutputsAreCleared},
      {"close-lets-wait-succeed", WaitSucceedsAfterClose},
      {"one-wait-per-handle", SecondWaitIsRefused},
      {"registrations-outlive-close", RegistrationSurvivesClose},
      {"listeners-take-handles",
       [] {
         DWORD count = 0;
         return WTSEnumerateListenersA(OpenA("FARM2"), nullptr, 0, nullptr, &count) != FALSE;
       }},
      {"channels-take-handles",
       [] {
         char name[] = "ECHO";
         return WTSVirtualChannelOpen(OpenA("FARM2"), 21, name) != nullptr;
       }},
  };
}

}  // namespace wtsmock
