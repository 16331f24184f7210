#include "conformance/loading/answers.h"

#include <algorithm>

#include <fmt/format.h>

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
    answer += fmt::format("{} {} {} {} {} {}; ", element->SessionId,
                          TextAt(wide, element->pSessionName), static_cast<int>(element->State),
                          TextAt(wide, element->pHostName), TextAt(wide, element->pUserName),
                          TextAt(wide, element->pFarmName));
  }
  return answer;
}

std::string Processes(bool wide, const void* buffer, std::uint32_t count) {
  std::string answer;
  for (const ListedProcess& process : ListProcesses(wide, buffer, count)) {
    answer += fmt::format("{} {}; ", process.id, process.name);
  }
  return answer;
}

std::string Processes1(bool wide, const void* buffer, std::uint32_t count) {
  std::string answer;
  const auto* element = Elements<WTS_PROCESS_INFO_EXA>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    answer += fmt::format("{} {}; ", element->ProcessId, TextAt(wide, element->pProcessName));
  }
  return answer;
}

std::string Bytes(const void* buffer, std::uint32_t count) {
  if (!buffer) return "";
  const auto* bytes = static_cast<const char*>(buffer);
  return std::string(bytes, std::min(count, kMostBytes));
}

}  // namespace

std::vector<ListedSession> ListSessions(const void* buffer, std::uint32_t count) {
  std::vector<ListedSession> sessions;
  const auto* element = Elements<WTS_SESSION_INFOA>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    sessions.push_back({element->SessionId, static_cast<std::uint32_t>(element->State)});
  }
  return sessions;
}

std::vector<ListedProcess> ListProcesses(bool wide, const void* buffer, std::uint32_t count) {
  std::vector<ListedProcess> processes;
  const auto* element = Elements<WTS_PROCESS_INFOA>(buffer, count);
  for (std::uint32_t i = 0; i < count; ++i, ++element) {
    processes.push_back({element->ProcessId, TextAt(wide, element->pProcessName)});
  }
  return processes;
}

std::string ReadAnswer(Answer kind, bool wide, const void* buffer, std::uint32_t count) {
  switch (kind) {
    case Answer::kSessions:
      return Sessions(wide, buffer, count);
    case Answer::kSessions1:
      return Sessions1(wide, buffer, count);
    case Answer::kProcesses:
      return Processes(wide, buffer, count);
    case Answer::kProcesses1:
      return Processes1(wide, buffer, count);
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

}  // namespace wtsconform
