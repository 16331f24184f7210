#include "mock/world/world.h"

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace wtsmock {

constinit std::atomic<unsigned> servers_at_once = 0;

World& TheWorld() {
  static auto* const world = [] {
    auto* const fresh = new World;
    fresh->servers = InitialServers();
    fresh->now = kInitialTime;
    NoteServers(*fresh);
    return fresh;
  }();
  return *world;
}

void NoteServers(const World& world) {
  unsigned bits = 0;
  for (const Server& server : world.servers) {
    const bool at_once =
        !server.is_down && !server.answers_left.has_value() && server.delay.count() == 0;
    bits |= static_cast<unsigned>(at_once) << static_cast<unsigned>(server.id);
  }
  servers_at_once = bits;
}

Server& ServerOf(World& world, ServerId id) {
  return world.servers.at(static_cast<std::size_t>(id));
}

Server* FindServer(World& world, TextView name) {
  const auto found = std::ranges::find_if(
      world.servers, [&](const Server& server) { return SameName(server.name, name); });
  return found == world.servers.end() ? nullptr : &*found;
}

Session* FindSession(Server& server, DWORD id) {
  const auto found = std::ranges::find(server.sessions, id, &Session::id);
  return found == server.sessions.end() ? nullptr : &*found;
}

Session* ResolveSession(Server& server, DWORD id) {
  if (id != WTS_CURRENT_SESSION) return FindSession(server, id);
  return server.id == ServerId::kThis ? FindSession(server, kCallersSession) : nullptr;
}

void Disconnect(World& world, Server& server, Session& session) {
  session.state = WTSDisconnected;
  session.station.clear();
  session.disconnected = world.now;
  session.client = {};
  PublishEvent(world, server, WTS_EVENT_DISCONNECT | WTS_EVENT_STATECHANGE);
}

void EndRemoteControl(World& world, Session& controlled) {
  Server& own = ServerOf(world, ServerId::kThis);
  Session* const controller = FindSession(own, controlled.shadowed_from.value_or(0));
  controlled.shadowed_from.reset();
  if (controller == nullptr || controller->state != WTSShadow) return;
  controller->state = WTSActive;
  PublishEvent(world, own, WTS_EVENT_STATECHANGE);
}

void LogOff(World& world, Server& server, DWORD session) {
  Session* const ending = FindSession(server, session);
  if (ending->shadowed_from.has_value()) EndRemoteControl(world, *ending);
  std::erase_if(server.processes, [&](const Process& p) { return p.session == session; });
  std::erase_if(server.sessions, [&](const Session& s) { return s.id == session; });
  PublishEvent(world, server, WTS_EVENT_LOGOFF | WTS_EVENT_DELETE | WTS_EVENT_STATECHANGE);
}

}  // namespace wtsmock
