// Faults and events on demand, as calls meet them.
#include <atomic>
#include <chrono>
#include <thread>

#include "mock/tests/mock_test.h"
#include "mock/world/pause.h"

namespace wtsmock {
namespace {

using testing::HasSubstr;

class FaultsTest : public MockTest {};

// The error of an enumeration of sessions; 0 where it succeeds.
DWORD ErrorOfSessions(HANDLE server) {
  PWTS_SESSION_INFOW list = nullptr;
  DWORD count = 0;
  if (!WTSEnumerateSessionsW(server, 0, 1, &list, &count)) return GetLastError();
  WTSFreeMemory(list);
  return 0;
}

std::vector<DWORD> ErrorsOf(HANDLE server, int calls) {
  std::vector<DWORD> errors;
  for (int i = 0; i < calls; ++i) errors.push_back(ErrorOfSessions(server));
  return errors;
}

TEST_F(FaultsTest, TheNthCallFails) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessions\", nth = 3, error = 1722"), 0)
      << WtsMockError();
  EXPECT_EQ(ErrorsOf(kHere, 4), (std::vector<DWORD>{0, 0, 1722, 0}));
  WtsMockReset();
  EXPECT_EQ(ErrorsOf(kHere, 4), (std::vector<DWORD>{0, 0, 0, 0})) << "a reset takes it away";
}

TEST_F(FaultsTest, EachCallFromTheNthOnFails) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessionsW\", from = 2, error = 5"), 0);
  EXPECT_EQ(ErrorsOf(kHere, 3), (std::vector<DWORD>{0, 5, 5}));
  WtsMockClearFaults();
  EXPECT_EQ(ErrorOfSessions(kHere), 0u);
}

TEST_F(FaultsTest, AFaultIsAboutOneFunctionServerSessionOrClass) {
  const HANDLE farm = OpenA("FARM2");
  ASSERT_EQ(WtsMockFault("server = \"FARM2\", function = \"WTSEnumerateSessions\", error = 7007"),
            0);
  EXPECT_EQ(ErrorOfSessions(kHere), 0u);
  EXPECT_EQ(ErrorOfSessions(farm), 7007u);
  EXPECT_TRUE(Processes(farm).has_value());
  ASSERT_EQ(WtsMockFault("session = 21, class = 5, error = 2"), 0);
  EXPECT_FALSE(QueryText(farm, 21, WTSUserName).has_value());
  EXPECT_TRUE(QueryText(farm, 21, WTSDomainName).has_value());
  EXPECT_TRUE(QueryText(farm, 22, WTSUserName).has_value());
  WTSCloseServer(farm);
}

TEST_F(FaultsTest, AFunctionWithoutItsFormIsBoth) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateProcesses\", error = 5"), 0);
  EXPECT_FALSE(Processes(kHere).has_value());
  WtsMockClearFaults();
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateProcessesW\", error = 5"), 0);
  EXPECT_TRUE(Processes(kHere).has_value()) << "it calls the A form";
}

TEST_F(FaultsTest, AnOpenFails) {
  ASSERT_EQ(WtsMockFault("function = \"WTSOpenServer\", nth = 2, error = 1722"), 0);
  const HANDLE first = OpenA("FARM2");
  const HANDLE second = OpenA("FARM2");
  const HANDLE third = OpenA("FARM2");
  EXPECT_EQ(WtsMockIsOpen(first), 1);
  EXPECT_EQ(WtsMockIsOpen(second), 0);
  EXPECT_EQ(WtsMockIsOpen(third), 1);
}

TEST_F(FaultsTest, AnAnswerIsEmpty) {
  ASSERT_EQ(WtsMockFault("empty = true"), 0);
  EXPECT_EQ(Sessions(kHere)->size(), 0u);
  EXPECT_EQ(Processes(kHere)->size(), 0u);
  EXPECT_EQ(QueryText(kHere, 2, WTSUserName), "");
  DWORD listeners = 7;
  EXPECT_TRUE(WTSEnumerateListenersW(kHere, nullptr, 0, nullptr, &listeners));
  EXPECT_EQ(listeners, 0u);
}

TEST_F(FaultsTest, APartOfTheCallsFailsBySeedAlone) {
  const auto run = [](const std::string& row) {
    WtsMockReset();
    EXPECT_EQ(WtsMockFault(row.c_str()), 0) << WtsMockError();
    return ErrorsOf(kHere, 200);
  };
  const auto first = run("percent = 25, seed = 7, error = 5");
  EXPECT_EQ(first, run("percent = 25, seed = 7, error = 5"));
  EXPECT_NE(first, run("percent = 25, seed = 8, error = 5"));
  const auto failed = std::count(first.begin(), first.end(), DWORD{5});
  EXPECT_GT(failed, 25);
  EXPECT_LT(failed, 75);
}

TEST_F(FaultsTest, ACallWaitsUntilItIsReleased) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessions\", waits = true"), 0);
  std::atomic<bool> returned = false;
  std::thread caller([&] {
    EXPECT_EQ(ErrorOfSessions(kHere), 0u);
    returned = true;
  });
  while (!returned) {
    WtsMockRelease();
    std::this_thread::yield();
  }
  caller.join();
}

TEST_F(FaultsTest, AResetEndsWhatWaits) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessions\", waits = true"), 0);
  std::atomic<bool> returned = false;
  std::thread caller([&] {
    ErrorOfSessions(kHere);
    returned = true;
  });
  while (!returned) {
    WtsMockReset();
    std::this_thread::yield();
  }
  caller.join();
}

// Faults by name, of functions that are given no server handle.
using NamedFaultsTest = FaultsTest;

// The error of a query of this session's token; 0 where it succeeds.
DWORD ErrorOfToken(DWORD session) {
  HANDLE token = nullptr;
  return WTSQueryUserToken(session, &token) ? 0 : GetLastError();
}

// The error of a list of servers; 0 where it succeeds. What it lists becomes *count.
DWORD ErrorOfServers(DWORD* count) {
  PWTS_SERVER_INFOW list = nullptr;
  if (!WTSEnumerateServersW(nullptr, 0, 1, &list, count)) return GetLastError();
  WTSFreeMemory(list);
  return 0;
}

TEST_F(NamedFaultsTest, EachCallCountsOnce) {
  ASSERT_EQ(WtsMockFault("function = \"WTSQueryUserToken\", nth = 2, error = 5"), 0);
  EXPECT_EQ(ErrorOfToken(2), 0u);
  EXPECT_EQ(ErrorOfToken(2), 5u);
  EXPECT_EQ(ErrorOfToken(2), 0u);
  ASSERT_EQ(WtsMockFault("function = \"WTSQueryUserToken\", session = 2, nth = 2, error = 6"), 0);
  EXPECT_EQ(ErrorOfToken(2), 0u);
  EXPECT_EQ(ErrorOfToken(3), 0u);
  EXPECT_EQ(ErrorOfToken(2), 6u);
}

TEST_F(NamedFaultsTest, AFaultWithoutANameIsAboutCallsThatAskAServer) {
  ASSERT_EQ(WtsMockFault("error = 5"), 0);
  DWORD count = 0;
  EXPECT_EQ(ErrorOfServers(&count), 0u);
  EXPECT_EQ(ErrorOfToken(2), 5u);
}

TEST_F(NamedFaultsTest, AListOfServersIsEmpty) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateServers\", nth = 1, empty = true"), 0);
  DWORD count = 7;
  EXPECT_EQ(ErrorOfServers(&count), 0u);
  EXPECT_EQ(count, 0u);
  EXPECT_EQ(ErrorOfServers(&count), 0u);
  EXPECT_GT(count, 0u);
}

TEST_F(NamedFaultsTest, ACallThatFailsHasNoEffect) {
  char name[] = "chan";
  const HANDLE channel = WTSVirtualChannelOpen(kHere, 2, name);
  ASSERT_NE(channel, nullptr);
  ASSERT_EQ(WtsMockFault("function = \"WTSVirtualChannelClose\", nth = 1, error = 5"), 0);
  EXPECT_FALSE(WTSVirtualChannelClose(channel));
  EXPECT_TRUE(WTSVirtualChannelPurgeInput(channel)) << "it is still open";
  EXPECT_TRUE(WTSVirtualChannelClose(channel));
}

std::vector<std::chrono::milliseconds> pauses;
void NotePause(std::chrono::milliseconds time) { pauses.push_back(time); }

TEST_F(NamedFaultsTest, ACloseTakesItsTimeForTheServerThatItIsAbout) {
  const HANDLE farm = OpenA("FARM2");
  const HANDLE here = OpenA("MOCKHOST");
  ASSERT_EQ(WtsMockFault("function = \"WTSCloseServer\", server = \"FARM2\", takes_ms = 30"), 0);
  pauses.clear();
  SetPause(NotePause);
  WTSCloseServer(here);
  EXPECT_EQ(pauses.size(), 0u);
  WTSCloseServer(farm);
  SetPause(nullptr);
  EXPECT_THAT(pauses, testing::ElementsAre(std::chrono::milliseconds(30)));
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
}

TEST_F(NamedFaultsTest, AResetDuringACloseAccusesNobody) {
  const HANDLE farm = OpenA("FARM2");
  ASSERT_EQ(WtsMockFault("function = \"WTSCloseServer\", takes_ms = 30"), 0);
  SetPause([](std::chrono::milliseconds) { WtsMockReset(); });
  WTSCloseServer(farm);
  SetPause(nullptr);
  EXPECT_EQ(WtsMockUnlawfulCloses(), 0u);
}

TEST_F(NamedFaultsTest, AResetEndsWhatWaits) {
  ASSERT_EQ(WtsMockFault("function = \"WTSQueryUserToken\", waits = true"), 0);
  std::atomic<bool> returned = false;
  std::thread caller([&] {
    ErrorOfToken(2);
    returned = true;
  });
  while (!returned) {
    WtsMockReset();
    std::this_thread::yield();
  }
  caller.join();
}

// Whether another thread could act while the first one was in its call.
std::atomic<bool> could_act = false;
void LetAnotherAct(std::chrono::milliseconds) {
  std::thread([] {
    World& world = TheWorld();
    if (!world.mutex.try_lock()) return;  // a call would wait for ever
    world.mutex.unlock();
    could_act = Processes(kHere).has_value();
  }).join();
}

TEST_F(FaultsTest, OthersActWhileACallTakesItsTime) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessions\", takes_ms = 50"), 0);
  could_act = false;
  SetPause(LetAnotherAct);
  EXPECT_EQ(ErrorOfSessions(kHere), 0u);
  SetPause(nullptr);
  EXPECT_TRUE(could_act);
}

TEST_F(FaultsTest, TimesOfSeveralFaultsAndTheLatencyOfTheServerAddUp) {
  ASSERT_EQ(WtsMockFault("takes_ms = 50"), 0);
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessions\", takes_ms = 7, error = 5"), 0);
  const HANDLE slow = OpenA("SLOWHOST");
  pauses.clear();
  SetPause(NotePause);
  EXPECT_EQ(ErrorOfSessions(slow), 5u);
  SetPause(nullptr);
  using std::chrono::milliseconds;
  EXPECT_THAT(pauses, testing::ElementsAre(milliseconds(2), milliseconds(57)));
}

TEST_F(FaultsTest, AWorldBringsItsFaults) {
  ASSERT_EQ(WtsMockLoadWorldText("[[server]]\nname = \"A\"\n"
                                 "session = [{ id = 1, user = \"u\" }]\n"
                                 "[[fault]]\nfunction = \"WTSEnumerateSessions\"\nnth = 2\n"
                                 "error = 5\n[[event]]\nat_call = 3\nwhat = \"log off\"\n"
                                 "session = 1\n"),
            0)
      << WtsMockError();
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(ErrorsOf(kHere, 2), (std::vector<DWORD>{0, 5}));
    EXPECT_FALSE(Shows(kHere, 1)) << "it was logged off before this call";
    WtsMockReset();
  }
}

TEST_F(FaultsTest, AWorldThatIsRefusedLeavesTheOldOne) {
  EXPECT_NE(WtsMockLoadWorldText("[[server]]\nname = \"A\"\n[[event]]\nwhat = \"log off\"\n"
                                 "session = 7\nat_call = 1\n"),
            0);
  EXPECT_THAT(WtsMockError(), testing::StartsWith("world:5:11: session: there is no session 7"));
  EXPECT_EQ(WtsMockIsOpen(OpenA("FARM2")), 1);
}

TEST_F(FaultsTest, AClassHasAName) {
  ASSERT_EQ(WtsMockFault("class = \"WTSUserName\", error = 2"), 0) << WtsMockError();
  EXPECT_FALSE(QueryText(kHere, 2, WTSUserName).has_value());
  EXPECT_TRUE(QueryText(kHere, 2, WTSDomainName).has_value());
}

TEST_F(FaultsTest, AMistakeIsNamed) {
  const struct {
    const char* row;
    const char* says;
  } kMistakes[] = {
      {"", "a fault needs one of"},
      {"error = 5, percnt = 3", "did you mean \"percent\"?"},
      {"error = 5, nth = 3, from = 3", "write one of them"},
      {"error = 5, function = \"WTSEnumerateSesions\"", "did you mean \"WTSEnumerateSessions\"?"},
      {"error = 5, server = \"FRAM2\"", "did you mean \"FARM2\"?"},
      {"error = 5, function = \"WTSCloseServer\"",
       "WTSCloseServer returns nothing, so that it can neither fail nor be empty: write takes_ms"},
      {"empty = true, function = \"WTSFreeMemory\"", "returns nothing"},
      {"error = 5, function = \"WtsMockReset\"", "there is no function"},
      {"error = 5, function = \"SetLastError\"", "there is no function"},
      {"error = 5, percent = 101", "between 1 and 100"},
      {"error = 5, nth = 0", "calls are counted from 1"},
      {"error = 5, empty = true", "write one of them"},
      {"error = 5, function = \"WTSEnumerateSessions\", session = 1", "leave \"session\" out"},
      {"error = 5, function = \"WTSQueryUserToken\", server = \"FARM2\"", "this computer and no"},
      {"error = 5 }", "row:1:"},
  };
  for (const auto& mistake : kMistakes) {
    EXPECT_NE(WtsMockFault(mistake.row), 0) << mistake.row;
    EXPECT_THAT(WtsMockError(), HasSubstr(mistake.says)) << mistake.row;
  }
  EXPECT_EQ(ErrorOfSessions(kHere), 0u);
  EXPECT_NE(WtsMockEvent("what = \"log of\""), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("none of: log on, log off"));
  EXPECT_NE(WtsMockEvent("what = \"log off\", session = 77"), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("there is no session 77"));
  EXPECT_NE(WtsMockEvent("what = \"log off\""), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("an event \"log off\" needs the key \"session\""));
  EXPECT_NE(WtsMockEvent("what = \"log off\", session = 2, at_call = 3"), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("happens at once; leave the key out"));
  EXPECT_NE(WtsMockEvent("what = \"log on\", session = 2, user = \"u\""), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("somebody is logged on to session 2"));
}

// What an event does: which wait it wakes, and what other calls see.
class EventsTest : public MockTest {
 protected:
  static void Happens(const char* row, DWORD events) {
    Waiter waiter(kHere, events);
    ASSERT_EQ(WtsMockEvent(row), 0) << WtsMockError();
    EXPECT_EQ(waiter.events(), events) << row;
  }
};

TEST_F(EventsTest, SomebodyLogsOnAndOff) {
  Happens("what = \"log on\", user = \"zoe\", name = \"ZOE-PC\"",
          WTS_EVENT_LOGON | WTS_EVENT_CREATE);
  EXPECT_EQ(QueryText(kHere, 12, WTSUserName), "zoe");
  EXPECT_EQ(QueryText(kHere, 12, WTSClientName), "ZOE-PC");
  Happens("what = \"log off\", session = 12", WTS_EVENT_LOGOFF | WTS_EVENT_DELETE);
  EXPECT_FALSE(Shows(kHere, 12));
}

TEST_F(EventsTest, ASessionIsDisconnectedAndConnected) {
  Happens("what = \"disconnect\", session = 3", WTS_EVENT_DISCONNECT);
  EXPECT_EQ(Sessions(kHere)->at(3), WTSDisconnected);
  Happens("what = \"connect\", session = 3, name = \"HOME\"", WTS_EVENT_CONNECT);
  EXPECT_EQ(Sessions(kHere)->at(3), WTSActive);
  EXPECT_EQ(QueryText(kHere, 3, WTSClientName), "HOME");
}

TEST_F(EventsTest, ASessionIsLocked) {
  Happens("what = \"lock\", session = 2", WTS_EVENT_STATECHANGE);
  EXPECT_EQ(QueryValue<WTSINFOEXW>(kHere, 2, WTSSessionInfoEx)->Data.WTSInfoExLevel1.SessionFlags,
            LONG{WTS_SESSIONSTATE_LOCK});
  Happens("what = \"unlock\", session = 2", WTS_EVENT_STATECHANGE);
  EXPECT_EQ(QueryValue<WTSINFOEXW>(kHere, 2, WTSSessionInfoEx)->Data.WTSInfoExLevel1.SessionFlags,
            LONG{WTS_SESSIONSTATE_UNLOCK});
}

TEST_F(EventsTest, AProcessStartsAndEnds) {
  ASSERT_EQ(
      WtsMockEvent("what = \"start process\", name = \"calc.exe\", process = 77, session = 2"), 0)
      << WtsMockError();
  EXPECT_THAT(*Processes(kHere), testing::Contains(77u));
  ASSERT_EQ(WtsMockEvent("what = \"end process\", process = 77"), 0);
  EXPECT_THAT(*Processes(kHere), testing::Not(testing::Contains(77u)));
}

TEST_F(EventsTest, AServerGoesDownAndComesUp) {
  const HANDLE farm = OpenA("FARM2");
  Waiter waiter(farm, WTS_EVENT_ALL);
  ASSERT_EQ(WtsMockEvent("what = \"server down\", server = \"FARM2\""), 0) << WtsMockError();
  EXPECT_FALSE(waiter.result());
  EXPECT_EQ(waiter.error(), DWORD{RPC_S_SERVER_UNAVAILABLE});
  EXPECT_FALSE(Works(farm));
  EXPECT_EQ(WtsMockIsOpen(OpenA("FARM2")), 0);
  ASSERT_EQ(WtsMockEvent("what = \"server up\", server = \"FARM2\""), 0);
  EXPECT_TRUE(Works(farm));
  EXPECT_EQ(WtsMockIsOpen(OpenA("FARM2")), 1);
}

TEST_F(EventsTest, TheServiceIsStopped) {
  ASSERT_EQ(WtsMockEvent("what = \"service stopped\""), 0);
  int storage = 0;
  const HWND window = reinterpret_cast<HWND>(&storage);
  EXPECT_FALSE(WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION));
  EXPECT_EQ(GetLastError(), DWORD{RPC_S_INVALID_BINDING}) << "as its page names it";
  EXPECT_FALSE(Works(kHere));
  ASSERT_EQ(WtsMockEvent("what = \"service started\""), 0);
  EXPECT_TRUE(Works(kHere));
}

}  // namespace
}  // namespace wtsmock
