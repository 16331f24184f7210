// Functions about this computer that take no handle: WTSQueryUserToken, WTSActiveSessionExists and
// the child sessions. A child session exists from when they are enabled until they are disabled.
#include <algorithm>

#include "mock/abi/errors.h"
#include "mock/api/tokens.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/world/defaults.h"

namespace wtsmock {
namespace {

BOOL QueryUserToken(ULONG id, PHANDLE token) {
  Call call(WTS_CURRENT_SERVER_HANDLE, {.session = id});
  if (!call) return FALSE;
  if (token == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const Session* const session = SessionOf(call, id);
  if (session == nullptr) return FALSE;
  if (session->user.empty()) return Fail(kErrorNoToken);
  *token = NewToken();
  return Succeed();
}

BOOL ActiveSessionExists(PBOOL exists) {
  Call call(WTS_CURRENT_SERVER_HANDLE, {});
  if (!call) return FALSE;
  if (exists == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const auto& sessions = call.server().sessions;
  *exists = std::ranges::count(sessions, WTSActive, &Session::state) > 0 ? TRUE : FALSE;
  return Succeed();
}

void StartChild(Call& call) {
  Session child;
  child.id = kChildSession;
  child.station = u"Child";
  child.state = WTSActive;
  if (const Session* const parent = CallersSession(call.server())) {
    child.user = parent->user;
    child.domain = parent->domain;
    child.client = parent->client;
  }
  child.logged_on = child.connected = child.last_input = call.world().now;
  call.server().sessions.push_back(std::move(child));
  PublishEvent(call.world(), call.server(),
               WTS_EVENT_CREATE | WTS_EVENT_CONNECT | WTS_EVENT_LOGON | WTS_EVENT_STATECHANGE);
}

BOOL EnableChildSessions(BOOL enable) {
  Call call(WTS_CURRENT_SERVER_HANDLE, {.changes = true});
  if (!call) return FALSE;
  Server& server = call.server();
  server.child_sessions = enable != FALSE;
  const bool exists = FindSession(server, kChildSession) != nullptr;
  if (enable != FALSE && !exists) StartChild(call);
  if (enable == FALSE && exists) LogOff(call.world(), server, kChildSession);
  return Succeed();
}

BOOL IsChildSessionsEnabled(PBOOL enabled) {
  Call call(WTS_CURRENT_SERVER_HANDLE, {});
  if (!call) return FALSE;
  if (enabled == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  *enabled = call.server().child_sessions ? TRUE : FALSE;
  return Succeed();
}

BOOL GetChildSessionId(PULONG id) {
  Call call(WTS_CURRENT_SERVER_HANDLE, {});
  if (!call) return FALSE;
  if (id == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  *id = FindSession(call.server(), kChildSession) != nullptr ? kChildSession : 0xFFFFFFFF;
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSQueryUserToken(ULONG session, PHANDLE token) {
  return Api([&] { return wtsmock::QueryUserToken(session, token); });
}
BOOL WINAPI WTSActiveSessionExists(PBOOL exists) {
  return Api([&] { return wtsmock::ActiveSessionExists(exists); });
}
BOOL WTSAPI32_CDECL WTSEnableChildSessions(BOOL enable) {
  return Api([&] { return wtsmock::EnableChildSessions(enable); });
}
BOOL WTSAPI32_CDECL WTSIsChildSessionsEnabled(PBOOL enabled) {
  return Api([&] { return wtsmock::IsChildSessionsEnabled(enabled); });
}
BOOL WTSAPI32_CDECL WTSGetChildSessionId(PULONG session) {
  return Api([&] { return wtsmock::GetChildSessionId(session); });
}

}  // namespace own
}  // namespace wtsmock
