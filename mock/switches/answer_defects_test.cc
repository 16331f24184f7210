// Checks of the defects of required clauses in what calls answer: contents, levels, forms, buffers.
#include <algorithm>
#include <cstring>
#include <type_traits>

#include "mock/switches/switches_test.h"

namespace wtsmock {
namespace {

bool BufferIsPoisoned() {
  const HANDLE server = OpenA("MOCKHOST");
  LPSTR text = nullptr;
  DWORD bytes = 0;
  EXPECT_TRUE(WTSQuerySessionInformationA(server, 2, WTSUserName, &text, &bytes));
  WTSCloseServer(server);
  const bool poisoned = std::memcmp(text, "alice", bytes) != 0;
  WTSFreeMemory(text);
  return poisoned;
}

struct LevelCall {
  BOOL result;
  DWORD level;
};
LevelCall CallWithBadLevel(HANDLE server = kHere) {
  LevelCall call{FALSE, 9};
  DWORD count = 0;
  LPSTR block = nullptr;
  call.result = WTSEnumerateProcessesExA(server, &call.level, WTS_ANY_SESSION, &block, &count);
  if (call.result != FALSE) WTSFreeMemory(block);
  return call;
}

std::string DomainOfFirstUserListed() {
  DWORD level = 1, count = 0;
  PWTS_SESSION_INFO_1A list = nullptr;
  EXPECT_TRUE(WTSEnumerateSessionsExA(kHere, &level, 0, &list, &count));
  std::string domain;
  for (DWORD i = 0; i < count && domain.empty(); ++i) {
    if (list[i].pDomainName != nullptr) domain = list[i].pDomainName;
  }
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count));
  return domain;
}

std::string NameAtLevelOne(HANDLE server, DWORD id) {
  DWORD level = 1, count = 0;
  LPSTR list = nullptr;
  EXPECT_TRUE(WTSEnumerateProcessesExA(server, &level, WTS_ANY_SESSION, &list, &count));
  const auto* const processes = reinterpret_cast<const WTS_PROCESS_INFO_EXA*>(list);
  const auto* const found = std::find_if(
      processes, processes + count, [id](const auto& process) { return process.ProcessId == id; });
  const std::string name = found == processes + count ? "(none)" : found->pProcessName;
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, list, count));
  return name;
}

// The first buffer that the handle gave, after a second one was freed.
std::string AfterItsNeighbourWasFreed() {
  const HANDLE server = OpenA("MOCKHOST");
  LPSTR first = nullptr, second = nullptr;
  DWORD bytes = 0;
  EXPECT_TRUE(WTSQuerySessionInformationA(server, 2, WTSUserName, &first, &bytes));
  EXPECT_TRUE(WTSQuerySessionInformationA(server, 2, WTSUserName, &second, &bytes));
  WTSFreeMemory(second);
  const std::string text(first, 5);
  WTSFreeMemory(first);
  return text;
}

BOOL FreesSessions() {
  PWTS_SESSION_INFO_1A sessions = nullptr;
  DWORD level = 1, count = 0;
  EXPECT_TRUE(WTSEnumerateSessionsExA(kHere, &level, 0, &sessions, &count));
  const BOOL freed = WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, sessions, count);
  if (!freed) WTSFreeMemory(sessions);
  return freed;
}

// Of the first session that has one process.
BOOL FreesOneProcess() {
  for (DWORD session = 0; session < 10; ++session) {
    LPSTR processes = nullptr;
    DWORD level = 0, count = 0;
    if (!WTSEnumerateProcessesExA(kHere, &level, session, &processes, &count)) continue;
    const BOOL freed = WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, processes, count);
    if (!freed) WTSFreeMemory(processes);
    if (count == 1) return freed;
  }
  ADD_FAILURE() << "no session has one process";
  return TRUE;
}

// What a buffer of WTS_CURRENT_SERVER_HANDLE holds after another handle's close.
std::string TextOfCurrentAfterAClose() {
  LPSTR text = nullptr;
  DWORD bytes = 0;
  EXPECT_TRUE(WTSQuerySessionInformationA(kHere, 2, WTSUserName, &text, &bytes));
  WTSCloseServer(OpenA("MOCKHOST"));
  const std::string left(text, bytes - 1);
  WTSFreeMemory(text);
  return left;
}

// What WTSEnumerateProcessesExW makes of the level; 9 where it fails.
DWORD LevelAfterward(HANDLE server, DWORD level = 1, DWORD session = WTS_ANY_SESSION) {
  const auto type = level == 1 ? WTSTypeProcessInfoLevel1 : WTSTypeProcessInfoLevel0;
  DWORD count = 0;
  LPWSTR list = nullptr;
  if (!WTSEnumerateProcessesExW(server, &level, session, &list, &count)) return 9;
  EXPECT_TRUE(WTSFreeMemoryExW(type, list, count));
  return level;
}

bool ListsProcess(HANDLE server, DWORD id) {
  DWORD level = 0, count = 0;
  LPWSTR list = nullptr;
  EXPECT_TRUE(WTSEnumerateProcessesExW(server, &level, WTS_ANY_SESSION, &list, &count));
  const auto* const processes = reinterpret_cast<const WTS_PROCESS_INFOW*>(list);
  const bool listed = std::any_of(processes, processes + count,
                                  [&](const auto& each) { return each.ProcessId == id; });
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeProcessInfoLevel0, list, count));
  return listed;
}

template <class Info>
DWORD ProcessesListed(BOOL(WINAPI* enumerate)(HANDLE, DWORD, DWORD, Info**, DWORD*)) {
  Info* list = nullptr;
  DWORD count = 0;
  EXPECT_TRUE(enumerate(kHere, 0, 1, &list, &count));
  WTSFreeMemory(list);
  return count;
}

std::optional<DWORD> ProcessesOfSession(HANDLE server, DWORD session) {
  LPWSTR list = nullptr;
  DWORD level = 0, count = 0;
  if (!WTSEnumerateProcessesExW(server, &level, session, &list, &count)) return std::nullopt;
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeProcessInfoLevel0, list, count));
  return count;
}

DWORD ThreadsOfFirst(HANDLE server) {
  LPWSTR list = nullptr;
  DWORD level = 1, count = 0;
  if (!WTSEnumerateProcessesExW(server, &level, WTS_ANY_SESSION, &list, &count)) return 0;
  const DWORD threads = reinterpret_cast<WTS_PROCESS_INFO_EXW*>(list)->NumberOfThreads;
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeProcessInfoLevel1, list, count));
  return threads;
}

bool SidIsPoisoned() {
  const HANDLE server = OpenA("MOCKHOST");
  DWORD level = 0, count = 0;
  LPSTR list = nullptr;
  EXPECT_TRUE(WTSEnumerateProcessesExA(server, &level, WTS_ANY_SESSION, &list, &count));
  WTSCloseServer(server);
  const auto* const first = reinterpret_cast<const WTS_PROCESS_INFOA*>(list);
  const auto* const authority = static_cast<const unsigned char*>(first->pUserSid) + 2;
  const bool poisoned = authority[0] == 0xA5;
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, list, count));
  return poisoned;
}

template <class Info>
std::int64_t LogonTime() {
  char* block = nullptr;
  DWORD bytes = 0;
  constexpr bool kIsAnsi = std::is_same_v<Info, WTSINFOA>;
  if constexpr (kIsAnsi) {
    EXPECT_TRUE(WTSQuerySessionInformationA(kHere, 2, WTSSessionInfo, &block, &bytes));
  } else {
    EXPECT_TRUE(WTSQuerySessionInformationW(kHere, 2, WTSSessionInfo,
                                            reinterpret_cast<LPWSTR*>(&block), &bytes));
  }
  Info info{};
  std::memcpy(&info, block, sizeof info);
  WTSFreeMemory(block);
  return info.LogonTime.QuadPart;
}

PWTS_SESSION_INFOA SessionsOf(HANDLE server) {
  PWTS_SESSION_INFOA list = nullptr;
  DWORD count = 0;
  EXPECT_TRUE(WTSEnumerateSessionsA(server, 0, 1, &list, &count));
  return list;
}

// Whether the list of this computer's sessions does not survive that.
bool IsSpoiledBy(const std::function<void()>& act) {
  const PWTS_SESSION_INFOA list = SessionsOf(kHere);
  act();
  const bool is_spoiled = list[0].SessionId != 0;
  WTSFreeMemory(list);
  return is_spoiled;
}

}  // namespace

std::vector<SwitchCheck> AnswerDefectChecks() {
  return {
      {"wide-name-halved",
       [] { return Works(OpenA("MOCKHOST")) && !Works(OpenW(Encode<WCHAR>(u"MOCKHOST"))); }},
      {"close-spoils-buffers", BufferIsPoisoned},
      {"bad-level-kept", [] { return CallWithBadLevel().level == 9; }},
      {"bad-level-succeeds", [] { return CallWithBadLevel().result != FALSE; }},
      {"process-lists-are-local", [] { return ListsProcess(OpenA("FARM2"), 1003); }},
      {"queries-are-local", [] { return QueryText(OpenA("FARM2"), 1, WTSUserName) == "operator"; }},
      {"level-signed", [] { return LevelAfterward(kHere, 0x80000000) == 0x80000000; }},
      {"level-cleared-for-session", [] { return LevelAfterward(kHere, 1, 2) == 0; }},
      {"ansi-text-kept",
       [] {
         const HANDLE server = OpenA("MOCKHOST");
         const std::string user = QueryText(server, 2, WTSUserName).value_or("");
         return QueryText(server, 2, WTSDomainName) == user;
       }},
      {"close-spoils-current-s-buffers", [] { return TextOfCurrentAfterAClose() != "alice"; }},
      {"ansi-domain-small",
       [] {
         return QueryText(kHere, 2, WTSDomainName) == "MOCKDOM" &&
                QueryText(kHere, 3, WTSDomainName) == "mockdom";
       }},
      {"ansi-processes-lose-one",
       [] {
         return ProcessesListed(WTSEnumerateProcessesA) + 1 ==
                ProcessesListed(WTSEnumerateProcessesW);
       }},
      {"ansi-list-domain-cut", [] { return DomainOfFirstUserListed() == "M"; }},
      {"level-names-are-local",
       [] {
         return NameAtLevelOne(OpenA("FARM2"), 7002).empty() && !NameAtLevelOne(kHere, 4).empty();
       }},
      {"bad-level-kept-elsewhere",
       [] {
         const LevelCall there = CallWithBadLevel(OpenA("FARM2"));
         return CallWithBadLevel().level == 1 && !there.result && there.level == 9;
       }},
      {"ex-user-qualified",
       [] {
         return QueryText(OpenExA("MOCKHOST"), 2, WTSUserName) == "MOCKDOM\\alice" &&
                QueryText(OpenA("MOCKHOST"), 2, WTSUserName) == "alice";
       }},
      {"text-of-first-session",
       [] {
         const HANDLE server = OpenA("MOCKHOST");
         return QueryText(server, 2, WTSUserName) == "alice" &&
                QueryText(server, 4, WTSUserName) == "alice" &&
                QueryText(server, 4, WTSDomainName) != "alice";
       }},
      {"class-state-active",
       [] { return QueryValue<WTS_CONNECTSTATE_CLASS>(kHere, 4, WTSConnectState) == WTSActive; }},
      {"one-session-lists-all",
       [] {
         return ProcessesOfSession(kHere, 1) > 1 &&
                ProcessesOfSession(kHere, 1) == ProcessesOfSession(kHere, WTS_ANY_SESSION);
       }},
      {"level-zero-takes-numbers",
       [] {
         const HANDLE server = OpenA("MOCKHOST");
         const bool told = ThreadsOfFirst(server) > 0;
         return told && ProcessesOfSession(server, 1) > 0 && ThreadsOfFirst(server) == 0;
       }},
      {"sessions-sought-here",
       [] {
         const HANDLE there = OpenA("FARM2");
         return ProcessesOfSession(there, 1) == 1 && !ProcessesOfSession(there, 21);
       }},
      {"ex-has-no-current-session",
       [] {
         return QueryText(OpenA("MOCKHOST"), WTS_CURRENT_SESSION, WTSUserName) == "alice" &&
                QueryText(OpenExA("MOCKHOST"), WTS_CURRENT_SESSION, WTSUserName) != "alice";
       }},
      {"level-one-opens-all",
       [] {
         const HANDLE server = OpenA("MOCKHOST");
         const bool refused_before = !CallWithBadLevel(server).result;
         LevelAfterward(server);
         return refused_before && CallWithBadLevel(server).result;
       }},
      {"bad-level-kept-for-session",
       [] {
         DWORD level = 9, count = 0;
         LPWSTR list = nullptr;
         EXPECT_FALSE(WTSEnumerateProcessesExW(kHere, &level, 1, &list, &count));
         return CallWithBadLevel().level == 1 && level == 9;
       }},
      {"free-refuses-one", [] { return !FreesOneProcess() && FreesSessions(); }},
      {"wide-processes-refused", [] { return LevelAfterward(kHere) == 9; }},
      {"free-spoils-neighbour", [] { return AfterItsNeighbourWasFreed() != "alice"; }},
      {"free-refuses-sessions", [] { return !FreesSessions(); }},
      {"level-cleared", [] { return LevelAfterward(kHere) == 0; }},
      {"addresses-are-local",
       [] {
         const auto address = QueryValue<WTS_CLIENT_ADDRESS>(OpenA("FARM2"), 21, WTSClientAddress);
         return address.value().Address[2] == 192;
       }},
      {"close-spoils-sids", SidIsPoisoned},
      {"ansi-gives-wide",
       [] {
         LPSTR text = nullptr;
         DWORD bytes = 0;
         EXPECT_TRUE(WTSQuerySessionInformationA(kHere, 2, WTSUserName, &text, &bytes));
         WTSFreeMemory(text);
         return bytes == 2 * sizeof "alice";
       }},
      {"level-of-one-byte",
       [] {
         DWORD level = 0x101, count = 0;
         LPWSTR list = nullptr;
         const BOOL done = WTSEnumerateProcessesExW(kHere, &level, WTS_ANY_SESSION, &list, &count);
         WTSFreeMemory(list);
         return done != FALSE && CallWithBadLevel().level == 1;
       }},
      {"ansi-times-cut", [] { return LogonTime<WTSINFOA>() != LogonTime<WTSINFOW>(); }},
      {"other-server-spoils-list",
       [] { return IsSpoiledBy([] { WTSFreeMemory(SessionsOf(OpenA("FARM2"))); }); }},
      {"stale-use-spoils-buffers",
       [] {
         const HANDLE server = OpenA("MOCKHOST");
         const PWTS_SESSION_INFOA list = SessionsOf(server);
         WTSCloseServer(server);
         const bool was_whole = list[0].SessionId == 0;
         Works(server);
         const bool is_whole = list[0].SessionId == 0;
         WTSFreeMemory(list);
         return was_whole && !is_whole;
       }},
      {"failed-open-knows-session",
       [] {
         const HANDLE failed = OpenA("NOSUCHHOST");
         return !Works(failed) && QueryText(failed, WTS_CURRENT_SESSION, WTSUserName) == "alice";
       }},
      {"bad-level-kept-for-current",
       [] {
         return CallWithBadLevel().level == 9 && CallWithBadLevel(OpenA("MOCKHOST")).level == 1;
       }},
      {"level-two-succeeds",
       [] {
         DWORD level = 2, count = 0;
         LPWSTR list = nullptr;
         const BOOL done = WTSEnumerateProcessesExW(kHere, &level, WTS_ANY_SESSION, &list, &count);
         WTSFreeMemory(list);
         return done != FALSE && CallWithBadLevel().level == 1;
       }},
      {"flush-spoils-buffers",
       [] {
         return IsSpoiledBy([] { Flush(kHere); }) && !IsSpoiledBy([] { Flush(OpenA("FARM2")); });
       }},
      {"absent-session-remembered",
       [] {
         const HANDLE here = OpenA("MOCKHOST"), there = OpenA("FARM2");
         const auto of_there = [&] { return QueryText(there, 21, WTSUserName); };
         const bool knew = of_there() == "frank";
         EXPECT_FALSE(QueryText(here, 21, WTSUserName).has_value());
         const bool forgot = !of_there().has_value();
         OpenA("FARM2");
         return knew && forgot && of_there() == "frank";
       }},
      {"one-session-kept",
       [] {
         const HANDLE server = OpenA("MOCKHOST");
         const std::size_t all = Processes(server)->size();
         EXPECT_EQ(ProcessesOfSession(server, 1), DWORD{1});
         return all > 1 && Processes(server)->size() == 1;
       }},
      {"ansi-address-at-start",
       [] {
         LPSTR block = nullptr;
         DWORD bytes = 0;
         EXPECT_TRUE(WTSQuerySessionInformationA(kHere, 2, WTSClientAddress, &block, &bytes));
         WTS_CLIENT_ADDRESS address{};
         std::memcpy(&address, block, sizeof address);
         WTSFreeMemory(block);
         return address.Address[0] == 192;
       }},
  };
}

}  // namespace wtsmock
