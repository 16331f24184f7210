// WTSEnumerateSessions and WTSEnumerateSessionsEx.
#include <utility>
#include <vector>

#include "mock/abi/answer.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

template <class Form>
constexpr Use kEnumeratesSessions{.ansi = Form::kIsAnsi, .names_ex = true};

std::vector<const Session*> VisibleSessions(Call& call) {
  std::vector<const Session*> visible;
  if (call.is_empty()) return visible;
  for (const Session& session : call.server().sessions) {
    if (IsVisible(call.target().opening, session)) visible.push_back(&session);
  }
  return visible;
}

// What this thread got last, if it was of another server (other-server-spoils-list).
void SpoilLastList(ServerId server, const void* list) {
  if (!IsOn(Switch::kOtherServerSpoilsList)) return;
  thread_local std::pair<ServerId, const void*> last{server, nullptr};
  if (last.first != server) PoisonBuffer(last.second);
  last = {server, list};
}

template <class Form>
BOOL EnumerateSessions(HANDLE handle, DWORD reserved, DWORD version,
                       typename Form::SessionInfo** out, DWORD* count) {
  Call call(handle, kEnumeratesSessions<Form>);
  if (!call) return Refused(out, count);
  if (reserved != 0 || version != 1 || out == nullptr || count == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const auto sessions = VisibleSessions(call);
  Answer<typename Form::SessionInfo> answer(sessions.size());
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    answer[i].SessionId = sessions[i]->id;
    answer[i].State = sessions[i]->state;
    answer.SetText(answer[i].pWinStationName, sessions[i]->station);
  }
  *out = answer.Finish(kUntyped, call.target().id);
  SpoilLastList(call.server().id, *out);
  *count = static_cast<DWORD>(answer.size());
  return Succeed();
}

// As the page of WTS_SESSION_INFO_1 has it: NULL, not "", for the machine of a session that runs on
// the server itself, for the user where nobody is logged on, and for the farm where there is none.
template <class Form>
void Describe(Answer<typename Form::SessionInfo1>& answer, std::size_t i, const Session& session,
              TextView farm) {
  auto& info = answer[i];
  info.ExecEnvId = session.id;
  info.State = session.state;
  info.SessionId = session.id;
  answer.SetText(info.pSessionName, session.station);
  if (!session.virtual_machine.empty()) {
    answer.SetText(info.pHostName, session.virtual_machine);
    if (!farm.empty()) answer.SetText(info.pFarmName, farm);
  }
  if (session.user.empty()) return;
  answer.SetText(info.pUserName, session.user);
  const bool is_cut = Form::kIsAnsi && IsOn(Switch::kAnsiListDomainCut);
  answer.SetText(info.pDomainName, is_cut ? session.domain.substr(0, 1) : session.domain);
}

template <class Form>
BOOL EnumerateSessionsEx(HANDLE handle, DWORD* level, DWORD filter,
                         typename Form::SessionInfo1** out, DWORD* count) {
  Call call(handle, kEnumeratesSessions<Form>);
  if (!call) return Refused(out, count);
  if (level == nullptr || *level != 1 || filter != 0 || out == nullptr || count == nullptr) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const auto sessions = VisibleSessions(call);
  Answer<typename Form::SessionInfo1> answer(sessions.size());
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    Describe<Form>(answer, i, *sessions[i], call.server().farm);
  }
  *out = answer.Finish(WTSTypeSessionInfoLevel1, call.target().id);
  *count = static_cast<DWORD>(answer.size());
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSEnumerateSessionsA(HANDLE server, DWORD reserved, DWORD version,
                                  PWTS_SESSION_INFOA* out, DWORD* count) {
  return Api(
      [&] { return wtsmock::EnumerateSessions<Ansi>(server, reserved, version, out, count); });
}
BOOL WINAPI WTSEnumerateSessionsW(HANDLE server, DWORD reserved, DWORD version,
                                  PWTS_SESSION_INFOW* out, DWORD* count) {
  return Api(
      [&] { return wtsmock::EnumerateSessions<Wide>(server, reserved, version, out, count); });
}
BOOL WINAPI WTSEnumerateSessionsExA(HANDLE server, DWORD* level, DWORD filter,
                                    PWTS_SESSION_INFO_1A* out, DWORD* count) {
  return Api([&] { return wtsmock::EnumerateSessionsEx<Ansi>(server, level, filter, out, count); });
}
BOOL WINAPI WTSEnumerateSessionsExW(HANDLE server, DWORD* level, DWORD filter,
                                    PWTS_SESSION_INFO_1W* out, DWORD* count) {
  return Api([&] { return wtsmock::EnumerateSessionsEx<Wide>(server, level, filter, out, count); });
}

}  // namespace own
}  // namespace wtsmock
