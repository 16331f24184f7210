// Functions that name a session of this computer, or nothing: connecting, remote control, tokens,
// child sessions, and the list of servers.
#include "mock/abi/errors.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

WTS_CONNECTSTATE_CLASS State(DWORD session) { return Sessions(kHere)->at(session); }

class ConnectTest : public MockTest {};

TEST_F(ConnectTest, AConnectedSessionTakesOverTheClient) {
  char password[] = "password of dave";
  ASSERT_TRUE(WTSConnectSessionA(4, 3, password, TRUE));
  EXPECT_EQ(State(4), WTSActive);
  EXPECT_EQ(State(3), WTSDisconnected);
  EXPECT_EQ(QueryText(kHere, 4, WTSClientName), "B\xC3\x9CRO-7");
  EXPECT_EQ(QueryText(kHere, 4, WTSWinStationName), "RDP-Tcp#1");
}

TEST_F(ConnectTest, ThePasswordMustBeRight) {
  char wrong[] = "guess";
  EXPECT_FALSE(WTSConnectSessionA(4, 3, wrong, TRUE));
  EXPECT_EQ(GetLastError(), kErrorLogonFailure);
  EXPECT_FALSE(WTSConnectSessionA(4, 3, nullptr, TRUE));
  EXPECT_FALSE(WTSConnectSessionA(WTS_CURRENT_SESSION, WTS_CURRENT_SESSION, wrong, TRUE));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_EQ(State(4), WTSDisconnected);
  WCHAR none[] = {0};
  EXPECT_TRUE(WTSConnectSessionW(WTS_CURRENT_SESSION, 3, none, TRUE)) << "the caller's own user";
}

class RemoteControlTest : public MockTest {};

TEST_F(RemoteControlTest, TheCallersSessionShadowsUntilItIsStopped) {
  ASSERT_TRUE(WTSStartRemoteControlSessionA(nullptr, 3, '*', 2));
  EXPECT_EQ(State(2), WTSShadow);
  EXPECT_FALSE(WTSStartRemoteControlSessionA(nullptr, 1, '*', 2)) << "one at a time";
  ASSERT_TRUE(WTSStopRemoteControlSession(3));
  EXPECT_EQ(State(2), WTSActive);
  EXPECT_FALSE(WTSStopRemoteControlSession(3));
  EXPECT_EQ(GetLastError(), kErrorShadowNotRunning);
}

TEST_F(RemoteControlTest, ItEndsWithTheSession) {
  auto farm = Encode<WCHAR>(u"FARM2");
  ASSERT_TRUE(WTSStartRemoteControlSessionW(farm.data(), 21, '*', 0));
  EXPECT_EQ(State(2), WTSShadow);
  ASSERT_TRUE(WTSLogoffSession(OpenA("FARM2"), 21, TRUE));
  EXPECT_EQ(State(2), WTSActive);
}

TEST_F(RemoteControlTest, NotEverySessionCanBeControlled) {
  EXPECT_FALSE(WTSStartRemoteControlSessionA(nullptr, 4, '*', 0)) << "disconnected";
  EXPECT_FALSE(WTSStartRemoteControlSessionA(nullptr, 2, '*', 0)) << "the caller's own";
  EXPECT_EQ(GetLastError(), kErrorShadowInvalid);
  EXPECT_FALSE(WTSStartRemoteControlSessionA(nullptr, 77, '*', 0));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_CTX_WINSTATION_NOT_FOUND});
  EXPECT_FALSE(WTSStartRemoteControlSessionA(nullptr, 3, '*', 8));
  EXPECT_FALSE(WTSStopRemoteControlSession(77));
}

class LocalSessionsTest : public MockTest {};

TEST_F(LocalSessionsTest, UsersHaveTokens) {
  HANDLE token = nullptr;
  EXPECT_TRUE(WTSQueryUserToken(3, &token));
  EXPECT_NE(token, nullptr);
  EXPECT_FALSE(Works(token)) << "a token is no server";
  EXPECT_FALSE(WTSQueryUserToken(5, &token));
  EXPECT_EQ(GetLastError(), kErrorNoToken);
  EXPECT_FALSE(WTSQueryUserToken(77, &token));
  EXPECT_FALSE(WTSQueryUserToken(3, nullptr));
}

TEST_F(LocalSessionsTest, WhetherAnActiveSessionExists) {
  BOOL exists = FALSE;
  EXPECT_TRUE(WTSActiveSessionExists(&exists));
  EXPECT_TRUE(exists);
  for (const DWORD session : {1, 2, 3}) WTSDisconnectSession(kHere, session, TRUE);
  WTSLogoffSession(WTSOpenServerExA(nullptr), 101, TRUE);
  EXPECT_TRUE(WTSActiveSessionExists(&exists));
  EXPECT_FALSE(exists);
}

TEST_F(LocalSessionsTest, ChildSessionsComeAndGo) {
  ULONG child = 0;
  BOOL enabled = TRUE;
  EXPECT_TRUE(WTSGetChildSessionId(&child));
  EXPECT_EQ(child, 0xFFFFFFFFu);
  EXPECT_TRUE(WTSIsChildSessionsEnabled(&enabled));
  EXPECT_FALSE(enabled);
  Waiter waiter(kHere, WTS_EVENT_CREATE | WTS_EVENT_LOGON);
  EXPECT_TRUE(WTSEnableChildSessions(TRUE));
  EXPECT_EQ(waiter.events(), DWORD{WTS_EVENT_CREATE | WTS_EVENT_LOGON});
  EXPECT_TRUE(WTSIsChildSessionsEnabled(&enabled));
  EXPECT_TRUE(enabled);
  EXPECT_TRUE(WTSGetChildSessionId(&child));
  EXPECT_EQ(QueryText(kHere, child, WTSUserName), "alice");
  EXPECT_TRUE(WTSEnableChildSessions(FALSE));
  EXPECT_FALSE(Shows(kHere, child));
  EXPECT_FALSE(WTSGetChildSessionId(nullptr));
}

class ServersTest : public MockTest {};

TEST_F(ServersTest, SessionHostsOfTheDomainAreListed) {
  PWTS_SERVER_INFOA list = nullptr;
  DWORD count = 0;
  ASSERT_TRUE(WTSEnumerateServersA(nullptr, 0, 1, &list, &count));
  std::vector<std::string> names;
  for (DWORD i = 0; i < count; ++i) names.push_back(list[i].pServerName);
  WTSFreeMemory(list);
  EXPECT_THAT(names, testing::ElementsAre("MOCKHOST", "FARM2", "SLOWHOST", "GONEHOST"));
  auto domain = Encode<WCHAR>(u"mockdom");
  PWTS_SERVER_INFOW wide = nullptr;
  ASSERT_TRUE(WTSEnumerateServersW(domain.data(), 0, 1, &wide, &count));
  EXPECT_EQ(Decode(wide[1].pServerName), u"FARM2");
  WTSFreeMemory(wide);
  char other[] = "ELSEWHERE";
  EXPECT_FALSE(WTSEnumerateServersA(other, 0, 1, &list, &count));
  EXPECT_FALSE(WTSEnumerateServersA(nullptr, 0, 2, &list, &count));
}

}  // namespace
}  // namespace wtsmock
