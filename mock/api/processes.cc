// WTSEnumerateProcesses, WTSEnumerateProcessesEx, WTSTerminateProcess.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "mock/abi/answer.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

template <class Form>
constexpr Use kEnumeratesProcesses{.ansi = Form::kIsAnsi};

// What the two levels have in common.
template <class Info>
void DescribeBriefly(Answer<Info>& answer, std::size_t i, const Process& process) {
  answer[i].SessionId = process.session;
  answer[i].ProcessId = process.id;
  answer.SetText(answer[i].pProcessName, process.name);
  answer.SetBytes(answer[i].pUserSid, process.sid);
}

template <class Info>
void AddNumbers(Info& info, const Process& process) {
  info.NumberOfThreads = process.threads;
  info.HandleCount = process.handles;
  info.PagefileUsage = process.pagefile;
  info.PeakPagefileUsage = process.peak_pagefile;
  info.WorkingSetSize = process.working_set;
  info.PeakWorkingSetSize = process.peak_working_set;
  info.UserTime.QuadPart = process.user_time;
  info.KernelTime.QuadPart = process.kernel_time;
}

std::vector<const Process*> ProcessesOf(const Call& call, const Server& server, DWORD session) {
  std::vector<const Process*> chosen;
  if (call.is_empty()) return chosen;
  for (const Process& process : server.processes) {
    if (session == WTS_ANY_SESSION || process.session == session) chosen.push_back(&process);
  }
  return chosen;
}

// The session by its own id; null after the call has failed.
const Session* SessionListed(const Call& call, DWORD id) {
  if (IsOn(Switch::kSessionsSoughtHere) &&
      FindSession(ServerOf(call.world(), ServerId::kThis), id) == nullptr) {
    Fail(ERROR_CTX_WINSTATION_NOT_FOUND);
    return nullptr;
  }
  return SessionOf(call, id);
}

// What a process of another server that has its number is called here, "" for none
// (level-names-are-local); null where its own name counts.
const Text* LocalName(const Call& call, const Process& process) {
  static const Text* const none = new Text;
  if (!IsOn(Switch::kLevelNamesAreLocal) || call.server().id == ServerId::kThis) return nullptr;
  const auto& local = ServerOf(call.world(), ServerId::kThis).processes;
  const auto found = std::ranges::find(local, process.id, &Process::id);
  return found == local.end() ? none : &found->name;
}

template <class Info>
Info* ListBriefly(const Call& call, const std::vector<const Process*>& processes) {
  Answer<Info> answer(processes.size());
  for (std::size_t i = 0; i < processes.size(); ++i) DescribeBriefly(answer, i, *processes[i]);
  return answer.Finish(WTSTypeProcessInfoLevel0, call.target().id);
}

// The session that each handle was asked for last (one-session-kept). With the world locked.
std::map<std::uint64_t, DWORD>& SessionsAsked() {
  static auto* const asked = new std::map<std::uint64_t, DWORD>;
  return *asked;
}

template <class Form>
BOOL EnumerateProcesses(HANDLE handle, DWORD reserved, DWORD version,
                        typename Form::ProcessInfo** out, DWORD* count) {
  Call call(handle, kEnumeratesProcesses<Form>);
  if (!call) return Refused(out, count);
  if (reserved != 0 || version != 1 || out == nullptr || count == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const auto asked = SessionsAsked().find(call.target().id);
  auto processes = ProcessesOf(call, call.server(),
                               asked == SessionsAsked().end() ? WTS_ANY_SESSION : asked->second);
  if (Form::kIsAnsi && IsOn(Switch::kAnsiProcessesLoseOne) && !processes.empty()) {
    processes.pop_back();
  }
  *out = ListBriefly<typename Form::ProcessInfo>(call, processes);
  *count = static_cast<DWORD>(processes.size());
  return Succeed();
}

// The handles on which a list succeeded at this level (level-one-opens-all, level-zero-takes-
// numbers); of one that the defect lets through there is no note. With the world locked.
std::set<std::uint64_t>& ListedAt(DWORD level) {
  static auto* const listed = new std::array<std::set<std::uint64_t>, 2>;
  return (*listed)[level];
}

bool TellsNumbers(const Call& call) {
  return !IsOn(Switch::kLevelZeroTakesNumbers) ||
         !ListedAt(WTS_PROCESS_INFO_LEVEL_0).contains(call.target().id);
}

// Whether to go on with this level; if not, the call fails and reports the level it knows
// (USE-9).
bool AcceptsLevel(DWORD* level, DWORD session, const Call& call) {
  if (*level <= WTS_PROCESS_INFO_LEVEL_1 || IsOn(Switch::kBadLevelSucceeds)) return true;
  if (IsOn(Switch::kLevelOneOpensAll) &&
      ListedAt(WTS_PROCESS_INFO_LEVEL_1).contains(call.target().id))
    return true;
  if (IsOn(Switch::kLevelTwoSucceeds) && *level == 2) return true;
  if (IsOn(Switch::kLevelOfOneByte) && (*level & 0xFF) <= WTS_PROCESS_INFO_LEVEL_1) return true;
  if (IsOn(Switch::kLevelSigned) && static_cast<std::int32_t>(*level) < 0) return true;
  const bool is_kept =
      IsOn(Switch::kBadLevelKept) ||
      (IsOn(Switch::kBadLevelKeptElsewhere) && call.server().id != ServerId::kThis) ||
      (IsOn(Switch::kBadLevelKeptForCurrent) && call.target().is_current) ||
      (IsOn(Switch::kBadLevelKeptForSession) && session != WTS_ANY_SESSION);
  if (!is_kept) *level = WTS_PROCESS_INFO_LEVEL_1;
  return false;
}

// The session whose processes are listed where this one is asked for; none after the call has
// failed.
std::optional<DWORD> SessionToList(const Call& call, DWORD asked) {
  if (asked == WTS_ANY_SESSION) return asked;
  const Session* const one = SessionListed(call, asked);
  if (one == nullptr) return std::nullopt;
  if (IsOn(Switch::kOneSessionKept)) SessionsAsked()[call.target().id] = one->id;
  return IsOn(Switch::kOneSessionListsAll) ? WTS_ANY_SESSION : one->id;
}

template <class Info>
Info* ListFully(const Call& call, const std::vector<const Process*>& processes) {
  Answer<Info> answer(processes.size());
  const bool tells_numbers = TellsNumbers(call);
  for (std::size_t i = 0; i < processes.size(); ++i) {
    DescribeBriefly(answer, i, *processes[i]);
    if (tells_numbers) AddNumbers(answer[i], *processes[i]);
    const Text* const name = LocalName(call, *processes[i]);
    if (name != nullptr) answer.SetText(answer[i].pProcessName, *name);
  }
  return answer.Finish(WTSTypeProcessInfoLevel1, call.target().id);
}

// What defects do once the list is made.
void HasListed(const Call& call, DWORD* level, bool of_one) {
  const bool is_remembered =
      *level <= WTS_PROCESS_INFO_LEVEL_1 &&
      (IsOn(Switch::kLevelOneOpensAll) || IsOn(Switch::kLevelZeroTakesNumbers));
  if (is_remembered) ListedAt(*level).insert(call.target().id);
  if (IsOn(Switch::kLevelCleared) || (of_one && IsOn(Switch::kLevelClearedForSession))) {
    *level = WTS_PROCESS_INFO_LEVEL_0;
  }
}

template <class Form>
BOOL EnumerateProcessesEx(HANDLE handle, DWORD* level, DWORD session, typename Form::Char** out,
                          DWORD* count) {
  Call call(handle, {.ansi = Form::kIsAnsi, .session = session});
  if (!call) return Refused(out, count);
  if (level == nullptr || out == nullptr || count == nullptr ||
      !AcceptsLevel(level, session, call)) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const bool is_full = *level == WTS_PROCESS_INFO_LEVEL_1;
  if (is_full && !Form::kIsAnsi && IsOn(Switch::kWideProcessesRefused)) {
    return Fail(ERROR_NOT_SUPPORTED);
  }
  const auto to_list = SessionToList(call, session);
  if (!to_list.has_value()) return FALSE;
  const bool local = IsOn(Switch::kProcessListsAreLocal);
  const auto processes =
      ProcessesOf(call, local ? ServerOf(call.world(), ServerId::kThis) : call.server(), *to_list);
  void* const list =
      is_full ? static_cast<void*>(ListFully<typename Form::ProcessInfoEx>(call, processes))
              : ListBriefly<typename Form::ProcessInfo>(call, processes);
  *out = static_cast<typename Form::Char*>(list);
  *count = static_cast<DWORD>(processes.size());
  HasListed(call, level, session != WTS_ANY_SESSION);
  return Succeed();
}

BOOL TerminateProcess(HANDLE handle, DWORD id) {
  Call call(handle, {.changes = true});
  if (!call) return FALSE;
  auto& processes = call.server().processes;
  const auto found = std::ranges::find(processes, id, &Process::id);
  if (found == processes.end()) return Fail(ERROR_INVALID_PARAMETER);
  if (found->is_system) return Fail(ERROR_ACCESS_DENIED);
  processes.erase(found);
  PublishEvent(call.world(), call.server(), WTS_EVENT_NONE);
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSEnumerateProcessesA(HANDLE server, DWORD reserved, DWORD version,
                                   PWTS_PROCESS_INFOA* out, DWORD* count) {
  return Api(
      [&] { return wtsmock::EnumerateProcesses<Ansi>(server, reserved, version, out, count); });
}
BOOL WINAPI WTSEnumerateProcessesW(HANDLE server, DWORD reserved, DWORD version,
                                   PWTS_PROCESS_INFOW* out, DWORD* count) {
  return Api(
      [&] { return wtsmock::EnumerateProcesses<Wide>(server, reserved, version, out, count); });
}
BOOL WINAPI WTSEnumerateProcessesExA(HANDLE server, DWORD* level, DWORD session, LPSTR* out,
                                     DWORD* count) {
  return Api(
      [&] { return wtsmock::EnumerateProcessesEx<Ansi>(server, level, session, out, count); });
}
BOOL WINAPI WTSEnumerateProcessesExW(HANDLE server, DWORD* level, DWORD session, LPWSTR* out,
                                     DWORD* count) {
  return Api(
      [&] { return wtsmock::EnumerateProcessesEx<Wide>(server, level, session, out, count); });
}
BOOL WINAPI WTSTerminateProcess(HANDLE server, DWORD process, DWORD exit_code) {
  static_cast<void>(exit_code);  // nothing in the API reports it
  return Api([&] { return wtsmock::TerminateProcess(server, process); });
}

}  // namespace own
}  // namespace wtsmock
