#include "mock/world/happen.h"

#include <algorithm>
#include <utility>

#include "mock/world/defaults.h"
#include "mock/world/directory.h"

namespace wtsmock {
namespace {

std::string NoSuch(const char* what, DWORD id) {
  return "there is no " + std::string(what) + " " + std::to_string(id);
}

void ShowClient(Session& session, const Server& server, const Text& client) {
  session.state = WTSActive;
  const bool at_console = session.id == server.console_session;
  session.client = at_console ? ConsoleClient() : RemoteClient();
  session.client.name = client;
  session.station = at_console ? Text(u"Console") : RemoteStation(session.id);
}

// A new session, unless one that waits for a user is named.
std::string LogOn(World& world, Server& server, const Event& event) {
  Session* session = event.session.has_value() ? FindSession(server, *event.session) : nullptr;
  DWORD events = WTS_EVENT_LOGON | WTS_EVENT_CONNECT | WTS_EVENT_STATECHANGE;
  if (session == nullptr) {
    Session fresh;
    fresh.id = event.session.value_or(
        FreeId(kFirstNewSession, [&](DWORD id) { return FindSession(server, id) != nullptr; }));
    session = &server.sessions.emplace_back(std::move(fresh));
    events |= WTS_EVENT_CREATE;
  } else if (!session->user.empty()) {
    return "somebody is logged on to session " + std::to_string(session->id);
  }
  session->user = event.user;
  session->state = WTSActive;
  FillLoggedOn(*session, world.now);
  session->logged_on = session->connected = session->last_input = world.now;
  session->domain = server.domain;
  ShowClient(*session, server, event.name);
  PublishEvent(world, server, events);
  return "";
}

std::string Connect(World& world, Server& server, Session& session, const Event& event) {
  ShowClient(session, server, event.name);
  session.connected = world.now;
  PublishEvent(world, server, WTS_EVENT_CONNECT | WTS_EVENT_STATECHANGE);
  return "";
}

std::string Lock(World& world, Server& server, Session& session, LONG state) {
  session.lock_state = state;
  PublishEvent(world, server, WTS_EVENT_STATECHANGE);
  return "";
}

std::string StartProcess(World& world, Server& server, const Event& event) {
  const auto is_taken = [&](DWORD id) {
    return std::ranges::count(server.processes, id, &Process::id) > 0;
  };
  const DWORD id = event.process.value_or(FreeId(kFirstNewProcess, is_taken));
  if (is_taken(id)) return "there is a process " + std::to_string(id) + " already";
  const DWORD session = event.session.value_or(0);
  if (FindSession(server, session) == nullptr) return NoSuch("session", session);
  Process process = DefaultProcess(id, session);
  process.name = event.name;
  server.processes.push_back(std::move(process));
  PublishEvent(world, server, WTS_EVENT_NONE);
  return "";
}

std::string EndProcess(World& world, Server& server, const Event& event) {
  const auto found = std::ranges::find_if(
      server.processes, [&](const Process& process) { return process.id == event.process; });
  if (found == server.processes.end()) return NoSuch("process", *event.process);
  server.processes.erase(found);
  PublishEvent(world, server, WTS_EVENT_NONE);
  return "";
}

// Whether the server answers, and whether its service runs.
std::string SetAnswers(World& world, Server& server, bool& flag, bool value) {
  flag = value;
  if (!value) server.answers_left.reset();
  NoteServers(world);
  if (value) EndWaitsOn(world, server.id, WaitEnd::kServerGone);
  PublishEvent(world, server, WTS_EVENT_NONE);
  return "";
}

std::string HappenToSession(World& world, Server& server, const Event& event) {
  Session* const session = FindSession(server, *event.session);
  if (session == nullptr) return NoSuch("session", *event.session);
  switch (event.kind) {
    case EventKind::kLogOff:
      LogOff(world, server, session->id);
      return "";
    case EventKind::kConnect:
      return Connect(world, server, *session, event);
    case EventKind::kDisconnect:
      Disconnect(world, server, *session);
      return "";
    case EventKind::kLock:
      return Lock(world, server, *session, WTS_SESSIONSTATE_LOCK);
    default:
      return Lock(world, server, *session, WTS_SESSIONSTATE_UNLOCK);
  }
}

}  // namespace

std::string Happen(World& world, const Event& event) {
  Server& server = ServerOf(world, event.server);
  switch (event.kind) {
    case EventKind::kLogOn:
      return LogOn(world, server, event);
    case EventKind::kStartProcess:
      return StartProcess(world, server, event);
    case EventKind::kEndProcess:
      return EndProcess(world, server, event);
    case EventKind::kServerDown:
      return SetAnswers(world, server, server.is_down, true);
    case EventKind::kServerUp:
      return SetAnswers(world, server, server.is_down, false);
    case EventKind::kServiceStopped:
      return SetAnswers(world, server, server.service_stopped, true);
    case EventKind::kServiceStarted:
      return SetAnswers(world, server, server.service_stopped, false);
    default:
      return HappenToSession(world, server, event);
  }
}

void HappenBeforeCall(World& world) {
  ++world.calls;
  for (const Event& event : world.at_load.events) {
    // What cannot happen any more is left out: the world has gone another way.
    if (event.at_call == world.calls) Happen(world, event);
  }
}

}  // namespace wtsmock
