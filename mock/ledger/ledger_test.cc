#include "mock/ledger/ledger.h"

#include <fstream>
#include <sstream>

#include "mock/ledger/report.h"
#include "mock/tests/mock_test.h"
#include "mock/world/pause.h"

namespace wtsmock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class LedgerTest : public MockTest {
 protected:
  LedgerTest() { WtsMockLedger(1, 0); }
  ~LedgerTest() override { WtsMockLedger(0, 0); }

  // "CLOSE-7 WTSCloseServer" for each breach until now.
  static std::vector<std::string> Breaches() {
    std::vector<std::string> breaches;
    WtsMockBreachInfo each;
    for (unsigned i = 0; WtsMockBreach(i, &each) == 0; ++i) {
      breaches.push_back(std::string(each.clause) + " " + each.function);
    }
    return breaches;
  }

  // What it would be told at its end.
  static std::string Report() {
    return TextOf(TakeBalance([](const void*) { return true; }));
  }

  static LPSTR User() {
    LPSTR user = nullptr;
    DWORD bytes = 0;
    EXPECT_TRUE(WTSQuerySessionInformationA(kHere, 2, WTSUserName, &user, &bytes));
    return user;
  }
};

// -- Server handles

TEST_F(LedgerTest, ARightProgramIsAccusedOfNothing) {
  const HANDLE server = OpenA("FARM2");
  EXPECT_TRUE(Works(server));
  EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 1u);
  WTSCloseServer(server);
  WTSFreeMemory(User());
  EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 0u);
  EXPECT_EQ(WtsMockCount(WTSMOCK_BUFFER), 0u);
  EXPECT_THAT(Report(), HasSubstr("no breach"));
}

TEST_F(LedgerTest, AHandleThatIsLeftIsNamedWithItsOpen) {
  OpenW({'F', 'A', 'R', 'M', '2'});
  const std::string report = Report();
  EXPECT_THAT(report, HasSubstr("CLOSE-4: a server handle was never closed"));
  EXPECT_THAT(report, HasSubstr("(FARM2)"));
  EXPECT_THAT(report, HasSubstr("opened: WTSOpenServerW, call 1, thread "));
  EXPECT_THAT(report, HasSubstr("1 breach\n"));
}

TEST_F(LedgerTest, WrongClosesAndUsesHaveTheirClauses) {
  const HANDLE server = OpenA("FARM2");
  WTSCloseServer(server);
  WTSCloseServer(server);
  EXPECT_FALSE(Works(server));
  WTSCloseServer(kHere);
  WTSCloseServer(kGarbage);
  WTSCloseServer(INVALID_HANDLE_VALUE);
  EXPECT_FALSE(Works(kGarbage));
  EXPECT_THAT(Breaches(), ElementsAre("CLOSE-7 WTSCloseServer", "CLOSE-5 WTSEnumerateSessionsExW",
                                      "CLOSE-3 WTSCloseServer", "CLOSE-2 WTSCloseServer",
                                      "CLOSE-2 WTSCloseServer", "USE-1 WTSEnumerateSessionsExW"));
  WtsMockBreachInfo twice;
  ASSERT_EQ(WtsMockBreach(0, &twice), 0);
  EXPECT_EQ(twice.value, server);
  EXPECT_EQ(twice.call, 3u);
  EXPECT_STREQ(twice.obtained_by, "WTSOpenServerA");
  EXPECT_EQ(twice.obtained_call, 1u);
  EXPECT_THAT(twice.report, HasSubstr("closed: WTSCloseServer, call 2"));
}

TEST_F(LedgerTest, AStaleUseOfASecondThreadIsNamedWithThatThread) {
  const HANDLE server = OpenA("FARM2");
  WTSCloseServer(server);
  std::thread([&] { EXPECT_FALSE(Works(server)); }).join();
  WtsMockBreachInfo use;
  ASSERT_EQ(WtsMockBreach(0, &use), 0);
  WtsMockCallInfo open;
  ASSERT_EQ(WtsMockCallAt(0, &open), 0);
  EXPECT_NE(use.thread, open.thread);
}

TEST_F(LedgerTest, AHandleFromLongAgoIsStillKnownToHaveBeenOne) {
  const HANDLE old = OpenA("FARM2");
  WTSCloseServer(old);
  for (int i = 0; i < 5000; ++i) WTSCloseServer(OpenA("FARM2"));
  WTSCloseServer(old);
  EXPECT_THAT(Breaches(), ElementsAre("CLOSE-7 WTSCloseServer"));
}

TEST_F(LedgerTest, AChannelIsNoServerHandle) {
  char name[] = "CH";
  const HANDLE channel = WTSVirtualChannelOpen(kHere, 2, name);
  ASSERT_NE(channel, nullptr);
  WTSCloseServer(channel);
  WTSVirtualChannelClose(channel);
  EXPECT_THAT(Breaches(), ElementsAre("CLOSE-2 WTSCloseServer"));
}

TEST_F(LedgerTest, WhatWasOpenedBeforeTheLedgerAccusesNobody) {
  WtsMockLedger(0, 0);
  const HANDLE server = OpenA("FARM2");
  const LPSTR user = User();
  WtsMockLedger(1, 0);
  EXPECT_TRUE(Works(server));
  WTSCloseServer(server);
  WTSFreeMemory(user);
  EXPECT_THAT(Report(), HasSubstr("no breach"));
}

// GAP-14.
TEST_F(LedgerTest, WhatAFailedOpenReturnedMayBeClosedOrLeftInEveryVariant) {
  for (const char* const variant :
       {"", "failed-open-minus-one", "failed-open-null", "open-fails-at-first-use"}) {
    WtsMockConfigure(variant);
    WtsMockLedger(1, 0);
    const HANDLE closed = OpenA("NOSUCHHOST");
    EXPECT_TRUE(closed == nullptr || !Works(closed));
    WTSCloseServer(closed);
    const HANDLE left = OpenA("NOSUCHHOST");
    EXPECT_TRUE(left == nullptr || !Works(left));
    EXPECT_EQ(WtsMockCount(WTSMOCK_UNREACHABLE), 1u) << variant;
    EXPECT_THAT(Report(), HasSubstr("1 closed and 1 left")) << variant;
    EXPECT_THAT(Report(), HasSubstr("no breach")) << variant;
    WTSCloseServer(left);
    EXPECT_EQ(WtsMockUnlawfulCloses(), 0u) << variant;
    EXPECT_EQ(WtsMockLiveHandles(), 0u) << variant;
  }
}

TEST_F(LedgerTest, AServerThatWasLostBeforeItsFirstAnswerIsLikeAFailedOpen) {
  OpenA("FARM2");
  const HANDLE used = OpenA("FARM2");
  const HANDLE lost = OpenA("FARM2");
  EXPECT_TRUE(Works(used));
  ASSERT_EQ(WtsMockEvent("what = \"server down\", server = \"FARM2\""), 0);
  EXPECT_FALSE(Works(used));
  EXPECT_FALSE(Works(lost));
  const std::string report = Report();
  EXPECT_THAT(report, HasSubstr("0 closed and 1 left"));
  EXPECT_THAT(report, HasSubstr("2 breaches"))
      << "the one that was never used, and the one that was";
}

TEST_F(LedgerTest, AHandleThatIsLostOnTheWayOfAnErrorIsNamed) {
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessionsEx\", nth = 3, error = 1722"), 0);
  for (int i = 0; i < 3; ++i) {
    const HANDLE server = OpenA("FARM2");
    if (!Works(server)) break;
    WTSCloseServer(server);
  }
  EXPECT_THAT(Report(), HasSubstr("opened: WTSOpenServerA, call 9"));
}

TEST_F(LedgerTest, ADefectThatLetsAStaleHandleServeHidesNothing) {
  WtsMockConfigure("stale-accepted");
  const HANDLE server = OpenA("FARM2");
  WTSCloseServer(server);
  EXPECT_TRUE(Works(server));
  EXPECT_THAT(Breaches(), ElementsAre("CLOSE-5 WTSEnumerateSessionsExW"));
}

TEST_F(LedgerTest, WhereOnlyTheCurrentServerIsAskedAnotherHandleIsABreach) {
  const HANDLE server = OpenA("FARM2");
  DWORD bytes = 0;
  LPSTR block = nullptr;
  char name[] = "CH";
  EXPECT_FALSE(WTSEnumerateListenersA(server, nullptr, 0, nullptr, &bytes));
  EXPECT_EQ(WTSVirtualChannelOpen(server, 21, name), nullptr);
  EXPECT_FALSE(WTSQuerySessionInformationA(server, 21, WTSIsRemoteSession, &block, &bytes));
  EXPECT_FALSE(
      WTSQuerySessionInformationA(server, WTS_CURRENT_SESSION, WTSUserName, &block, &bytes));
  int window = 0;
  EXPECT_FALSE(WTSRegisterSessionNotificationEx(server, reinterpret_cast<HWND>(&window),
                                                NOTIFY_FOR_ALL_SESSIONS));
  EXPECT_THAT(Breaches(),
              ElementsAre("USE-4 WTSEnumerateListenersA", "USE-5 WTSVirtualChannelOpen",
                          "USE-6 WTSQuerySessionInformationA", "USE-8 WTSQuerySessionInformationA",
                          "USE-7 WTSRegisterSessionNotificationEx"));
}

TEST_F(LedgerTest, AHandleThatIsWaitedOnIsFlushedBeforeItsClose) {
  const HANDLE right = OpenA("MOCKHOST"), wrong = OpenA("MOCKHOST");
  {
    Waiter flushed(right, WTS_EVENT_LOGOFF), left(wrong, WTS_EVENT_LOGOFF);
    Flush(right);
    WTSCloseServer(right);
    EXPECT_THAT(Breaches(), ElementsAre());
    WTSCloseServer(wrong);
  }
  EXPECT_THAT(Breaches(), ElementsAre("GAP-06 WTSCloseServer"));
}

HANDLE closed_meanwhile = nullptr;

TEST_F(LedgerTest, AHandleThatIsClosedWhileACallUsesItIsNamedAsThat) {
  closed_meanwhile = OpenA("MOCKHOST");
  ASSERT_EQ(WtsMockFault("function = \"WTSEnumerateSessions\", takes_ms = 5"), 0);
  SetPause([](std::chrono::milliseconds) {
    std::thread([] { WTSCloseServer(closed_meanwhile); }).join();
  });
  PWTS_SESSION_INFOA list = nullptr;
  DWORD count = 0;
  EXPECT_FALSE(WTSEnumerateSessionsA(closed_meanwhile, 0, 1, &list, &count));
  SetPause(nullptr);
  EXPECT_THAT(Breaches(), ElementsAre("GAP-08 WTSEnumerateSessionsA"));
}

// -- Buffers

TEST_F(LedgerTest, WrongReleasesOfBuffersAreNamedAndLeftAlone) {
  const LPSTR user = User();
  int foreign = 0;
  WTSFreeMemory(&foreign);
  WTSFreeMemory(user + 1);
  WTSFreeMemory(user);
  WTSFreeMemory(user);
  WTSFreeMemory(nullptr);
  EXPECT_THAT(Breaches(), ElementsAre("nf-wtsapi32-wtsfreememory WTSFreeMemory",
                                      "nf-wtsapi32-wtsfreememory WTSFreeMemory",
                                      "nf-wtsapi32-wtsfreememory WTSFreeMemory"));
  WtsMockBreachInfo middle;
  ASSERT_EQ(WtsMockBreach(1, &middle), 0);
  EXPECT_THAT(middle.text, HasSubstr("in its middle: 1 bytes behind its start"));
}

TEST_F(LedgerTest, ABufferIsFreedAsWhatItIs) {
  DWORD level = 1;
  DWORD count = 0;
  PWTS_SESSION_INFO_1A list = nullptr;
  ASSERT_TRUE(WTSEnumerateSessionsExA(kHere, &level, 0, &list, &count));
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, list, count));
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count - 1));
  WTSFreeMemory(list);
  EXPECT_THAT(Breaches(), ElementsAre("nf-wtsapi32-wtsfreememoryexw WTSFreeMemoryExA",
                                      "nf-wtsapi32-wtsfreememoryexw WTSFreeMemoryExA",
                                      "nf-wtsapi32-wtsfreememoryexw WTSFreeMemory"));
}

// Its page lets WTSFreeMemoryEx free it too, but has no type for it.
TEST_F(LedgerTest, WhatHasNoTypeIsNoneForWTSFreeMemoryEx) {
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, User(), 1));
  DWORD count = 0;
  PWTS_PROCESS_INFOA list = nullptr;
  ASSERT_TRUE(WTSEnumerateProcessesA(kHere, 0, 1, &list, &count));
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, list, count)) << "that is their type";
  EXPECT_THAT(Breaches(), ElementsAre("nf-wtsapi32-wtsfreememoryexw WTSFreeMemoryExA"));
  EXPECT_EQ(WtsMockCount(WTSMOCK_BUFFER), 0u);
}

TEST_F(LedgerTest, ABufferThatIsLeftIsNamedWithItsCall) {
  const LPSTR user = User();
  EXPECT_EQ(WtsMockCount(WTSMOCK_BUFFER), 1u);
  EXPECT_THAT(Report(), HasSubstr("a buffer was never freed"));
  EXPECT_THAT(Report(), HasSubstr("returned: WTSQuerySessionInformationA, call 1"));
  WTSFreeMemory(user);
}

// -- Registrations, waits, channels, tokens

TEST_F(LedgerTest, ARegistrationIsTakenBackBeforeTheClose) {
  int windows[2] = {};
  const auto first = reinterpret_cast<HWND>(&windows[0]);
  const auto second = reinterpret_cast<HWND>(&windows[1]);
  const HANDLE server = OpenA("MOCKHOST");
  ASSERT_TRUE(WTSRegisterSessionNotification(first, NOTIFY_FOR_THIS_SESSION));
  ASSERT_TRUE(WTSRegisterSessionNotification(first, NOTIFY_FOR_THIS_SESSION));
  ASSERT_TRUE(WTSUnRegisterSessionNotification(first));
  ASSERT_TRUE(WTSRegisterSessionNotificationEx(server, second, NOTIFY_FOR_THIS_SESSION));
  WTSCloseServer(server);
  EXPECT_THAT(Breaches(), ElementsAre("WAIT-4 WTSCloseServer"));
  EXPECT_EQ(WtsMockCount(WTSMOCK_REGISTRATION), 1u);
  EXPECT_THAT(Report(), HasSubstr("WAIT-3: a registration was never taken back"));
}

TEST_F(LedgerTest, ARegistrationIsTakenBackOnceAndAsItWasMade) {
  int window = 0;
  const auto handle = reinterpret_cast<HWND>(&window);
  const HANDLE there = OpenA("FARM2");
  EXPECT_FALSE(WTSUnRegisterSessionNotification(handle));
  ASSERT_TRUE(WTSRegisterSessionNotificationEx(there, handle, NOTIFY_FOR_THIS_SESSION));
  EXPECT_FALSE(WTSUnRegisterSessionNotification(handle));
  ASSERT_TRUE(WTSUnRegisterSessionNotificationEx(there, handle));
  EXPECT_FALSE(WTSUnRegisterSessionNotificationEx(there, handle));
  EXPECT_THAT(Breaches(), ElementsAre("WAIT-5 WTSUnRegisterSessionNotification",
                                      "WAIT-5 WTSUnRegisterSessionNotification",
                                      "WAIT-5 WTSUnRegisterSessionNotificationEx"));
  WtsMockBreachInfo second;
  ASSERT_EQ(WtsMockBreach(1, &second), 0);
  EXPECT_THAT(second.text, HasSubstr("it is registered with another server"));
  WTSCloseServer(there);
}

TEST_F(LedgerTest, AWaitIsHeldUntilItEnds) {
  {
    Waiter waiter(kHere, WTS_EVENT_LOGOFF);
    EXPECT_EQ(WtsMockCount(WTSMOCK_WAIT), 1u);
    EXPECT_THAT(Report(), HasSubstr("WAIT-1: a wait is still pending"));
    Flush(kHere);
    EXPECT_EQ(WtsMockCount(WTSMOCK_WAIT), 0u) << "whether or not its thread has noticed";
  }
  EXPECT_THAT(Report(), HasSubstr("no breach"));
}

TEST_F(LedgerTest, ChannelsAreClosedOnceAndNotUsedAfterwards) {
  char name[] = "CH";
  const HANDLE channel = WTSVirtualChannelOpen(kHere, 2, name);
  EXPECT_EQ(WtsMockCount(WTSMOCK_CHANNEL), 1u);
  EXPECT_THAT(Report(), HasSubstr("a channel was never closed"));
  EXPECT_TRUE(WTSVirtualChannelClose(channel));
  EXPECT_FALSE(WTSVirtualChannelPurgeInput(channel));
  EXPECT_FALSE(WTSVirtualChannelClose(channel));
  EXPECT_FALSE(WTSVirtualChannelClose(kGarbage));
  EXPECT_THAT(Report(), HasSubstr("a channel was used after its close"));
  EXPECT_THAT(Report(), HasSubstr("a channel was closed twice"));
  EXPECT_THAT(Report(), HasSubstr("what no open of a channel returned"));
  EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 3u);
}

#ifndef _WIN32
TEST_F(LedgerTest, TokensAreClosed) {
  HANDLE token = nullptr;
  ASSERT_TRUE(WTSQueryUserToken(2, &token));
  EXPECT_EQ(WtsMockCount(WTSMOCK_TOKEN), 1u);
  EXPECT_THAT(Report(), HasSubstr("nf-wtsapi32-wtsqueryusertoken: a token was never closed"));
  EXPECT_TRUE(CloseHandle(token));
  EXPECT_EQ(WtsMockCount(WTSMOCK_TOKEN), 0u);
  EXPECT_FALSE(CloseHandle(token));
  EXPECT_THAT(Breaches(), ElementsAre("nf-wtsapi32-wtsqueryusertoken CloseHandle"));
}
#endif

TEST_F(LedgerTest, CloudAuthenticationHandlesAreClosed) {
  const WTS_CLOUD_AUTH_HANDLE handle = WTSCloudAuthOpen(nullptr);
  EXPECT_EQ(WtsMockCount(WTSMOCK_CLOUD_AUTH), 1u);
  WTSCloudAuthClose(handle);
  WTSCloudAuthClose(handle);
  EXPECT_THAT(Breaches(), ElementsAre("nf-wtsapi32-wtscloudauthclose WTSCloudAuthClose"));
}

// -- Lengths of messages

class LengthsTest : public LedgerTest {
 protected:
  // Whether it is a breach to send this with so many "bytes".
  static bool IsBreach(std::string_view ascii, DWORD bytes) {
    std::basic_string<WCHAR> text(ascii.begin(), ascii.end());
    WtsMockLedger(1, 0);
    DWORD response = 0;
    WCHAR title[] = {'t', 'i', 't', 'l', 'e', 0};
    WTSSendMessageW(kHere, 2, title, sizeof title, text.data(), bytes, 0, 1, &response, FALSE);
    return WtsMockCount(WTSMOCK_BREACH) != 0;
  }
};

TEST_F(LengthsTest, ALengthInCharactersIsABreach) {
  EXPECT_TRUE(IsBreach("abcdefgh", 8));
  EXPECT_TRUE(IsBreach("abcdefgh", 9));
  EXPECT_FALSE(IsBreach("abcdefgh", 16));
  EXPECT_FALSE(IsBreach("abcdefgh", 18));
  EXPECT_FALSE(IsBreach("a", 2)) << "one character, two bytes";
  EXPECT_TRUE(IsBreach("a", 1));
  EXPECT_FALSE(IsBreach("", 0));
  EXPECT_FALSE(IsBreach("", 2));
  EXPECT_FALSE(IsBreach("abcdefgh", 4)) << "the beginning of it";
}

TEST_F(LengthsTest, ALengthBeyondTheTextIsABreach) {
  char text[8] = "ab";
  for (const DWORD bytes : {0u, 1u, 2u, 3u}) {
    WtsMockLedger(1, 0);
    DWORD response = 0;
    WTSSendMessageA(kHere, 2, text, bytes, text, 2, 0, 1, &response, FALSE);
    EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 0u) << bytes;
  }
  DWORD response = 0;
  WTSSendMessageA(kHere, 2, text, 4, text, 2, 0, 1, &response, FALSE);
  EXPECT_THAT(Report(), HasSubstr("beyond the end of the text"));
  EXPECT_THAT(Report(), HasSubstr("4 was given, and the text has 2 bytes"));
}

// -- The ledger itself

TEST_F(LedgerTest, TheCallsAreLogged) {
  const HANDLE server = OpenA("FARM2");
  EXPECT_FALSE(WTSDisconnectSession(server, 7777, FALSE));
  WTSCloseServer(server);
  WtsMockCallInfo call;
  ASSERT_EQ(WtsMockCallAt(0, &call), 0);
  EXPECT_STREQ(call.function, "WTSOpenServerA");
  EXPECT_EQ(call.handle, server);
  ASSERT_EQ(WtsMockCallAt(1, &call), 0);
  EXPECT_STREQ(call.function, "WTSDisconnectSession");
  EXPECT_EQ(call.number, 2u);
  EXPECT_EQ(call.handle, server);
  EXPECT_FALSE(call.succeeded);
  EXPECT_EQ(call.error, unsigned{ERROR_CTX_WINSTATION_NOT_FOUND});
  EXPECT_NE(WtsMockCallAt(3, &call), 0);
}

TEST_F(LedgerTest, TheLogKeepsTheLastCalls) {
  for (int i = 0; i < 3000; ++i) WTSCloseServer(OpenA("FARM2"));
  WtsMockCallInfo call;
  ASSERT_EQ(WtsMockCallAt(0, &call), 0);
  EXPECT_EQ(call.number, 6000u - 1023);
  ASSERT_EQ(WtsMockCallAt(1023, &call), 0);
  EXPECT_EQ(call.number, 6000u);
  EXPECT_NE(WtsMockCallAt(1024, &call), 0);
}

TEST_F(LedgerTest, AResetEmptiesItAndOffLeavesItReadable) {
  WTSCloseServer(kHere);
  OpenA("FARM2");
  WtsMockLedger(0, 0);
  EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 1u);
  EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 1u);
  WTSCloseServer(kHere);
  EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 1u) << "it is off";
  WtsMockReset();
  EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 0u);
  EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 0u);
}

TEST_F(LedgerTest, StacksAreThereWhereTheyAreAskedFor) {
  WtsMockLedger(1, 1);
  WTSCloseServer(kHere);
  WtsMockBreachInfo breach;
  ASSERT_EQ(WtsMockBreach(0, &breach), 0);
  EXPECT_THAT(breach.report, HasSubstr("called: WTSCloseServer, call 1"));
  EXPECT_THAT(breach.report, HasSubstr("\n        "));
}

TEST_F(LedgerTest, AReportIsWrittenAsTextOrJson) {
  WTSCloseServer(kHere);
  const auto written = [](const std::string& name) {
    const std::string file = testing::TempDir() + "wtsmock_ledger_" + name;
    EXPECT_EQ(WtsMockReport(file.c_str()), 0) << WtsMockError();
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    std::remove(file.c_str());
    return text.str();
  };
  EXPECT_THAT(written("report.txt"), HasSubstr("CLOSE-3: WTS_CURRENT_SERVER_HANDLE was closed\n"));
  EXPECT_THAT(written("report.json"), HasSubstr("{\"clause\": \"CLOSE-3\", \"text\": "));
  EXPECT_NE(WtsMockReport("no/such/folder/report"), 0);
  EXPECT_THAT(WtsMockError(), HasSubstr("no/such/folder/report"));
  testing::internal::CaptureStdout();
  EXPECT_EQ(WtsMockReport("stdout"), 0) << WtsMockError();
  EXPECT_THAT(testing::internal::GetCapturedStdout(), HasSubstr("CLOSE-3"));
}

}  // namespace
}  // namespace wtsmock
