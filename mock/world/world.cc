#include "mock/world/world.h"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <new>

#include "mock/abi/system.h"
#include "mock/switches/configuration.h"
#include "mock/world/defaults.h"
#include "mock/world/directory.h"
#include "mock/world/reader.h"

namespace wtsmock {

namespace {

// In a child there is one thread only: what others waited for nobody waits for. A condition
// variable that knows of waiting threads would wait for them.
void ForgetOtherThreads() {
  World& world = TheWorld();
  world.waits.clear();
  new (&world.changed) std::condition_variable;
}

}  // namespace

World& TheWorld() {
  static auto* const world = [] {
    auto* const fresh = new World;
    fresh->at_load = BuiltInWorld();
    StartOver(*fresh);
    HoldAcrossFork(ForkOrder::kWorld, fresh->mutex);
    InForkedChild(ForkOrder::kWorld, ForgetOtherThreads);
    return fresh;
  }();
  return *world;
}

void StartOver(World& world) {
  world.servers = world.at_load.servers;
  world.now = world.at_load.now;
  world.faults = world.at_load.faults;
  world.calls = 0;
  world.registrations.clear();
  PublishDirectory(world);
  NoteFaults(world);
  world.changed.notify_all();
}

void NoteFaults(const World& world) {
  SetHasFaults(!world.faults.empty() || !world.at_load.events.empty());
}

Server& ServerOf(World& world, ServerId id) {
  return world.servers.at(static_cast<std::size_t>(id));
}

Server* ServerAt(World& world, ServerId id) {
  const auto index = static_cast<std::size_t>(id);
  return index < world.servers.size() ? &world.servers[index] : nullptr;
}

Server* FindServer(World& world, TextView name) {
  const Listed* const found = TheDirectory().Find(name);
  return found == nullptr ? nullptr : ServerAt(world, found->id);
}

Session* FindSession(Server& server, DWORD id) {
  const auto found = std::ranges::find(server.sessions, id, &Session::id);
  return found == server.sessions.end() ? nullptr : &*found;
}

User* FindUser(Server& server, const Text& name) {
  const auto found = std::ranges::find_if(
      server.users, [&](const User& user) { return SameName(user.name, name); });
  if (found != server.users.end()) return &*found;
  const auto usual = std::ranges::find_if(
      server.default_users, [&](const Text& each) { return SameName(each, name); });
  if (usual == server.default_users.end()) return nullptr;
  return &server.users.emplace_back(DefaultUser(*usual));
}

Session* CallersSession(Server& server) {
  return server.callers_session.has_value() ? FindSession(server, *server.callers_session)
                                            : nullptr;
}

Session* ResolveSession(Server& server, DWORD id) {
  return id == WTS_CURRENT_SESSION ? CallersSession(server) : FindSession(server, id);
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
