#include <array>

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class SessionsTest : public MockTest {};

TEST_F(SessionsTest, EveryConnectStateOccurs) {
  const auto sessions = Sessions(kHere);
  ASSERT_TRUE(sessions.has_value());
  std::array<int, 10> seen{};
  for (const auto& [id, state] : *sessions) ++seen.at(state);
  EXPECT_THAT(seen, testing::Each(testing::Gt(0)));
}

TEST_F(SessionsTest, BothFunctionsAndBothFormsTellTheSame) {
  DWORD count_a = 0;
  DWORD count_w = 0;
  PWTS_SESSION_INFOA a = nullptr;
  PWTS_SESSION_INFOW w = nullptr;
  ASSERT_TRUE(WTSEnumerateSessionsA(kHere, 0, 1, &a, &count_a));
  ASSERT_TRUE(WTSEnumerateSessionsW(kHere, 0, 1, &w, &count_w));
  ASSERT_EQ(count_a, count_w);
  EXPECT_EQ(count_a, Sessions(kHere)->size());
  for (DWORD i = 0; i < count_a; ++i) {
    EXPECT_EQ(a[i].SessionId, w[i].SessionId);
    EXPECT_EQ(a[i].State, w[i].State);
    EXPECT_EQ(Decode(a[i].pWinStationName), Decode(w[i].pWinStationName));
  }
  WTSFreeMemory(a);
  WTSFreeMemory(w);
}

TEST_F(SessionsTest, TheExFormTellsUserAndMachine) {
  DWORD level = 1;
  DWORD count = 0;
  PWTS_SESSION_INFO_1W list = nullptr;
  const HANDLE host = WTSOpenServerExA(nullptr);
  ASSERT_TRUE(WTSEnumerateSessionsExW(host, &level, 0, &list, &count));
  const auto find = [&](DWORD id) {
    return std::find_if(list, list + count, [&](const auto& s) { return s.SessionId == id; });
  };
  EXPECT_EQ(Decode(find(3)->pUserName), u"J\u00FCrgen \U0001F98A");
  EXPECT_EQ(Decode(find(3)->pDomainName), u"MOCKDOM");
  EXPECT_EQ(find(3)->pHostName, nullptr) << "it runs on the host itself";
  EXPECT_EQ(find(5)->pUserName, nullptr) << "nobody is logged on";
  EXPECT_EQ(Decode(find(101)->pHostName), u"VM-ALPHA");
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, list, count));
}

TEST_F(SessionsTest, BadArgumentsFail) {
  PWTS_SESSION_INFOA list = nullptr;
  DWORD count = 7;
  const auto refuses = [&](BOOL result) {
    return result == FALSE && GetLastError() == ERROR_INVALID_PARAMETER;
  };
  EXPECT_TRUE(refuses(WTSEnumerateSessionsA(kHere, 1, 1, &list, &count)));
  EXPECT_TRUE(refuses(WTSEnumerateSessionsA(kHere, 0, 2, &list, &count)));
  EXPECT_TRUE(refuses(WTSEnumerateSessionsA(kHere, 0, 1, nullptr, &count)));
  EXPECT_TRUE(refuses(WTSEnumerateSessionsA(kHere, 0, 1, &list, nullptr)));
  PWTS_SESSION_INFO_1A list1 = nullptr;
  DWORD level = 0;
  EXPECT_TRUE(refuses(WTSEnumerateSessionsExA(kHere, &level, 0, &list1, &count)));
  level = 1;
  EXPECT_TRUE(refuses(WTSEnumerateSessionsExA(kHere, &level, 1, &list1, &count)));
  EXPECT_EQ(list, nullptr);
  EXPECT_EQ(count, 7u);
}

TEST_F(SessionsTest, TextsHaveTheirLengthInBytes) {
  EXPECT_EQ(QueryText(kHere, 3, WTSUserName), "J\xC3\xBCrgen \xF0\x9F\xA6\x8A");
  EXPECT_EQ(QueryText(kHere, 3, WTSClientName), "B\xC3\x9CRO-7");
  EXPECT_EQ(QueryText(kHere, WTS_CURRENT_SESSION, WTSUserName), "alice");
  LPWSTR text = nullptr;
  DWORD bytes = 0;
  ASSERT_TRUE(WTSQuerySessionInformationW(kHere, 3, WTSUserName, &text, &bytes));
  EXPECT_EQ(Decode(text), u"J\u00FCrgen \U0001F98A");
  EXPECT_EQ(bytes, 10 * sizeof(WCHAR)) << "7 units, a pair of surrogates and the zero";
  WTSFreeMemory(text);
}

TEST_F(SessionsTest, NumbersAndStructuresHaveTheDocumentedTypes) {
  EXPECT_EQ(QueryValue<DWORD>(kHere, 4, WTSSessionId), 4u);
  EXPECT_EQ(QueryValue<WTS_CONNECTSTATE_CLASS>(kHere, 4, WTSConnectState), WTSDisconnected);
  EXPECT_EQ(QueryValue<DWORD>(kHere, 2, WTSClientBuildNumber), 19041u);
  EXPECT_EQ(QueryValue<USHORT>(kHere, 2, WTSClientProductId), 1);
  EXPECT_EQ(QueryValue<DWORD>(kHere, 2, WTSClientHardwareId), 0u);
  EXPECT_EQ(QueryValue<USHORT>(kHere, 2, WTSClientProtocolType), WTS_PROTOCOL_TYPE_RDP);
  EXPECT_EQ(QueryValue<USHORT>(kHere, 1, WTSClientProtocolType), WTS_PROTOCOL_TYPE_CONSOLE);
  EXPECT_EQ(QueryValue<BOOL>(kHere, 2, WTSIsRemoteSession), TRUE);
  EXPECT_EQ(QueryValue<BOOL>(kHere, 1, WTSIsRemoteSession), FALSE);
  EXPECT_EQ(QueryValue<WTS_CLIENT_DISPLAY>(kHere, 2, WTSClientDisplay)->HorizontalResolution,
            1280u);
  const auto address = QueryValue<WTS_CLIENT_ADDRESS>(kHere, 2, WTSClientAddress);
  EXPECT_EQ(address->AddressFamily, 2u);
  EXPECT_EQ(address->Address[2], 192);
  EXPECT_EQ(QueryValue<GUID>(kHere, 2, WTSSessionActivityId)->Data1, 2u);
  EXPECT_EQ(Decode(QueryValue<WTSCLIENTW>(kHere, 2, WTSClientInfo)->ClientName), u"ALICE-PC");
  EXPECT_EQ(Decode(QueryValue<WTSCONFIGINFOW>(kHere, 2, WTSConfigInfo)->LogonUserName), u"alice");
  const auto validation = QueryValue<WTS_VALIDATION_INFORMATIONW>(kHere, 2, WTSValidationInfo);
  EXPECT_EQ(Decode(validation->ProductInfo.ProductID), u"A02");
  EXPECT_EQ(validation->HardwareID[0], 2);
  const auto info = QueryValue<WTSINFOW>(kHere, 2, WTSSessionInfo);
  EXPECT_EQ(info->IncomingBytes, 2001u);
  EXPECT_EQ(info->OutgoingCompressedBytes, 2001u);
  EXPECT_LT(info->LogonTime.QuadPart, info->CurrentTime.QuadPart);
  const auto info_ex = QueryValue<WTSINFOEXW>(kHere, 2, WTSSessionInfoEx);
  EXPECT_EQ(info_ex->Level, 1u);
  EXPECT_EQ(info_ex->Data.WTSInfoExLevel1.SessionFlags, LONG{WTS_SESSIONSTATE_UNLOCK});
  EXPECT_EQ(Decode(info_ex->Data.WTSInfoExLevel1.UserName), u"alice");
}

TEST_F(SessionsTest, UnsupportedClassesSaySo) {
  for (const int which : {17, 18, 19, 20, 21, 22, 28, 31}) {
    EXPECT_EQ(QueryValue<DWORD>(kHere, 2, static_cast<WTS_INFO_CLASS>(which)), std::nullopt);
    EXPECT_EQ(GetLastError(), DWORD{ERROR_NOT_SUPPORTED}) << which;
  }
  EXPECT_EQ(QueryValue<DWORD>(kHere, 2, static_cast<WTS_INFO_CLASS>(32)), std::nullopt);
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  const HANDLE farm = OpenA("FARM2");
  EXPECT_TRUE(QueryValue<WTS_SESSION_ADDRESS>(farm, 21, WTSSessionAddressV4).has_value());
}

TEST_F(SessionsTest, QueriesFailAsDocumented) {
  LPSTR text = nullptr;
  DWORD bytes = 7;
  EXPECT_FALSE(WTSQuerySessionInformationA(kHere, 2, WTSUserName, nullptr, &bytes));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_USER_BUFFER});
  EXPECT_FALSE(WTSQuerySessionInformationA(kHere, 2, WTSUserName, &text, nullptr));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_USER_BUFFER});
  EXPECT_FALSE(WTSQuerySessionInformationA(kHere, 77, WTSUserName, &text, &bytes));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_CTX_WINSTATION_NOT_FOUND});
  const HANDLE here = OpenA("MOCKHOST");
  EXPECT_FALSE(WTSQuerySessionInformationA(here, 2, WTSIsRemoteSession, &text, &bytes));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE}) << "WTS_CURRENT_SERVER_HANDLE only";
  EXPECT_EQ(bytes, 7u);
}

}  // namespace
}  // namespace wtsmock
