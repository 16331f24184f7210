#include "conformance/loading/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "conformance/platform/text.h"
#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

// More is garbage: no server has that many sessions or processes, and no answer that many bytes.
constexpr std::uint32_t kMostElements = 65536;
constexpr std::uint32_t kMostBytes = 1 << 20;
constexpr std::size_t kLongestText = 1024;

std::string TextAt(bool wide, const void* text) {
  if (!text) return "(null)";
  std::size_t length = 0;
  if (!wide) {
    const auto* narrow = static_cast<const char*>(text);
    while (length < kLongestText && narrow[length]) ++length;
    return std::string(narrow, length);
  }
  const auto* units = static_cast<const char16_t*>(text);
  while (length < kLongestText && units[length]) ++length;
  return ToUtf8({units, length});
}

template <typename Element>
const Element* Elements(const void* buffer, std::uint32_t& count) {
  if (!buffer) count = 0;
  count = std::min(count, kMostElements);
  return static_cast<const Element*>(buffer);
}

// The A and W structures of pointers have one layout; texts are read by `wide`.
std::string Sessions(bool wide, const void* buffer, std::uint32_t count) {
  std::string answer;
  const auto* element = Elements<WTS_SESSION_INFOA>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    answer += fmt::format("{} {} {}; ", element->SessionId, TextAt(wide, element->pWinStationName),
                          static_cast<int>(element->State));
  }
  return answer;
}

std::string Sessions1(bool wide, const void* buffer, std::uint32_t count) {
  std::string answer;
  const auto* element = Elements<WTS_SESSION_INFO_1A>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    answer +=
        fmt::format("{} {} {} {} {} {}; ", element->SessionId, TextAt(wide, element->pSessionName),
                    static_cast<int>(element->State), TextAt(wide, element->pHostName),
                    TextAt(wide, element->pUserName), TextAt(wide, element->pFarmName));
  }
  return answer;
}

std::string Told(const WTS_PROCESS_INFOA&) { return ""; }

// The numbers themselves change from call to call.
std::string Told(const WTS_PROCESS_INFO_EXA& process) {
  return fmt::format("{}{}{}{}", process.NumberOfThreads ? " +threads" : "",
                     process.HandleCount ? " +handles" : "", process.PagefileUsage ? " +pages" : "",
                     process.WorkingSetSize ? " +memory" : "");
}

template <typename Info>
std::vector<ListedProcess> Listed(bool wide, const void* buffer, std::uint32_t count) {
  std::vector<ListedProcess> processes;
  const auto* element = Elements<Info>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    processes.push_back({element->ProcessId, element->SessionId,
                         TextAt(wide, element->pProcessName), Told(*element)});
  }
  return processes;
}

std::string Processes(Answer kind, bool wide, const void* buffer, std::uint32_t count) {
  std::string answer;
  for (const ListedProcess& process : ListProcesses(kind, wide, buffer, count)) {
    answer += fmt::format("{} {}{}; ", process.id, process.name, process.told);
  }
  return answer;
}

template <typename Info>
std::string Owners(const void* buffer, std::uint32_t count) {
  std::string owners;
  const auto* element = Elements<Info>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    owners += fmt::format("{} {}; ", element->SessionId, SidText(element->pUserSid));
  }
  return owners;
}

std::string Domains(bool wide, const void* buffer, std::uint32_t count) {
  std::string domains;
  const auto* element = Elements<WTS_SESSION_INFO_1A>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    domains += fmt::format("{}; ", TextAt(wide, element->pDomainName));
  }
  return domains;
}

std::string Bytes(const void* buffer, std::uint32_t count) {
  if (!buffer) return "";
  const auto* bytes = static_cast<const char*>(buffer);
  return std::string(bytes, std::min(count, kMostBytes));
}

// A text of at most so many bytes, in an answer that is one or in a member of a structure.
std::string TextWithin(bool wide, const void* text, std::size_t bytes) {
  const auto* narrow = static_cast<const char*>(text);
  if (!wide) return std::string(narrow, std::find(narrow, narrow + bytes, '\0'));
  std::u16string units(bytes / sizeof(char16_t), u'\0');
  std::memcpy(units.data(), text, units.size() * sizeof(char16_t));
  units.resize(std::min(units.find(u'\0'), units.size()));
  return ToUtf8(units);
}

template <typename Char, std::size_t size>
std::string Member(const Char (&text)[size]) {
  return TextWithin(sizeof(Char) > 1, text, sizeof text);
}

// What a structure says; nothing where the answer is too short to be one.
template <typename Structure, typename Read>
Statements OfStructure(const void* buffer, std::uint32_t bytes, const Read& read) {
  if (bytes < sizeof(Structure)) return {};
  Structure structure;
  std::memcpy(&structure, buffer, sizeof structure);
  return read(structure);
}

// What does not pass by itself. Of the present the day: two calls are a moment apart.
template <typename Info>
Statements WithTimes(Statements statements, const Info& info) {
  constexpr std::int64_t kDay = 864'000'000'000;  // in units of 100 ns
  statements["connect time"] = std::to_string(info.ConnectTime.QuadPart);
  statements["logon time"] = std::to_string(info.LogonTime.QuadPart);
  statements["day"] = std::to_string(info.CurrentTime.QuadPart / kDay);
  return statements;
}

template <typename Info>
Statements SessionInfo(const void* buffer, std::uint32_t bytes) {
  return OfStructure<Info>(buffer, bytes, [](const Info& info) -> Statements {
    return WithTimes({{"station", Member(info.WinStationName)},
                      {"domain", Member(info.Domain)},
                      {"user", Member(info.UserName)},
                      {"id", std::to_string(info.SessionId)},
                      {"state", std::to_string(static_cast<int>(info.State))}},
                     info);
  });
}

template <typename Info>
Statements SessionInfoEx(const void* buffer, std::uint32_t bytes) {
  return OfStructure<Info>(buffer, bytes, [](const Info& info) -> Statements {
    if (info.Level != 1) return {};
    const auto& data = info.Data.WTSInfoExLevel1;
    return WithTimes({{"station", Member(data.WinStationName)},
                      {"domain", Member(data.DomainName)},
                      {"user", Member(data.UserName)},
                      {"id", std::to_string(data.SessionId)},
                      {"state", std::to_string(static_cast<int>(data.SessionState))}},
                     data);
  });
}

// Not "user": whom the client named need not be who is logged on.
template <typename Info>
Statements ClientInfo(const void* buffer, std::uint32_t bytes) {
  return OfStructure<Info>(buffer, bytes, [](const Info& info) -> Statements {
    return {{"client", Member(info.ClientName)},
            {"client's user", Member(info.UserName)},
            {"client's directory", Member(info.ClientDirectory)}};
  });
}

// Of an IPv4 address 4 bytes count, from the third on; of others it is not documented which.
Statements ClientAddress(const WTS_CLIENT_ADDRESS& client) {
  constexpr DWORD kIpv4 = 2;
  Statements statements = {{"family", std::to_string(client.AddressFamily)}};
  const BYTE* const part = client.Address + 2;
  if (client.AddressFamily == kIpv4) {
    statements["address"] = fmt::format("{}.{}.{}.{}", part[0], part[1], part[2], part[3]);
  }
  return statements;
}

Statements ClientDisplay(const WTS_CLIENT_DISPLAY& display) {
  return {{"display", fmt::format("{} x {}, depth {}", display.HorizontalResolution,
                                  display.VerticalResolution, display.ColorDepth)}};
}

template <typename Number>
Statements OfNumber(const char* name, const void* buffer, std::uint32_t bytes) {
  return OfStructure<Number>(buffer, bytes, [name](Number number) -> Statements {
    return {{name, std::to_string(number)}};
  });
}

Statements OfEntry(bool wide, const WTS_SESSION_INFOA& entry) {
  return {{"station", TextAt(wide, entry.pWinStationName)}};
}

Statements OfEntry(bool wide, const WTS_SESSION_INFO_1A& entry) {
  Statements statements = {{"station", TextAt(wide, entry.pSessionName)}};
  if (!entry.pUserName) return statements;
  statements["user"] = TextAt(wide, entry.pUserName);
  if (entry.pDomainName) statements["domain"] = TextAt(wide, entry.pDomainName);
  return statements;
}

template <typename Entry>
std::map<std::uint32_t, Statements> OfEntries(bool wide, const void* buffer, std::uint32_t count) {
  std::map<std::uint32_t, Statements> sessions;
  const auto* entry = Elements<Entry>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++entry) {
    const auto [session, is_first] = sessions.try_emplace(entry->SessionId);
    if (!is_first) continue;
    session->second = OfEntry(wide, *entry);
    session->second["id"] = std::to_string(entry->SessionId);
    session->second["state"] = std::to_string(static_cast<int>(entry->State));
  }
  return sessions;
}

// The name of what a class says that is a text; null of any other class.
const char* NameOfText(std::uint32_t info_class) {
  switch (info_class) {
    case WTSUserName:
      return "user";
    case WTSDomainName:
      return "domain";
    case WTSWinStationName:
      return "station";
    case WTSInitialProgram:
    case WTSApplicationName:
    case WTSWorkingDirectory:
    case WTSOEMId:
    case WTSClientName:
    case WTSClientDirectory:
      return "text";
    default:
      return nullptr;
  }
}

}  // namespace

Statements StatementsOfClass(std::uint32_t info_class, bool wide, const void* buffer,
                             std::uint32_t bytes) {
  if (!buffer) return {};
  if (const char* const name = NameOfText(info_class)) {
    return {{name, TextWithin(wide, buffer, std::min(bytes, kMostBytes))}};
  }
  switch (info_class) {
    case WTSClientInfo:
      return wide ? ClientInfo<WTSCLIENTW>(buffer, bytes) : ClientInfo<WTSCLIENTA>(buffer, bytes);
    case WTSSessionInfo:
      return wide ? SessionInfo<WTSINFOW>(buffer, bytes) : SessionInfo<WTSINFOA>(buffer, bytes);
    case WTSSessionInfoEx:
      return wide ? SessionInfoEx<WTSINFOEXW>(buffer, bytes)
                  : SessionInfoEx<WTSINFOEXA>(buffer, bytes);
    case WTSClientAddress:
      return OfStructure<WTS_CLIENT_ADDRESS>(buffer, bytes, ClientAddress);
    case WTSClientDisplay:
      return OfStructure<WTS_CLIENT_DISPLAY>(buffer, bytes, ClientDisplay);
    case WTSClientBuildNumber:
      return OfNumber<ULONG>("number", buffer, bytes);
    case WTSClientProtocolType:
      return OfNumber<USHORT>("number", buffer, bytes);
    case WTSSessionId:
      return OfNumber<ULONG>("id", buffer, bytes);
    case WTSConnectState:
      return OfNumber<ULONG>("state", buffer, bytes);
    default:
      return {};
  }
}

std::map<std::uint32_t, Statements> StatementsOfSessions(Answer kind, bool wide, const void* buffer,
                                                         std::uint32_t count) {
  return kind == Answer::kSessions1 ? OfEntries<WTS_SESSION_INFO_1A>(wide, buffer, count)
                                    : OfEntries<WTS_SESSION_INFOA>(wide, buffer, count);
}

std::vector<ListedSession> ListSessions(const void* buffer, std::uint32_t count) {
  std::vector<ListedSession> sessions;
  const auto* element = Elements<WTS_SESSION_INFOA>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    sessions.push_back({element->SessionId, static_cast<std::uint32_t>(element->State)});
  }
  return sessions;
}

std::vector<ListedProcess> ListProcesses(Answer kind, bool wide, const void* buffer,
                                         std::uint32_t count) {
  return kind == Answer::kProcesses1 ? Listed<WTS_PROCESS_INFO_EXA>(wide, buffer, count)
                                     : Listed<WTS_PROCESS_INFOA>(wide, buffer, count);
}

std::string ReadAnswer(Answer kind, bool wide, const void* buffer, std::uint32_t count) {
  switch (kind) {
    case Answer::kSessions:
      return Sessions(wide, buffer, count);
    case Answer::kSessions1:
      return Sessions1(wide, buffer, count);
    case Answer::kProcesses:
    case Answer::kProcesses1:
      return Processes(kind, wide, buffer, count);
    case Answer::kBytes:
      return Bytes(buffer, count);
    case Answer::kListeners:
    case Answer::kValue:
    case Answer::kDword:
    case Answer::kNone:
      break;
  }
  return "";
}

std::multiset<std::string> ListEntries(std::string_view answer) {
  constexpr std::string_view kEnd = "; ";
  std::multiset<std::string> entries;
  for (std::size_t end; (end = answer.find(kEnd)) != answer.npos;
       answer.remove_prefix(end + kEnd.size())) {
    entries.emplace(answer.substr(0, end));
  }
  return entries;
}

bool IsMostlyGone(std::string_view list, std::string_view now) {
  const auto wanted = ListEntries(list), has = ListEntries(now);
  const auto left = std::count_if(wanted.begin(), wanted.end(),
                                  [&](const std::string& entry) { return has.contains(entry); });
  return 2 * static_cast<std::size_t>(left) < wanted.size();
}

std::string SidText(const void* sid) {
  if (sid == nullptr) return "";
  const auto* const bytes = static_cast<const unsigned char*>(sid);
  std::uint64_t authority = 0;
  for (int i = 2; i < 8; ++i) authority = authority << 8 | bytes[i];
  std::string text = fmt::format("S-{}-{}", bytes[0], authority);
  for (int i = 0; i < std::min<int>(bytes[1], 15); ++i) {
    std::uint32_t part = 0;
    std::memcpy(&part, bytes + 8 + 4 * i, sizeof part);
    text += fmt::format("-{}", part);
  }
  return text;
}

std::string ContentsOf(Answer kind, bool wide, const void* buffer, std::uint32_t count) {
  const std::string answer = ReadAnswer(kind, wide, buffer, count);
  switch (kind) {
    case Answer::kSessions1:
      return answer + Domains(wide, buffer, count);
    case Answer::kProcesses:
      return answer + Owners<WTS_PROCESS_INFOA>(buffer, count);
    case Answer::kProcesses1:
      return answer + Owners<WTS_PROCESS_INFO_EXA>(buffer, count);
    default:
      return answer;
  }
}

}  // namespace wtsconform
