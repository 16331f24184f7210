#include "conformance/recording/calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/loading/answers.h"
#include "conformance/platform/text.h"

namespace wtsconform {
namespace {

// The same units under the name that this system's functions know.
std::basic_string<WCHAR> WideOf(const std::string& utf8) {
  const std::u16string units = ToUtf16(utf8);
  return {units.begin(), units.end()};
}

// "" for NULL.
std::string Utf8OfText(const WCHAR* text) {
  return text == nullptr ? "" : Utf8Of(text, std::char_traits<WCHAR>::length(text));
}

std::string TextOf(const std::optional<std::vector<char>>& bytes) {
  if (!bytes.has_value()) return "";
  std::vector<WCHAR> units(bytes->size() / sizeof(WCHAR));
  std::memcpy(units.data(), bytes->data(), units.size() * sizeof(WCHAR));
  return Utf8Of(units.data(), units.size());
}

template <class Info>
SeenProcess Seen(const Info& info) {
  SeenProcess process;
  process.counts.SessionId = info.SessionId;
  process.counts.ProcessId = info.ProcessId;
  process.name = Utf8OfText(info.pProcessName);
  process.sid = SidText(info.pUserSid);
  return process;
}

}  // namespace

std::string Utf8Of(const WCHAR* text, std::size_t units) {
  const WCHAR* const end = std::find(text, text + units, WCHAR{0});
  return ToUtf8(std::u16string(text, end));
}

void Calls::Remark(const std::string& function, const std::string& what) {
  const std::string remark = function + ": " + what;
  if (std::ranges::find(remarks_, remark) == remarks_.end()) remarks_.push_back(remark);
}

void Calls::RemarkFailure(const std::string& function) {
  Remark(function, library_.has_last_error() ? fmt::format("error {}", library_.LastError())
                                             : std::string("fails"));
}

void Calls::Free(void* block) {
  if (auto* const free_memory = Find<decltype(WTSFreeMemory)>("WTSFreeMemory")) free_memory(block);
}

std::optional<std::vector<char>> Calls::Take(void* block, DWORD bytes) {
  if (block == nullptr) return std::nullopt;
  const char* const start = static_cast<const char*>(block);
  std::vector<char> copy(start, start + bytes);
  Free(block);
  return copy;
}

HANDLE Calls::Open(const std::string* name) {
  auto* open = reinterpret_cast<decltype(WTSOpenServerExW)*>(library_.Find("WTSOpenServerExW"));
  if (open == nullptr) open = Find<decltype(WTSOpenServerW)>("WTSOpenServerW");
  if (open == nullptr) return nullptr;
  if (name == nullptr) return open(nullptr);
  auto wide = WideOf(*name);
  return open(wide.data());
}

void Calls::Close(HANDLE server) {
  if (server == nullptr) return;
  if (auto* const close = Find<decltype(WTSCloseServer)>("WTSCloseServer")) close(server);
}

std::optional<std::vector<SeenSession>> Calls::PlainSessions(HANDLE server) {
  auto* const enumerate = Find<decltype(WTSEnumerateSessionsW)>("WTSEnumerateSessionsW");
  PWTS_SESSION_INFOW list = nullptr;
  DWORD count = 0;
  if (enumerate == nullptr) return std::nullopt;
  if (!enumerate(server, 0, 1, &list, &count)) {
    RemarkFailure("WTSEnumerateSessionsW");
    return std::nullopt;
  }
  std::vector<SeenSession> sessions;
  for (DWORD i = 0; i < count; ++i) {
    sessions.push_back({list[i].SessionId, static_cast<DWORD>(list[i].State),
                        Utf8OfText(list[i].pWinStationName), "", ""});
  }
  Free(list);
  return sessions;
}

std::optional<std::vector<SeenSession>> Calls::Sessions(HANDLE server) {
  auto* const enumerate = Find<decltype(WTSEnumerateSessionsExW)>("WTSEnumerateSessionsExW");
  auto* const free_list = Find<decltype(WTSFreeMemoryExW)>("WTSFreeMemoryExW");
  PWTS_SESSION_INFO_1W list = nullptr;
  DWORD level = 1;
  DWORD count = 0;
  if (enumerate == nullptr || free_list == nullptr) return PlainSessions(server);
  if (!enumerate(server, &level, 0, &list, &count)) {
    RemarkFailure("WTSEnumerateSessionsExW");
    return PlainSessions(server);
  }
  std::vector<SeenSession> sessions;
  for (DWORD i = 0; i < count; ++i) {
    sessions.push_back({list[i].SessionId, static_cast<DWORD>(list[i].State),
                        Utf8OfText(list[i].pSessionName), Utf8OfText(list[i].pHostName),
                        Utf8OfText(list[i].pFarmName)});
  }
  free_list(WTSTypeSessionInfoLevel1, list, count);
  return sessions;
}

std::optional<std::vector<SeenProcess>> Calls::PlainProcesses(HANDLE server) {
  auto* const enumerate = Find<decltype(WTSEnumerateProcessesW)>("WTSEnumerateProcessesW");
  PWTS_PROCESS_INFOW list = nullptr;
  DWORD count = 0;
  if (enumerate == nullptr) return std::nullopt;
  if (!enumerate(server, 0, 1, &list, &count)) {
    RemarkFailure("WTSEnumerateProcessesW");
    return std::nullopt;
  }
  std::vector<SeenProcess> processes;
  for (DWORD i = 0; i < count; ++i) processes.push_back(Seen(list[i]));
  Free(list);
  return processes;
}

std::optional<std::vector<SeenProcess>> Calls::Processes(HANDLE server) {
  auto* const enumerate = Find<decltype(WTSEnumerateProcessesExW)>("WTSEnumerateProcessesExW");
  auto* const free_list = Find<decltype(WTSFreeMemoryExW)>("WTSFreeMemoryExW");
  LPWSTR block = nullptr;
  DWORD level = 1;
  DWORD count = 0;
  if (enumerate == nullptr || free_list == nullptr) return PlainProcesses(server);
  if (!enumerate(server, &level, WTS_ANY_SESSION, &block, &count)) {
    RemarkFailure("WTSEnumerateProcessesExW");
    return PlainProcesses(server);
  }
  const auto* const list = reinterpret_cast<const WTS_PROCESS_INFO_EXW*>(block);
  std::vector<SeenProcess> processes;
  for (DWORD i = 0; i < count; ++i) {
    processes.push_back(Seen(list[i]));
    processes.back().counts = list[i];
    processes.back().has_counts = true;
  }
  free_list(WTSTypeProcessInfoLevel1, block, count);
  return processes;
}

std::optional<std::vector<char>> Calls::QueryBytes(HANDLE server, DWORD session,
                                                   WTS_INFO_CLASS which) {
  auto* const query = Find<decltype(WTSQuerySessionInformationW)>("WTSQuerySessionInformationW");
  LPWSTR block = nullptr;
  DWORD bytes = 0;
  if (query == nullptr || !query(server, session, which, &block, &bytes)) return std::nullopt;
  return Take(block, bytes);
}

std::string Calls::QueryText(HANDLE server, DWORD session, WTS_INFO_CLASS which) {
  return TextOf(QueryBytes(server, session, which));
}

std::optional<std::vector<std::string>> Calls::Listeners() {
  auto* const enumerate = Find<decltype(WTSEnumerateListenersW)>("WTSEnumerateListenersW");
  DWORD count = 0;
  if (enumerate == nullptr) return std::nullopt;
  if (!enumerate(WTS_CURRENT_SERVER_HANDLE, nullptr, 0, nullptr, &count)) {
    RemarkFailure("WTSEnumerateListenersW");
    return std::nullopt;
  }
  struct Name {
    WTSLISTENERNAMEW units;
  };
  std::vector<Name> names(count + 1);
  if (!enumerate(WTS_CURRENT_SERVER_HANDLE, nullptr, 0, &names.front().units, &count)) {
    return std::nullopt;
  }
  std::vector<std::string> listeners;
  for (DWORD i = 0; i < count && i < names.size(); ++i) {
    listeners.push_back(Utf8Of(names[i].units));
  }
  return listeners;
}

std::optional<WTSLISTENERCONFIGW> Calls::Listener(const std::string& name) {
  auto* const query = Find<decltype(WTSQueryListenerConfigW)>("WTSQueryListenerConfigW");
  WTSLISTENERCONFIGW config{};
  auto wide = WideOf(name);
  if (query == nullptr || !query(WTS_CURRENT_SERVER_HANDLE, nullptr, 0, wide.data(), &config)) {
    return std::nullopt;
  }
  return config;
}

std::optional<std::vector<char>> Calls::UserBytes(const std::string* server,
                                                  const std::string& user, WTS_CONFIG_CLASS which) {
  auto* const query = Find<decltype(WTSQueryUserConfigW)>("WTSQueryUserConfigW");
  auto wide_server = WideOf(server == nullptr ? "" : *server);
  auto wide_user = WideOf(user);
  LPWSTR block = nullptr;
  DWORD bytes = 0;
  if (query == nullptr || !query(server == nullptr ? nullptr : wide_server.data(), wide_user.data(),
                                 which, &block, &bytes)) {
    return std::nullopt;
  }
  return Take(block, bytes);
}

std::optional<WTSUSERCONFIGW> Calls::User(const std::string* server, const std::string& user) {
  const auto bytes = UserBytes(server, user, WTSUserConfigUser);
  if (!bytes.has_value() || bytes->size() < sizeof(WTSUSERCONFIGW)) return std::nullopt;
  WTSUSERCONFIGW config{};
  std::memcpy(&config, bytes->data(), sizeof config);
  return config;
}

std::string Calls::UserText(const std::string* server, const std::string& user,
                            WTS_CONFIG_CLASS which) {
  return TextOf(UserBytes(server, user, which));
}

DWORD Calls::UserNumber(const std::string* server, const std::string& user,
                        WTS_CONFIG_CLASS which) {
  const auto bytes = UserBytes(server, user, which);
  DWORD number = 0;
  if (bytes.has_value() && bytes->size() >= sizeof number) {
    std::memcpy(&number, bytes->data(), sizeof number);
  }
  return number;
}

std::optional<DWORD> Calls::ConsoleSession() {
  // Of kernel32; only an implementation off Windows exports it.
  auto* const ask =
      reinterpret_cast<DWORD(WINAPI*)()>(library_.Find("WTSGetActiveConsoleSessionId"));
  if (ask == nullptr) return std::nullopt;
  const DWORD session = ask();
  return session == 0xFFFFFFFF ? std::nullopt : std::optional(session);
}

}  // namespace wtsconform
