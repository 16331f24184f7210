#include "conformance/loading/answers.h"

#include <gtest/gtest.h>

#include <array>

#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

char kConsole[] = "Console";
char kUser[] = "user\xC3\xA9";
char16_t kWideConsole[] = u"Console";
char16_t kWideUser[] = u"user\u00E9";

WTS_SESSION_INFOA Session(DWORD id, void* name, WTS_CONNECTSTATE_CLASS state) {
  WTS_SESSION_INFOA session{};
  session.SessionId = id;
  session.pWinStationName = static_cast<LPSTR>(name);
  session.State = state;
  return session;
}

TEST(ReadAnswer, SessionsInBothWidthsReadAlike) {
  const std::array narrow = {Session(0, kConsole, WTSDisconnected), Session(7, kUser, WTSActive)};
  const std::array wide = {Session(0, kWideConsole, WTSDisconnected),
                           Session(7, kWideUser, WTSActive)};
  const std::string answer = ReadAnswer(Answer::kSessions, false, narrow.data(), 2);
  EXPECT_EQ(answer, "0 Console 4; 7 user\xC3\xA9 0; ");
  EXPECT_EQ(ReadAnswer(Answer::kSessions, true, wide.data(), 2), answer);
}

TEST(ReadAnswer, SessionsOfLevelOne) {
  std::array<WTS_SESSION_INFO_1A, 1> sessions{};
  sessions[0].SessionId = 3;
  sessions[0].pSessionName = kConsole;
  sessions[0].State = WTSActive;
  sessions[0].pUserName = kUser;
  EXPECT_EQ(ReadAnswer(Answer::kSessions1, false, sessions.data(), 1),
            "3 Console 0 (null) user\xC3\xA9 (null); ");
}

TEST(ReadAnswer, Processes) {
  std::array<WTS_PROCESS_INFOA, 2> processes{};
  processes[0].ProcessId = 4;
  processes[0].pProcessName = kConsole;
  processes[0].SessionId = 2;
  processes[1].ProcessId = 5;
  EXPECT_EQ(ReadAnswer(Answer::kProcesses, false, processes.data(), 2), "4 Console; 5 (null); ");
  const auto listed = ListProcesses(Answer::kProcesses, false, processes.data(), 2);
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].id, 4u);
  EXPECT_EQ(listed[0].session, 2u);
  EXPECT_EQ(listed[0].name, "Console");
}

TEST(ReadAnswer, ProcessesOfLevelOne) {
  std::array<WTS_PROCESS_INFO_EXA, 1> processes{};
  processes[0].ProcessId = 8;
  processes[0].pProcessName = reinterpret_cast<LPSTR>(kWideConsole);
  processes[0].SessionId = 3;
  EXPECT_EQ(ReadAnswer(Answer::kProcesses1, true, processes.data(), 1), "8 Console; ");
  const auto listed = ListProcesses(Answer::kProcesses1, true, processes.data(), 1);
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].session, 3u);
}

TEST(ReadAnswer, OfTheNumbersOfAProcessWhetherTheyAre0) {
  std::array<WTS_PROCESS_INFO_EXA, 2> processes{};
  processes[0].NumberOfThreads = 7;
  processes[0].WorkingSetSize = 4096;
  processes[1].HandleCount = 1;
  processes[1].PagefileUsage = 1;
  EXPECT_EQ(ReadAnswer(Answer::kProcesses1, false, processes.data(), 2),
            "0 (null) +threads +memory; 0 (null) +handles +pages; ");
}

TEST(ContentsOf, HoldsDomainsSessionsAndOwnersToo) {
  const std::array<unsigned char, 12> sid = {1, 1, 0, 0, 0, 0, 0, 5, 18};
  std::array<WTS_PROCESS_INFOA, 1> process{};
  process[0].SessionId = 2;
  process[0].ProcessId = 4;
  process[0].pProcessName = kConsole;
  process[0].pUserSid = const_cast<unsigned char*>(sid.data());
  EXPECT_EQ(ContentsOf(Answer::kProcesses, false, process.data(), 1), "4 Console; 2 S-1-5-18; ");
  std::array<WTS_PROCESS_INFO_EXA, 1> more{};
  EXPECT_EQ(ContentsOf(Answer::kProcesses1, false, more.data(), 1), "0 (null); 0 ; ");
  std::array<WTS_SESSION_INFO_1A, 1> session{};
  session[0].pDomainName = kConsole;
  EXPECT_EQ(ContentsOf(Answer::kSessions1, false, session.data(), 1),
            "0 (null) 0 (null) (null) (null); Console; ");
  EXPECT_EQ(ContentsOf(Answer::kBytes, false, "ab", 2), "ab");
  EXPECT_EQ(ContentsOf(Answer::kProcesses, false, nullptr, 3), "");
}

Statements OfClass(WTS_INFO_CLASS which, const void* answer, std::size_t bytes) {
  return StatementsOfClass(which, false, answer, static_cast<std::uint32_t>(bytes));
}

TEST(StatementsOfClass, OfAnAddressOnlyWhatIsDocumentedCounts) {
  WTS_CLIENT_ADDRESS client{2, {9, 9, 192, 0, 2, 7, 9}};
  EXPECT_EQ(OfClass(WTSClientAddress, &client, sizeof client),
            (Statements{{"family", "2"}, {"address", "192.0.2.7"}}));
  client.AddressFamily = 23;
  EXPECT_EQ(OfClass(WTSClientAddress, &client, sizeof client), (Statements{{"family", "23"}}));
}

TEST(StatementsOfClass, NumbersAreRead) {
  const WTS_CLIENT_DISPLAY display{1920, 1080, 24};
  EXPECT_EQ(OfClass(WTSClientDisplay, &display, sizeof display),
            (Statements{{"display", "1920 x 1080, depth 24"}}));
  const ULONG build = 19045;
  EXPECT_EQ(OfClass(WTSClientBuildNumber, &build, sizeof build), (Statements{{"number", "19045"}}));
  EXPECT_EQ(OfClass(WTSClientProtocolType, &build, 2), (Statements{{"number", "19045"}}));
  const ULONG three = 3;
  EXPECT_EQ(OfClass(WTSSessionId, &three, sizeof three), (Statements{{"id", "3"}}));
  EXPECT_EQ(OfClass(WTSConnectState, &three, sizeof three), (Statements{{"state", "3"}}));
}

// An empty text, say, of a library that has not the class.
TEST(StatementsOfClass, WhatIsTooShortSaysNothing) {
  const char nothing[2] = {};
  for (const WTS_INFO_CLASS which : {WTSClientAddress, WTSClientDisplay, WTSClientBuildNumber,
                                     WTSClientInfo, WTSSessionInfo, WTSSessionInfoEx}) {
    EXPECT_EQ(OfClass(which, nothing, sizeof nothing), Statements());
  }
  EXPECT_EQ(OfClass(WTSClientProtocolType, nothing, 1), Statements());
}

TEST(ReadAnswer, BytesAreKeptAsTheyAre) {
  const char bytes[] = {'a', 0, '\xFF', 'z'};
  EXPECT_EQ(ReadAnswer(Answer::kBytes, false, bytes, 4), std::string(bytes, 4));
  EXPECT_EQ(ReadAnswer(Answer::kBytes, true, bytes, 2), std::string(bytes, 2));
}

TEST(ReadAnswer, NothingThereIsAnEmptyAnswer) {
  for (const Answer kind :
       {Answer::kSessions, Answer::kSessions1, Answer::kProcesses, Answer::kProcesses1,
        Answer::kBytes, Answer::kListeners, Answer::kValue, Answer::kDword, Answer::kNone}) {
    EXPECT_EQ(ReadAnswer(kind, true, nullptr, 0), "");
    EXPECT_EQ(ReadAnswer(kind, true, nullptr, 5), "");
    EXPECT_EQ(ReadAnswer(kind, true, "x", 0), "");
  }
  EXPECT_TRUE(ListSessions(nullptr, 3).empty());
  EXPECT_TRUE(ListProcesses(Answer::kProcesses1, true, nullptr, 3).empty());
}

TEST(StatementsOfSessions, OfEitherList) {
  const std::array brief = {Session(1, kConsole, WTSIdle), Session(9, kUser, WTSDisconnected)};
  const auto of_brief = StatementsOfSessions(Answer::kSessions, false, brief.data(), 2);
  EXPECT_EQ(of_brief.size(), 2u);
  EXPECT_EQ(of_brief.at(9), (Statements{{"id", "9"}, {"state", "4"}, {"station", "user\xC3\xA9"}}));
  EXPECT_FALSE(of_brief.contains(2));
  WTS_SESSION_INFO_1A full{};
  full.SessionId = 3;
  full.pSessionName = full.pUserName = kConsole;
  EXPECT_EQ(StatementsOfSessions(Answer::kSessions1, false, &full, 1).at(3),
            (Statements{{"id", "3"}, {"state", "0"}, {"station", "Console"}, {"user", "Console"}}));
}

TEST(ListSessions, GivesIdsAndStates) {
  const std::array sessions = {Session(1, kConsole, WTSIdle), Session(9, kUser, WTSActive)};
  const auto listed = ListSessions(sessions.data(), 2);
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[1].id, 9u);
  EXPECT_EQ(listed[0].state, static_cast<std::uint32_t>(WTSIdle));
}

// A text without an end is cut, not followed for ever.
TEST(ReadAnswer, AnEndlessTextIsCut) {
  std::string endless(100'000, 'x');
  const WTS_SESSION_INFOA session = Session(1, endless.data(), WTSActive);
  EXPECT_LT(ReadAnswer(Answer::kSessions, false, &session, 1).size(), 2000u);
}

}  // namespace
}  // namespace wtsconform
