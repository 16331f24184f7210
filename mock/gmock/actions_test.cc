#include "mock/gmock/actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <string>

#include "mock/gmock/gmock.h"

namespace wtsconform {
namespace {

using testing::_;
using testing::AllOf;
using testing::Args;
using testing::Contains;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::NiceMock;
using testing::Not;
using testing::PrintToString;
using testing::SizeIs;
using testing::StrEq;

constexpr HANDLE kHere = WTS_CURRENT_SERVER_HANDLE;

class GmockTest : public testing::Test {
 protected:
  GmockTest() {
    WtsMockReset();
    WtsMockLedger(1, 0);
  }
  ~GmockTest() override {
    EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 0u);
    EXPECT_EQ(WtsMockCount(WTSMOCK_BUFFER), 0u);
    EXPECT_EQ(WtsMockCount(WTSMOCK_HANDLE), 0u);
    WtsMockLedger(0, 0);
  }

  NiceMock<MockWtsapi> wtsapi_;
  const InstalledWtsapi installed_{wtsapi_};
};

template <class Matcher, class Value>
std::string Explanation(const Matcher& matcher, const Value& value) {
  testing::StringMatchResultListener listener;
  testing::ExplainMatchResult(matcher, value, &listener);
  return listener.str();
}

TEST_F(GmockTest, FailWithReturnsWhatTheTypeOfTheFunctionHasForAFailure) {
  EXPECT_CALL(wtsapi_, WTSDisconnectSession).WillOnce(FailWith(5));
  EXPECT_CALL(wtsapi_, WTSVirtualChannelOpenEx).WillOnce(FailWith(31));
  EXPECT_CALL(wtsapi_, WTSOpenServerExW).WillOnce(FailWith(1722));
  EXPECT_FALSE(WTSDisconnectSession(kHere, 2, FALSE));
  EXPECT_EQ(GetLastError(), 5u);
  std::string channel = "CHANNEL";
  EXPECT_EQ(WTSVirtualChannelOpenEx(2, channel.data(), 0), nullptr);
  EXPECT_EQ(GetLastError(), 31u);
  const ServerHandle server = ServerHandle::OpenEx("FARM2");
  EXPECT_EQ(GetLastError(), 1722u);
  EXPECT_NE(server.get(), kHere);
  EXPECT_THAT(server.get(), Not(IsLiveHandle()));
}

TEST_F(GmockTest, ReturnSessionsServesEachFormAndIsFreedAsItsTypeAsks) {
  const auto rows = ReturnSessions(
      {{.id = 7, .station = "Caf\xC3\xA9", .user = "ann"}, {.id = 9, .state = WTSDisconnected}});
  EXPECT_CALL(wtsapi_, WTSEnumerateSessionsA).WillOnce(rows);
  EXPECT_CALL(wtsapi_, WTSEnumerateSessionsW).WillOnce(rows);
  EXPECT_CALL(wtsapi_, WTSEnumerateSessionsExW).WillOnce(rows);
  EXPECT_CALL(wtsapi_, WTSFreeMemory).Times(2);
  EXPECT_CALL(wtsapi_, WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, _, 2));
  DWORD level = 1;
  Buffer<WTS_SESSION_INFOA> ansi;
  Buffer<WTS_SESSION_INFOW> wide;
  Buffer<WTS_SESSION_INFO_1W> more;
  ASSERT_TRUE(WTSEnumerateSessionsA(kHere, 0, 1, ansi.out(), ansi.out_count()));
  ASSERT_TRUE(WTSEnumerateSessionsW(kHere, 0, 1, wide.out(), wide.out_count()));
  ASSERT_TRUE(WTSEnumerateSessionsExW(kHere, &level, 0, more.out(), more.out_count()));
  EXPECT_STREQ(ansi[0].pWinStationName, "Caf\xC3\xA9");
  EXPECT_THAT(wide, ElementsAre(AllOf(SessionIdIs(7), StateIs(WTSActive)),
                                AllOf(SessionIdIs(Gt(8)), StateIs(WTSDisconnected))));
  EXPECT_THAT(more[0].pUserName, TextIs("ann"));
  EXPECT_EQ(more[1].pUserName, nullptr);
  EXPECT_EQ(PrintToString(wide[0]), "session 7 \"Caf\xC3\xA9\", WTSActive (0)");
  EXPECT_EQ(PrintToString(more[0]), "session 7 \"Caf\xC3\xA9\", WTSActive (0), user \"ann\"");
}

TEST_F(GmockTest, WhatReturnSessionsGaveIsInTheLedgerUntilItIsFreed) {
  EXPECT_CALL(wtsapi_, WTSEnumerateSessionsA).WillOnce(ReturnSessions({{.id = 7}}));
  Buffer<WTS_SESSION_INFOA> sessions;
  ASSERT_TRUE(WTSEnumerateSessionsA(kHere, 0, 1, sessions.out(), sessions.out_count()));
  EXPECT_EQ(WtsMockCount(WTSMOCK_BUFFER), 1u);
  sessions.reset();
  EXPECT_EQ(WtsMockCount(WTSMOCK_BUFFER), 0u);
}

TEST_F(GmockTest, AnActionRefusesAnOutParameterThatIsNull) {
  EXPECT_CALL(wtsapi_, WTSEnumerateSessionsA).WillOnce(ReturnSessions({}));
  EXPECT_FALSE(WTSEnumerateSessionsA(kHere, 0, 1, nullptr, nullptr));
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_INVALID_PARAMETER));
}

TEST_F(GmockTest, ReturnTextAndReturnValueAnswerAQuery) {
  EXPECT_CALL(wtsapi_, WTSQuerySessionInformationW(_, 7, WTSUserName, _, _))
      .WillOnce(ReturnText("J\xC3\xBCrgen"));
  EXPECT_CALL(wtsapi_, WTSQuerySessionInformationW(_, 7, WTSClientProtocolType, _, _))
      .WillOnce(ReturnValue(USHORT{WTS_PROTOCOL_TYPE_RDP}));
  Buffer<WCHAR> text;
  Buffer<USHORT> protocol;
  ASSERT_TRUE(WTSQuerySessionInformationW(kHere, 7, WTSUserName, text.out(), text.out_count()));
  EXPECT_THAT(text.data(), TextIs("J\xC3\xBCrgen"));
  EXPECT_THAT(text, SizeIs(7));
  ASSERT_TRUE(WTSQuerySessionInformationW(kHere, 7, WTSClientProtocolType,
                                          protocol.out_as<LPWSTR>(), protocol.out_count()));
  EXPECT_THAT(protocol, ElementsAre(WTS_PROTOCOL_TYPE_RDP));
}

TEST_F(GmockTest, OnNthCallLeavesTheOthersToTheWorld) {
  EXPECT_CALL(wtsapi_, WTSDisconnectSession).Times(0);
  EXPECT_CALL(wtsapi_, WTSLogoffSession)
      .WillRepeatedly(OnNthCall(2, FailWith(ERROR_ACCESS_DENIED)));
  EXPECT_TRUE(WTSLogoffSession(kHere, 2, FALSE));
  EXPECT_FALSE(WTSLogoffSession(kHere, 3, FALSE));
  EXPECT_EQ(GetLastError(), static_cast<DWORD>(ERROR_ACCESS_DENIED));
  EXPECT_TRUE(WTSLogoffSession(kHere, 3, FALSE));
}

TEST_F(GmockTest, HandleOfKnowsTheServerByItsNames) {
  const ServerHandle server = ServerHandle::Open("farm2");
  EXPECT_THAT(server.get(), AllOf(HandleOf("FARM2"), IsLiveHandle(), Not(HandleOf("MOCKHOST"))));
  EXPECT_THAT(ServerHandle::Open("localhost").get(), HandleOf("MOCKHOST"));
  EXPECT_THAT(kHere, AllOf(Not(HandleOf("MOCKHOST")), Not(IsLiveHandle())));
}

TEST_F(GmockTest, AMismatchSaysWhatItWas) {
  const ServerHandle server = ServerHandle::Open("FARM2");
  EXPECT_EQ(Explanation(HandleOf("MOCKHOST"), server.get()),
            "which is an open handle of server \"FARM2\"");
  EXPECT_EQ(Explanation(HandleOf("MOCKHOST"), kHere), "which is WTS_CURRENT_SERVER_HANDLE");
  EXPECT_EQ(Explanation(IsLiveHandle(), HANDLE(&server)), "which is not open");
  EXPECT_EQ(testing::DescribeMatcher<HANDLE>(HandleOf("FARM2")),
            "is an open handle of server \"FARM2\"");
  EXPECT_EQ(testing::DescribeMatcher<WTS_SESSION_INFOW>(StateIs(WTSActive)),
            "has a state that is equal to WTSActive (0)");
  EXPECT_EQ(testing::DescribeMatcher<WTS_SESSION_INFOW>(SessionIdIs(2)),
            "has a session id that is equal to 2");
  EXPECT_EQ(Explanation(TextIs("x"), static_cast<LPWSTR>(nullptr)), "which is NULL");
}

TEST_F(GmockTest, ATextThatIsCountedIsReadAsFarAsItGoes) {
  EXPECT_CALL(wtsapi_, WTSSendMessageW)
      .With(AllOf(Args<2, 3>(CountedTextIs("Night")),
                  Args<4, 5>(CountedTextIs(HasSubstr("closes")))));
  WideString text = Wide("The office closes.");
  WideString title = Wide("Nightly");  // more than is counted
  DWORD response = 0;
  EXPECT_TRUE(WTSSendMessageW(kHere, 2, title.data(), 5 * sizeof(WCHAR), text.data(),
                              static_cast<DWORD>((text.size() + 1) * sizeof(WCHAR)), MB_OK, 0,
                              &response, FALSE));
}

TEST_F(GmockTest, BytesWithALengthArePrintedAsAnAddress) {
  char unterminated[] = {'a', 'b'};
  EXPECT_THAT(PrintToString(Counted<PCHAR>(unterminated)), testing::StartsWith("0x"));
}

TEST_F(GmockTest, OwnersGiveBackOnceAndMove) {
  EXPECT_CALL(wtsapi_, WTSCloseServer(HandleOf("FARM2"))).Times(1);
  EXPECT_CALL(wtsapi_, WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, _, Gt(0))).Times(1);
  EXPECT_CALL(wtsapi_, WTSFreeMemoryExW(WTSTypeProcessInfoLevel0, _, Gt(0))).Times(1);
  ServerHandle server = ServerHandle::Open("FARM2");
  const ServerHandle moved = std::move(server);
  EXPECT_EQ(server.get(), kHere);  // NOLINT: what a moved one is
  Buffer<WTS_PROCESS_INFO_EXA> processes;
  DWORD level = 1;
  ASSERT_TRUE(WTSEnumerateProcessesExA(moved.get(), &level, WTS_ANY_SESSION,
                                       processes.out_as<LPSTR>(), processes.out_count()));
  Buffer<WTS_PROCESS_INFO_EXA> kept;
  kept = std::move(processes);
  EXPECT_THAT(processes, SizeIs(0));  // NOLINT: likewise
  EXPECT_THAT(kept, Contains(SessionIdIs(21)));
  Buffer<WTS_PROCESS_INFOW, WTSTypeProcessInfoLevel0> basic;
  level = 0;
  ASSERT_TRUE(WTSEnumerateProcessesExW(moved.get(), &level, WTS_ANY_SESSION, basic.out_as<LPWSTR>(),
                                       basic.out_count()));
  EXPECT_THAT(PrintToString(*kept.begin()), HasSubstr("in session"));
}

TEST_F(GmockTest, NumbersOfClassesAndStatesArePrintedByName) {
  EXPECT_EQ(PrintToString(WTSCapabilityCheck), "WTSCapabilityCheck (31)");
  EXPECT_EQ(PrintToString(WTSInit), "WTSInit (9)");
  EXPECT_EQ(PrintToString(static_cast<WTS_CONNECTSTATE_CLASS>(12)), "unknown (12)");
}

TEST(GmockTextTest, TextsSurviveBothWays) {
  const std::string text = "J\xC3\xBCrgen \xF0\x9F\xA6\x8A \xE2\x82\xAC";
  EXPECT_EQ(Utf8(Wide(text)), text);
  EXPECT_EQ(Wide("\xF0\x9F\xA6\x8A").size(), 2u);
  EXPECT_EQ(Utf8(WideString(1, static_cast<WCHAR>(0xD800))), "\xEF\xBF\xBD");
  EXPECT_EQ(Utf8(Wide("a\x80z")), "a\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace wtsconform
