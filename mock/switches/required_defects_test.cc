// Checks of the defects of required clauses, but those in what calls answer.
#include <atomic>
#include <chrono>

#include "mock/switches/switches_test.h"

namespace wtsmock {
namespace {

bool OnAnotherThread(const std::function<bool()>& ask) {
  bool answer = false;
  std::thread([&] { answer = ask(); }).join();
  return answer;
}

// Whether closing one of 300 handles leaves all others as they were.
bool ManyHandlesAreIndependent() {
  std::vector<HANDLE> servers;
  for (int i = 0; i < 300; ++i) servers.push_back(OpenA(i % 2 == 0 ? "MOCKHOST" : "FARM2"));
  WTSCloseServer(servers[299]);
  for (int i = 0; i < 299; ++i) {
    if (!Shows(servers[i], i % 2 == 0 ? 2 : 21)) return false;
  }
  return true;
}

bool SiblingDies() {
  const HANDLE one = OpenA("MOCKHOST");
  const HANDLE two = OpenA("MOCKHOST");
  WTSCloseServer(one);
  return !Works(two);
}

bool NewestDies() {
  const HANDLE one = OpenA("MOCKHOST");
  const HANDLE two = OpenA("FARM2");
  WTSCloseServer(one);
  return !Works(two) && Works(one);
}

bool StaleTerminates() {
  EXPECT_FALSE(Works(Closed()));
  return WTSTerminateProcess(Closed(), 1003, 1) != FALSE &&
         std::ranges::count(*Processes(kHere), 1003u) == 0;
}

bool FailedValueRevives() {
  const HANDLE failed = OpenA("NOSUCHHOST");
  const bool worked_before = Works(failed);
  OpenA("FARM2");
  return !worked_before && Works(failed);
}

bool DeadThreadsHandleIsDead() {
  HANDLE server = nullptr;
  std::thread([&] { server = OpenA("MOCKHOST"); }).join();
  return !Works(server);
}

// A failed call on a handle, for a session that is not there.
HANDLE AfterAFailedCall() {
  const HANDLE server = OpenA("MOCKHOST");
  EXPECT_FALSE(QueryText(server, 0x7FFFFFF0, WTSUserName).has_value());
  return server;
}

// Two handles of another thread, the first of which this one closes; both.
std::pair<HANDLE, HANDLE> ClosedHereOfTwo() {
  HANDLE one = nullptr, two = nullptr;
  std::thread([&] {
    one = OpenA("MOCKHOST");
    two = OpenA("MOCKHOST");
  }).join();
  WTSCloseServer(one);
  return {one, two};
}

// How often a window that was registered so often can be unregistered.
int Unregistrations(int registrations = 2) {
  int window = 0;
  const auto handle = reinterpret_cast<HWND>(&window);
  for (int i = 0; i < registrations; ++i) {
    EXPECT_TRUE(WTSRegisterSessionNotificationEx(kHere, handle, NOTIFY_FOR_THIS_SESSION));
  }
  int count = 0;
  while (WTSUnRegisterSessionNotificationEx(kHere, handle)) ++count;
  return count;
}

// Whether a window is registered still after another one was unregistered.
BOOL IsRegisteredBesideAnother() {
  int windows[2] = {};
  const auto one = reinterpret_cast<HWND>(&windows[0]), other = reinterpret_cast<HWND>(&windows[1]);
  for (const HWND window : {one, other}) {
    EXPECT_TRUE(WTSRegisterSessionNotificationEx(kHere, window, NOTIFY_FOR_THIS_SESSION));
  }
  EXPECT_TRUE(WTSUnRegisterSessionNotificationEx(kHere, one));
  return WTSUnRegisterSessionNotificationEx(kHere, other);
}

// What a wait on the handle reports that a flush ended.
constexpr DWORD kNoEvents = 0xFFFFFFFF;  // what a wait stores that stores nothing

DWORD FlushedWaitReports(HANDLE server) {
  Waiter waiter(server, WTS_EVENT_ALL);
  Flush(server);
  return waiter.events();
}

DWORD EventsAfterFlush() { return FlushedWaitReports(OpenA("MOCKHOST")); }

// What a wait returns that does not wait; none where it waits.
std::optional<BOOL> WaitReturnsAtOnce(HANDLE server) {
  std::atomic<bool> returned = false;
  BOOL result = FALSE;
  std::thread waits([&] {
    DWORD events = 0;
    result = WTSWaitSystemEvent(server, WTS_EVENT_ALL, &events);
    returned = true;
  });
  while (!returned && Waiter::Pending() == 0) std::this_thread::yield();
  const bool at_once = returned;
  if (!at_once) Flush(server);
  waits.join();
  return at_once ? std::optional(result) : std::nullopt;
}

bool IsRefusedAWait(HANDLE server) { return WaitReturnsAtOnce(server) == FALSE; }

std::ptrdiff_t PendingWaits() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return std::ranges::count_if(world.waits,
                               [](const Wait& w) { return w.end == WaitEnd::kPending; });
}

// Of a thread that waits on two handles one after the other: whether a flush on the first one ends
// the second wait.
bool FlushOfItsFirstEndsTheSecond() {
  const HANDLE one = OpenA("MOCKHOST"), two = OpenA("MOCKHOST");
  std::atomic<bool> first_ended = false;
  std::thread waits([&] {
    DWORD events = 0;
    WTSWaitSystemEvent(one, WTS_EVENT_ALL, &events);
    first_ended = true;
    WTSWaitSystemEvent(two, WTS_EVENT_ALL, &events);
  });
  while (Waiter::Pending() == 0) std::this_thread::yield();
  Flush(one);
  while (!first_ended || Waiter::Pending() == 0) std::this_thread::yield();
  Flush(one);
  const bool ended = PendingWaits() == 0;
  Flush(two);
  waits.join();
  return ended;
}

// Whether a flush on one handle ends the wait on another.
bool FlushEnds(HANDLE flushed, HANDLE waited_on) {
  Waiter waiter(waited_on, WTS_EVENT_ALL);
  Flush(flushed);
  const bool ended = PendingWaits() == 0;
  EXPECT_EQ(WtsMockConfigure(""), 0);
  Flush(waited_on);
  return ended;
}

bool FlushLeavesTheWait() {
  const HANDLE server = OpenA("MOCKHOST");
  Waiter waiter(server, WTS_EVENT_ALL);
  Flush(server);
  const bool waits = PendingWaits() == 1;
  WTSCloseServer(server);
  return waits;
}

bool FlushLeavesOneOfTwo() {
  const HANDLE server = OpenA("MOCKHOST");
  Waiter first(server, WTS_EVENT_ALL);
  Waiter second(server, WTS_EVENT_ALL);
  Flush(server);
  const auto pending = PendingWaits();
  WTSCloseServer(server);
  return pending == 1;
}

// Ends what a flush leaves.
bool FlushLeavesOne(HANDLE server) {
  Flush(server);
  const bool waits = PendingWaits() == 1;
  EXPECT_EQ(WtsMockConfigure("flush-ends-all"), 0);
  Flush(server);
  return waits;
}

bool FlushLeavesTheFourthWait() {
  const HANDLE a = OpenA("MOCKHOST"), b = OpenA("MOCKHOST"), c = OpenA("MOCKHOST"),
               d = OpenA("MOCKHOST");
  Waiter first(a, WTS_EVENT_ALL), second(b, WTS_EVENT_ALL), third(c, WTS_EVENT_ALL),
      fourth(d, WTS_EVENT_ALL);
  for (const HANDLE each : {a, b, c}) Flush(each);
  return FlushLeavesOne(d);
}

// Whether the wait on one handle is over after something was done to another.
bool WaitIsEndedBy(void (*act)(HANDLE)) {
  const HANDLE server = OpenA("MOCKHOST");
  const HANDLE other = OpenA("MOCKHOST");
  Waiter waiter(server, WTS_EVENT_ALL);
  act(other);
  const bool ended = PendingWaits() == 0;
  WTSCloseServer(server);
  return ended;
}

// Whether the wait on WTS_CURRENT_SERVER_HANDLE is over after something was done to a handle.
bool CurrentsWaitIsEndedBy(void (*act)(HANDLE)) {
  const HANDLE other = OpenA("MOCKHOST");
  Waiter waiter(kHere, WTS_EVENT_ALL);
  act(other);
  const bool ended = PendingWaits() == 0;
  Flush(kHere);
  return ended;
}

// Closes the handle; whether it still works.
bool WorksAfterItsClose(HANDLE server) {
  WTSCloseServer(server);
  return Works(server);
}

bool ClosedWhileWaitedOnWorks() {
  const HANDLE server = OpenA("MOCKHOST");
  Waiter waiter(server, WTS_EVENT_ALL);
  const bool works = WorksAfterItsClose(server);
  if (works) Flush(server);
  return works;
}

}  // namespace

std::vector<SwitchCheck> RequiredDefectChecks() {
  return {
    {"stale-accepted", [] { return Works(Closed()); }},
        {"stale-queries",
         [] {
           const HANDLE stale = Closed();
           return QueryText(stale, 2, WTSUserName) == "alice" && !Works(stale);
         }},
        {"stale-mutates", StaleTerminates},
        {"stale-second-use",
         [] {
           const HANDLE stale = Closed();
           return !Works(stale) && Works(stale);
         }},
        {"stale-other-thread",
         [] {
           const HANDLE stale = Closed();
           return !Works(stale) && OnAnotherThread([&] { return Works(stale); });
         }},
        {"stale-until-next-close",
         [] {
           const HANDLE stale = Closed();
           const bool worked = Works(stale);
           Closed();
           return worked && !Works(stale);
         }},
        {"stale-while-siblings-live",
         [] {
           const HANDLE alone = Closed();
           const bool alone_works = Works(alone);
           OpenA("MOCKHOST");
           return !alone_works && Works(alone);
         }},
        {"stale-after-open",
         [] {
           const HANDLE stale = Closed();
           const bool works_at_once = Works(stale);
           OpenA("FARM2");
           return !works_at_once && Works(stale);
         }},
        {"stale-after-time",
         [] {
           const HANDLE stale = Closed();
           std::this_thread::sleep_for(std::chrono::milliseconds(25));
           return Works(stale);
         }},
#if !defined(WTSCONFORM_SANITIZED)
        {"stale-use-after-free", [] { return Works(Closed()); }},
#endif
        {"stale-other-server",
         [] {
           const HANDLE server = OpenA("FARM2");
           WTSCloseServer(server);
           return Works(server) && !Works(Closed());
         }},
        {"stale-ansi",
         [] {
           const HANDLE stale = Closed();
           return Processes(stale).has_value() && !Works(stale);
         }},
        {"tombstones-run-out",
         [] {
           const HANDLE stale = Closed();
           for (int i = 0; i < 64; ++i) Closed();
           const bool worked = Works(stale);
           Closed();
           return !worked && Works(stale);
         }},
        {"stale-crashes", [] { return EndOf([] { Works(Closed()); }) == End::kDied; }},
        {"stale-hangs", [] { return EndOf([] { Works(Closed()); }) == End::kHung; }},
        {"close-ignores-unused", [] { return Works(Closed()); }},
        {"close-ignores-other-thread",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           std::thread([&] { WTSCloseServer(server); }).join();
           return Works(server) && !Works(Closed());
         }},
        {"third-close-lost",
         [] {
           const bool first_worked = Works(Closed());
           Closed();
           return !first_worked && Works(Closed());
         }},
        {"ex-not-closed",
         [] {
           const HANDLE server = OpenExA("MOCKHOST");
           WTSCloseServer(server);
           return Works(server) && !Works(Closed());
         }},
        {"ex-close-kills-plain",
         [] {
           const HANDLE plain = OpenA("MOCKHOST");
           WTSCloseServer(OpenExA("MOCKHOST"));
           return !Works(plain);
         }},
        {"close-kills-newest", NewestDies}, {"close-kills-siblings", SiblingDies},
        {"close-drops-last",
         [] {
           const HANDLE one = OpenA("MOCKHOST");
           const HANDLE two = OpenA("MOCKHOST");
           const HANDLE three = OpenA("MOCKHOST");
           WTSCloseServer(one);
           return Works(two) && !Works(three);
         }},
        {"close-ends-all-waits",
         [] { return WaitIsEndedBy([](HANDLE other) { WTSCloseServer(other); }); }},
        {"values-collide", [] { return !ManyHandlesAreIndependent(); }},
        {"shared-uncounted", SiblingDies},
        {"failed-open-null", [] { return OpenA("NOSUCHHOST") == nullptr; }},
        {"failed-open-local",
         [] {
           const HANDLE failed = OpenA("NOSUCHHOST");
           return failed != nullptr && Shows(failed, 2);
         }},
        {"failed-open-revives", FailedValueRevives},
        {"failed-open-newest",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           return OpenA("NOSUCHHOST") == server;
         }},
        {"open-ignores-name", [] { return Shows(OpenA("FARM2"), 2); }},
        {"open-fails-after-failure",
         [] {
           OpenA("NOSUCHHOST");
           return !Works(OpenA("MOCKHOST")) && Works(OpenA("MOCKHOST"));
         }},
        {"reopen-fails", [] { return !Works(Closed()) && !Works(OpenA("MOCKHOST")); }},
        {"ansi-refuses-wide",
         [] {
           const HANDLE server = OpenW(Encode<WCHAR>(u"MOCKHOST"));
           return Works(server) && !Processes(server).has_value();
         }},
        {"wide-refuses-ansi",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           return !Works(server) && Processes(server).has_value();
         }},
        {"ex-refused",
         [] {
           const HANDLE server = OpenExA("MOCKHOST");
           return Works(server) && !Processes(server).has_value();
         }},
        {"ex-shows-nothing",
         [] { return Sessions(OpenExA("MOCKHOST"))->empty() && Shows(OpenA("MOCKHOST"), 2); }},
        {"ex-null-fails", [] { return !Works(WTSOpenServerExA(nullptr)); }},
        {"ex-hides-vms",
         [] { return !Shows(WTSOpenServerExA(nullptr), 101) && !Shows(OpenExA("VMHOST"), 201); }},
        {"last-close-stops-current",
         [] {
           const HANDLE one = OpenA("MOCKHOST");
           Closed();
           const bool works_before = Works(kHere);
           WTSCloseServer(one);
           return works_before && !Works(kHere);
         }},
        {"open-stops-current",
         [] {
           const bool worked_before = Works(kHere);
           const HANDLE server = OpenA("MOCKHOST");
           const bool stopped = !Works(kHere);
           WTSCloseServer(server);
           return worked_before && stopped && Works(kHere);
         }},
        {"second-failure-stops-current",
         [] {
           OpenA("NOSUCHHOST");
           const bool worked = Works(kHere);
           OpenA("NOSUCHHOST");
           return worked && !Works(kHere);
         }},
        {"handle-dies-with-thread", DeadThreadsHandleIsDead},
        {"handle-times-out",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           std::this_thread::sleep_for(std::chrono::milliseconds(45));
           return !Works(server);
         }},
        {"handle-wears-out",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           for (int i = 0; i < 5; ++i) EXPECT_TRUE(Works(server));
           return !Works(server);
         }},
        {"only-current-served", [] { return Works(kHere) && !Works(OpenA("MOCKHOST")); }},
        {"flush-ignored", FlushLeavesTheWait}, {"flush-ends-one", FlushLeavesOneOfTwo},
        {"flush-ends-all", [] { return WaitIsEndedBy([](HANDLE other) { Flush(other); }); }},
        {"flush-reports-flush", [] { return EventsAfterFlush() == WTS_EVENT_FLUSH; }},
        {"failed-call-keeps-handle",
         [] {
           const HANDLE server = AfterAFailedCall();
           WTSCloseServer(server);
           return Works(server);
         }},
        {"failed-call-ends-handle", [] { return !Works(AfterAFailedCall()); }},
        {"close-lost-between-threads", [] { return Works(ClosedHereOfTwo().first); }},
        {"close-on-third-thread-takes-last", [] { return !Works(ClosedHereOfTwo().second); }},
        {"reopen-keeps-server",
         [] {
           WTSCloseServer(OpenA("FARM2"));
           return Shows(OpenA("MOCKHOST"), 21);
         }},
        {"first-open-fails", [] { return !Works(OpenA("MOCKHOST")) && Works(OpenA("MOCKHOST")); }},
        {"open-fails-alone",
         [] {
           for (int i = 1; i < 256; ++i) {
             if (!Works(OpenA("MOCKHOST"))) return false;
           }
           return !Works(OpenA("MOCKHOST")) && Works(OpenA("MOCKHOST"));
         }},
        {"third-failed-open-null",
         [] {
           const HANDLE failed[] = {OpenA("NOSUCHHOST"), OpenA("NOSUCHHOST"), OpenA("NOSUCHHOST")};
           return std::ranges::count(failed, HANDLE{nullptr}) == 1;
         }},
        {"second-failed-open-works",
         [] { return Works(OpenA("NOSUCHHOST")) != Works(OpenA("NOSUCHHOST")); }},
        {"current-bound-to-handles",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           const bool works = Works(kHere);
           WTSCloseServer(server);
           return works && !Works(kHere);
         }},
        {"close-kills-unused",
         [] {
           const HANDLE unused = OpenA("MOCKHOST");
           WTSCloseServer(OpenA("MOCKHOST"));
           return !Works(unused);
         }},
        {"bound-at-first-use",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           OpenA("FARM2");
           return Shows(server, 21);
         }},
        {"flush-spares-current", [] { return !FlushEnds(kHere, kHere); }},
        {"flush-ends-other-openers",
         [] { return FlushEnds(OpenA("MOCKHOST"), OpenExA("MOCKHOST")); }},
        {"second-wait-reports-flush",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           const DWORD first = FlushedWaitReports(server);
           return first == WTS_EVENT_NONE && FlushedWaitReports(server) == WTS_EVENT_FLUSH;
         }},
        {"registers-twice", [] { return Unregistrations(3) == 2; }},
        {"failed-survivor-dies",
         [] {
           const HANDLE survivor = AfterAFailedCall();
           WTSCloseServer(OpenA("MOCKHOST"));
           return !Works(survivor);
         }},
        {"stale-first-use-late",
         [] {
           const HANDLE used_at_once = Closed(), stale = Closed();
           const bool works_at_once = Works(used_at_once);
           std::this_thread::sleep_for(std::chrono::milliseconds(305));
           return !works_at_once && Works(stale) && !Works(used_at_once);
         }},
        {"ex-fails-among-plain",
         [] {
           const HANDLE alone = OpenExA("MOCKHOST"), one = OpenA("MOCKHOST");
           const bool works_beside_one = Works(OpenExA("MOCKHOST"));
           OpenA("MOCKHOST");
           return Works(alone) && Works(one) && works_beside_one && !Works(OpenExA("MOCKHOST")) &&
                  Works(OpenExA("FARM2"));
         }},
        {"full-table-takes-first",
         [] {
           for (int i = 0; i < 15; ++i) OpenA("MOCKHOST");
           return Shows(OpenA("FARM2"), 21) && !Shows(OpenA("FARM2"), 21);
         }},
        {"unregister-forgets-others", [] { return !IsRegisteredBesideAnother(); }},
        {"failed-call-spoils-next",
         [] {
           const HANDLE server = AfterAFailedCall();
           return !Works(server) && Works(server);
         }},
        {"reopened-dies-late",
         [] {
           WTSCloseServer(OpenA("MOCKHOST"));
           const HANDLE server = OpenA("MOCKHOST");
           const bool worked = Works(server);
           std::this_thread::sleep_for(std::chrono::milliseconds(45));
           return worked && !Works(server);
         }},
        {"close-ends-current-s-registrations",
         [] {
           int window = 0;
           const auto handle = reinterpret_cast<HWND>(&window);
           EXPECT_TRUE(WTSRegisterSessionNotificationEx(kHere, handle, NOTIFY_FOR_THIS_SESSION));
           WTSCloseServer(OpenA("MOCKHOST"));
           return !WTSUnRegisterSessionNotificationEx(kHere, handle);
         }},
        {"failed-open-null-beside-wait",
         [] {
           const bool null_alone = OpenA("NOSUCHHOST") == nullptr;
           const HANDLE server = OpenA("MOCKHOST");
           Waiter waiter(server, WTS_EVENT_ALL);
           const bool null_beside = OpenA("NOSUCHHOST") == nullptr;
           Flush(server);
           waiter.events();
           return !null_alone && null_beside;
         }},
        {"eighth-wait-lost",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           for (int i = 0; i < 7; ++i) FlushedWaitReports(server);
           Waiter eighth(server, WTS_EVENT_ALL);
           return FlushLeavesOne(server);
         }},
        {"all-sessions-stay",
         [] {
           int window = 0;
           const auto handle = reinterpret_cast<HWND>(&window);
           EXPECT_TRUE(WTSRegisterSessionNotificationEx(kHere, handle, NOTIFY_FOR_ALL_SESSIONS));
           return !WTSUnRegisterSessionNotificationEx(kHere, handle);
         }},
        {"second-wait-returns",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           FlushedWaitReports(server);
           return WaitReturnsAtOnce(server) == TRUE;
         }},
        {"fourth-wait-lost", FlushLeavesTheFourthWait},
        {"failed-open-null-among-many",
         [] {
           for (int i = 0; i < 3; ++i) OpenA("MOCKHOST");
           const bool null_among_three = OpenA("NOSUCHHOST") == nullptr;
           OpenA("MOCKHOST");
           return !null_among_three && OpenA("NOSUCHHOST") == nullptr;
         }},
        {"second-wait-refused",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           FlushedWaitReports(server);
           return IsRefusedAWait(server) && Works(server);
         }},
        {"thread-waits-on-first-handle", FlushOfItsFirstEndsTheSecond},
        {"registers-once", [] { return Unregistrations() == 1; }},
        {"stale-after-half-a-second",
         [] {
           const HANDLE stale = Closed();
           const bool works_at_once = Works(stale);
           std::this_thread::sleep_for(std::chrono::milliseconds(505));
           return !works_at_once && Works(stale);
         }},
        {"respelled-not-closed",
         [] { return WorksAfterItsClose(OpenA("MockHost")) && !Works(Closed()); }},
        {"wait-keeps-handle", [] { return ClosedWhileWaitedOnWorks() && !Works(Closed()); }},
        {"close-ends-current-s-waits",
         [] { return CurrentsWaitIsEndedBy([](HANDLE other) { WTSCloseServer(other); }); }},
        {"flush-ends-current-s-waits",
         [] { return CurrentsWaitIsEndedBy([](HANDLE other) { Flush(other); }); }},
        {"ex-close-kills-oldest",
         [] {
           const HANDLE one = OpenA("MOCKHOST");
           WTSCloseServer(OpenExA("MOCKHOST"));
           const bool worked = Works(one);
           const HANDLE two = OpenA("MOCKHOST");
           WTSCloseServer(OpenExA("MOCKHOST"));
           return worked && !Works(one) && Works(two);
         }},
        {"handle-falls-asleep",
         [] {
           const HANDLE server = OpenA("MOCKHOST");
           std::this_thread::sleep_for(std::chrono::milliseconds(505));
           return !Works(server);
         }},
        {"close-judges-old-error",
         [] {
           const HANDLE one = OpenA("MOCKHOST"), two = OpenA("MOCKHOST");
           SetLastError(0);
           WTSCloseServer(one);
           SetLastError(ERROR_INVALID_HANDLE);
           WTSCloseServer(two);
           return !Works(one) && Works(two);
         }},
        {"registration-keeps-handles",
         [] {
           int window = 0;
           const auto registered = reinterpret_cast<HWND>(&window);
           const HANDLE server = OpenA("MOCKHOST");
           const bool closes_without = !Works(Closed());
           EXPECT_TRUE(WTSRegisterSessionNotification(registered, NOTIFY_FOR_THIS_SESSION));
           WTSCloseServer(server);
           EXPECT_TRUE(WTSUnRegisterSessionNotification(registered));
           return closes_without && Works(server);
         }},
        {"channel-close-ends-newest",
         [] {
           const HANDLE one = OpenA("MOCKHOST"), two = OpenA("MOCKHOST");
           CHAR name[] = "CHANNEL";
           const HANDLE channel = WTSVirtualChannelOpen(kHere, 2, name);
           EXPECT_TRUE(WTSVirtualChannelClose(channel));
           return Works(one) && !Works(two);
         }},
        {"current-is-first-opened",
         [] {
           OpenA("FARM2");
           return Shows(kHere, 21);
         }},
        {"currents-flush-keeps-events",
         [] {
           return FlushedWaitReports(kHere) == kNoEvents &&
                  FlushedWaitReports(OpenA("MOCKHOST")) == WTS_EVENT_NONE;
         }},
        {"close-stops-listeners", [] {
           const auto listed = [] {
             DWORD count = 0;
             return WTSEnumerateListenersA(kHere, nullptr, 0, nullptr, &count);
           };
           const BOOL before = listed();
           Closed();
           return before != FALSE && listed() == FALSE;
         }},
  };
}

}  // namespace wtsmock
