// WTSDisconnectSession, WTSLogoffSession, WTSShutdownSystem. The mock always finishes before it
// returns, whatever bWait says.
#include <vector>

#include "mock/abi/errors.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/world/directory.h"

namespace wtsmock {
namespace {

// The system's own sessions and those of listeners cannot be ended.
bool IsSystems(const Session& session) { return session.id == 0 || session.state == WTSListen; }

BOOL DisconnectSession(HANDLE handle, DWORD id) {
  Call call(handle, {.names_ex = true, .changes = true, .session = id});
  if (!call) return FALSE;
  Session* const session = SessionOf(call, id);
  if (session == nullptr) return FALSE;
  if (IsSystems(*session)) return Fail(kErrorSessionAccessDenied);
  if (session->state != WTSDisconnected) Disconnect(call.world(), call.server(), *session);
  return Succeed();
}

BOOL LogoffSession(HANDLE handle, DWORD id) {
  Call call(handle, {.names_ex = true, .changes = true, .session = id});
  if (!call) return FALSE;
  const Session* const session = SessionOf(call, id);
  if (session == nullptr) return FALSE;
  if (IsSystems(*session)) return Fail(kErrorSessionAccessDenied);
  LogOff(call.world(), call.server(), session->id);
  return Succeed();
}

// Logs off everybody but `spared`.
void LogOffAll(World& world, Server& server, std::optional<DWORD> spared) {
  std::vector<DWORD> ending;
  for (const Session& session : server.sessions) {
    if (!session.user.empty() && session.id != spared) ending.push_back(session.id);
  }
  for (const DWORD session : ending) LogOff(world, server, session);
}

void LogOffOthers(World& world, Server& server) {
  LogOffAll(world, server, server.callers_session);
  server.logons_disabled = true;
}

void ShutDown(World& world, Server& server) {
  LogOffAll(world, server, std::nullopt);
  server.is_down = true;
  NoteServers(world);
  EndWaitsOn(world, server.id, WaitEnd::kServerGone);
}

void Reboot(World& world, Server& server) {
  LogOffAll(world, server, std::nullopt);
  server.logons_disabled = false;
  // The one of an earlier reboot, at which nobody has logged on.
  std::erase_if(server.sessions, [&](const Session& s) { return s.id == server.console_session; });
  Session console;
  console.id = server.console_session;
  console.station = u"Console";
  console.state = WTSConnected;
  server.sessions.push_back(std::move(console));
  PublishEvent(world, server, WTS_EVENT_CREATE | WTS_EVENT_CONNECT | WTS_EVENT_STATECHANGE);
}

BOOL ShutdownSystem(HANDLE handle, DWORD flag) {
  Call call(handle, {.changes = true});
  if (!call) return FALSE;
  switch (flag) {
    case WTS_WSD_LOGOFF:
      LogOffOthers(call.world(), call.server());
      return Succeed();
    case WTS_WSD_SHUTDOWN:
    case WTS_WSD_POWEROFF:
      ShutDown(call.world(), call.server());
      return Succeed();
    case WTS_WSD_REBOOT:
      Reboot(call.world(), call.server());
      return Succeed();
    case WTS_WSD_FASTREBOOT:  // "not supported currently" on its page
      return Fail(ERROR_NOT_SUPPORTED);
    default:
      return Fail(ERROR_INVALID_PARAMETER);
  }
}

}  // namespace

namespace own {

BOOL WINAPI WTSDisconnectSession(HANDLE server, DWORD session, BOOL) {
  return wtsmock::Api([&] { return wtsmock::DisconnectSession(server, session); });
}
BOOL WINAPI WTSLogoffSession(HANDLE server, DWORD session, BOOL) {
  return wtsmock::Api([&] { return wtsmock::LogoffSession(server, session); });
}
BOOL WINAPI WTSShutdownSystem(HANDLE server, DWORD flag) {
  return wtsmock::Api([&] { return wtsmock::ShutdownSystem(server, flag); });
}

}  // namespace own
}  // namespace wtsmock
