// The world changes while threads are in every call.
#include <atomic>
#include <chrono>
#include <functional>

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class ThreadsTest : public MockTest {};

constexpr const char* kSmallWorld =
    "[[server]]\nname = \"SMALL\"\nsession = [{ id = 2, user = \"ann\" }]\n";

void ReadEverything(HANDLE server) {
  Sessions(server);
  Processes(server);
  QueryText(server, 2, WTSUserName);
}

void OpenAndRead(const char* name) {
  const HANDLE server = OpenA(name);
  ReadEverything(server);
  WTSCloseServer(server);
}

void Change(const char*) {
  DWORD response = 0;
  char text[] = "text";
  WTSSendMessageA(kHere, 2, text, 4, text, 4, 0, 1, &response, FALSE);
  WTSDisconnectSession(kHere, 3, FALSE);
  WTSLogoffSession(kHere, 4, FALSE);
  int window = 0;
  WTSRegisterSessionNotification(reinterpret_cast<HWND>(&window), NOTIFY_FOR_THIS_SESSION);
  WTSUnRegisterSessionNotification(reinterpret_cast<HWND>(&window));
}

void UseAChannel(const char*) {
  char name[] = "CH";
  char data[16] = "data";
  ULONG count = 0;
  const HANDLE channel = WTSVirtualChannelOpen(kHere, 2, name);
  WTSVirtualChannelWrite(channel, data, sizeof data, &count);
  WTSVirtualChannelRead(channel, 0, data, sizeof data, &count);
  WTSVirtualChannelClose(channel);
}

// The close ends the wait, whether it has begun or not.
void WaitForAnEvent(const char* name) {
  const HANDLE server = OpenA(name);
  std::thread closer([=] { WTSCloseServer(server); });
  DWORD events = 0;
  WTSWaitSystemEvent(server, WTS_EVENT_ALL, &events);
  closer.join();
}

// Runs each of the calls on a thread of its own, again and again, while the world changes.
void ChangeTheWorldDuring(const std::vector<std::function<void(const char*)>>& calls) {
  std::atomic<bool> done = false;
  std::vector<std::thread> threads;
  for (const auto& call : calls) {
    threads.emplace_back([&] {
      while (!done) {
        for (const char* const name : {"MOCKHOST", "GONEHOST", "FARM2", "SMALL"}) call(name);
      }
    });
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
  while (std::chrono::steady_clock::now() < end) {
    EXPECT_EQ(WtsMockLoadWorldText(kSmallWorld), 0);
    WtsMockReset();
    EXPECT_EQ(WtsMockLoadWorld(nullptr), 0);
    WtsMockEvent("what = \"log off\", server = \"FARM2\", session = 21");
    WtsMockEvent("what = \"server down\", server = \"FARM2\"");
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
}

TEST_F(ThreadsTest, TheWorldChangesWhileThreadsAreInEveryCall) {
  ChangeTheWorldDuring({OpenAndRead, Change, UseAChannel, WaitForAnEvent});
  EXPECT_EQ(WtsMockLoadWorld(nullptr), 0);
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
  EXPECT_TRUE(Works(kHere));
}

TEST_F(ThreadsTest, WithTheLedgerToo) {
  WtsMockLedger(1, 0);
  ChangeTheWorldDuring({OpenAndRead, Change, UseAChannel, WaitForAnEvent});
  WtsMockReset();
  EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 0u);
  WtsMockLedger(0, 0);
}

// Opened on one thread, closed on another: nobody is accused, and nothing stays.
TEST_F(ThreadsTest, TheLedgerFollowsHandlesFromThreadToThread) {
  WtsMockLedger(1, 0);
  for (int round = 0; round < 20; ++round) {
    std::vector<HANDLE> handles(300);
    std::thread([&] {
      for (HANDLE& each : handles) each = OpenA("FARM2");
    }).join();
    std::thread([&] {
      for (const HANDLE each : handles) WTSCloseServer(each);
    }).join();
    EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 0u);
  }
  EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 0u);
  WtsMockLedger(0, 0);
}

}  // namespace
}  // namespace wtsmock
