#include "mock/world/events.h"

#include <algorithm>

#include "mock/world/world.h"

namespace wtsmock {

void PublishEvent(World& world, const Server& server, DWORD events) {
  world.now += kSecond;
  for (Wait& wait : world.waits) {
    const bool pending = wait.end == WaitEnd::kPending;
    if (!pending || wait.server != server.id || (wait.mask & events) == 0) continue;
    wait.end = WaitEnd::kEvent;
    wait.events = wait.mask & events;
  }
  world.changed.notify_all();
}

void EndWaits(World& world, std::uint64_t open, WaitEnd end) {
  for (Wait& wait : world.waits) {
    const bool pending = wait.end == WaitEnd::kPending;
    if (pending && wait.open == open) wait.end = end;
  }
  world.changed.notify_all();
}

void EndWaitsOn(World& world, ServerId server, WaitEnd end) {
  for (Wait& wait : world.waits) {
    const bool pending = wait.end == WaitEnd::kPending;
    if (pending && wait.server == server) wait.end = end;
  }
  world.changed.notify_all();
}

bool HasWaits(const World& world, std::uint64_t open) {
  return std::ranges::any_of(world.waits, [&](const Wait& wait) {
    return wait.open == open && wait.end == WaitEnd::kPending;
  });
}

}  // namespace wtsmock
