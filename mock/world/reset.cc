#include "mock/world/reset.h"

#include <algorithm>
#include <mutex>

#include "mock/world/directory.h"
#include "mock/world/world.h"

namespace wtsmock {
namespace {

// There before the first AtReset is made, whichever file that is in.
constinit const AtReset* last_registered = nullptr;

void ResetWorld() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  // In place: a call that still waits knows its server by address.
  std::ranges::move(InitialServers(), world.servers.begin());
  NoteServers(world);
  world.registrations.clear();
  world.now = kInitialTime;
  world.changed.notify_all();
}

}  // namespace

AtReset::AtReset(void (*reset)()) noexcept : reset_(reset), next_(last_registered) {
  last_registered = this;
}

void ResetAll() {
  for (const AtReset* each = last_registered; each != nullptr; each = each->next_) each->reset_();
  ResetWorld();
}

}  // namespace wtsmock
