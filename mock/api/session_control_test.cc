#include <span>

#include "mock/abi/errors.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class SessionControlTest : public MockTest {
 protected:
  // How often the list of sessions has this one.
  static std::ptrdiff_t TimesListed(HANDLE server, DWORD session) {
    PWTS_SESSION_INFOA list = nullptr;
    DWORD count = 0;
    EXPECT_TRUE(WTSEnumerateSessionsA(server, 0, 1, &list, &count));
    const auto times =
        std::ranges::count(std::span(list, count), session, &WTS_SESSION_INFOA::SessionId);
    WTSFreeMemory(list);
    return times;
  }
};

TEST_F(SessionControlTest, ADisconnectedSessionStaysWithoutItsClient) {
  ASSERT_TRUE(WTSDisconnectSession(kHere, 3, FALSE));
  EXPECT_EQ(QueryValue<WTS_CONNECTSTATE_CLASS>(kHere, 3, WTSConnectState), WTSDisconnected);
  EXPECT_EQ(QueryText(kHere, 3, WTSWinStationName), "");
  EXPECT_EQ(QueryText(kHere, 3, WTSClientName), "");
  EXPECT_EQ(QueryText(kHere, 3, WTSUserName), "J\xC3\xBCrgen \xF0\x9F\xA6\x8A");
  EXPECT_TRUE(WTSDisconnectSession(kHere, 3, FALSE)) << "once more does no harm";
}

TEST_F(SessionControlTest, ALoggedOffSessionIsGoneWithItsProcesses) {
  const HANDLE server = OpenA("MOCKHOST");
  ASSERT_TRUE(WTSLogoffSession(server, 3, TRUE));
  EXPECT_FALSE(Shows(kHere, 3));
  EXPECT_THAT(*Processes(kHere), testing::Not(testing::Contains(1004u)));
  EXPECT_FALSE(WTSLogoffSession(server, 3, TRUE));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_CTX_WINSTATION_NOT_FOUND});
  EXPECT_FALSE(WTSDisconnectSession(server, 3, TRUE));
}

TEST_F(SessionControlTest, AStaleHandleChangesNothing) {
  const HANDLE server = OpenA("MOCKHOST");
  const auto before = Sessions(kHere);
  WTSCloseServer(server);
  EXPECT_FALSE(WTSLogoffSession(server, 3, TRUE));
  EXPECT_FALSE(WTSDisconnectSession(server, 3, TRUE));
  EXPECT_FALSE(WTSShutdownSystem(server, WTS_WSD_LOGOFF));
  EXPECT_EQ(Sessions(kHere), before);
}

TEST_F(SessionControlTest, TheSystemsSessionsCannotBeEnded) {
  for (const DWORD session : {0u, 65536u}) {
    EXPECT_FALSE(WTSLogoffSession(kHere, session, TRUE));
    EXPECT_EQ(GetLastError(), kErrorSessionAccessDenied);
    EXPECT_FALSE(WTSDisconnectSession(kHere, session, TRUE));
  }
}

// VM sessions are reached through the handle that shows them.
TEST_F(SessionControlTest, AVirtualMachinesSessionNeedsItsHandle) {
  EXPECT_FALSE(WTSLogoffSession(kHere, 101, TRUE));
  const HANDLE host = WTSOpenServerExA(nullptr);
  EXPECT_TRUE(WTSLogoffSession(host, 101, TRUE));
  EXPECT_FALSE(Shows(host, 101));
}

TEST_F(SessionControlTest, LogoffShutdownSparesTheCaller) {
  ASSERT_TRUE(WTSShutdownSystem(kHere, WTS_WSD_LOGOFF));
  EXPECT_TRUE(Shows(kHere, 2));
  EXPECT_FALSE(Shows(kHere, 3));
  EXPECT_FALSE(Shows(kHere, 4));
  EXPECT_TRUE(Shows(kHere, 0));
}

TEST_F(SessionControlTest, AServerThatWasShutDownAnswersNobody) {
  const HANDLE farm = OpenA("FARM2");
  ASSERT_TRUE(WTSShutdownSystem(farm, WTS_WSD_POWEROFF));
  EXPECT_FALSE(Works(farm));
  EXPECT_EQ(GetLastError(), DWORD{RPC_S_SERVER_UNAVAILABLE});
  EXPECT_FALSE(Works(OpenA("FARM2")));
  EXPECT_TRUE(Works(kHere));
}

TEST_F(SessionControlTest, ARebootLogsEverybodyOff) {
  const HANDLE farm = OpenA("FARM2");
  ASSERT_TRUE(WTSShutdownSystem(farm, WTS_WSD_REBOOT));
  EXPECT_FALSE(Shows(farm, 21));
  EXPECT_EQ(QueryText(farm, 1, WTSUserName), "");
  EXPECT_EQ(TimesListed(farm, 1), 1);
}

TEST_F(SessionControlTest, ASecondRebootListsTheConsoleOnce) {
  for (const HANDLE server : {kHere, OpenA("FARM2")}) {
    ASSERT_TRUE(WTSShutdownSystem(server, WTS_WSD_REBOOT));
    ASSERT_TRUE(WTSShutdownSystem(server, WTS_WSD_REBOOT));
    EXPECT_EQ(TimesListed(server, 1), 1);
  }
}

TEST_F(SessionControlTest, OtherShutdownFlagsAreRefused) {
  const auto before = Sessions(kHere);
  for (const DWORD flag : {0u, 3u, 0x20u}) {
    EXPECT_FALSE(WTSShutdownSystem(kHere, flag));
    EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  }
  EXPECT_FALSE(WTSShutdownSystem(kHere, WTS_WSD_FASTREBOOT));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_NOT_SUPPORTED});
  EXPECT_EQ(Sessions(kHere), before);
}

}  // namespace
}  // namespace wtsmock
