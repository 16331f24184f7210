// WTSConnectSession, WTSStartRemoteControlSession, WTSStopRemoteControlSession.
#include <utility>

#include "mock/abi/errors.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

constexpr USHORT kHotkeyModifiers = 1 | 2 | 4;  // REMOTECONTROL_KBDSHIFT_, KBDCTRL_, KBDALT_HOTKEY

bool HasClient(const Session& session) {
  return session.state == WTSActive || session.state == WTSConnected;
}

// The user of `session` may be connected without a password only by the same user.
bool MayConnect(Server& server, const Session& session, const Text& password) {
  const Session* const caller = CallersSession(server);
  const bool same_user = caller != nullptr && SameName(caller->user, session.user) &&
                         SameName(caller->domain, session.domain);
  return session.password == password || (same_user && password.empty());
}

// The session shows up at the target's client, and the target is disconnected.
BOOL ConnectSession(ULONG id, ULONG target_id, const std::optional<Text>& password) {
  Call call(WTS_CURRENT_SERVER_HANDLE, {.changes = true, .session = id});
  if (!call) return FALSE;
  const bool both_current = id == WTS_CURRENT_SESSION && target_id == WTS_CURRENT_SESSION;
  if (!password.has_value() || both_current) return Fail(ERROR_INVALID_PARAMETER);
  Session* const session = SessionOf(call, id);
  Session* const target = session == nullptr ? nullptr : SessionOf(call, target_id);
  if (target == nullptr) return FALSE;
  if (session == target || session->user.empty()) return Fail(ERROR_INVALID_PARAMETER);
  if (!HasClient(*target)) return Fail(kErrorSessionAccessDenied);
  if (!MayConnect(call.server(), *session, *password)) return Fail(kErrorLogonFailure);

  session->state = WTSActive;
  session->station = target->station;
  session->client = target->client;
  session->connected = call.world().now;
  PublishEvent(call.world(), call.server(), WTS_EVENT_CONNECT | WTS_EVENT_STATECHANGE);
  Disconnect(call.world(), call.server(), *target);
  return Succeed();
}

BOOL StartRemoteControl(const std::optional<Text>& server_name, ULONG id, USHORT modifiers) {
  NamedCall call(server_name, id);
  if (!call) return FALSE;
  if ((modifiers & ~kHotkeyModifiers) != 0) return Fail(ERROR_INVALID_PARAMETER);
  Session* const target = FindSession(call.server(), id);
  if (target == nullptr) return Fail(ERROR_CTX_WINSTATION_NOT_FOUND);
  Server& own = ServerOf(call.world(), ServerId::kThis);
  Session* const caller = CallersSession(own);
  const bool can = caller != nullptr && caller != target && caller->state == WTSActive &&
                   caller->client.protocol == WTS_PROTOCOL_TYPE_RDP && target->state == WTSActive &&
                   !target->shadowed_from.has_value();
  if (!can) return Fail(kErrorShadowInvalid);
  target->shadowed_from = caller->id;
  caller->state = WTSShadow;
  PublishEvent(call.world(), own, WTS_EVENT_STATECHANGE);
  return Succeed();
}

BOOL StopRemoteControl(ULONG id) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  bool is_known = false;
  for (Server& server : world.servers) {
    Session* const session = FindSession(server, id);
    if (session == nullptr) continue;
    is_known = true;
    if (!session->shadowed_from.has_value()) continue;
    EndRemoteControl(world, *session);
    return Succeed();
  }
  return Fail(is_known ? kErrorShadowNotRunning : ERROR_CTX_WINSTATION_NOT_FOUND);
}

}  // namespace

namespace own {

BOOL WINAPI WTSConnectSessionA(ULONG session, ULONG target, PSTR password, BOOL) {
  return Api([&] { return wtsmock::ConnectSession(session, target, Argument(password)); });
}
BOOL WINAPI WTSConnectSessionW(ULONG session, ULONG target, PWSTR password, BOOL) {
  return Api([&] { return wtsmock::ConnectSession(session, target, Argument(password)); });
}
BOOL WINAPI WTSStartRemoteControlSessionA(LPSTR server, ULONG session, BYTE, USHORT modifiers) {
  return Api([&] { return wtsmock::StartRemoteControl(Argument(server), session, modifiers); });
}
BOOL WINAPI WTSStartRemoteControlSessionW(LPWSTR server, ULONG session, BYTE, USHORT modifiers) {
  return Api([&] { return wtsmock::StartRemoteControl(Argument(server), session, modifiers); });
}
BOOL WINAPI WTSStopRemoteControlSession(ULONG session) {
  return Api([&] { return wtsmock::StopRemoteControl(session); });
}

}  // namespace own
}  // namespace wtsmock
