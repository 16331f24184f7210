#include "mock/world/reset.h"

#include <mutex>
#include <utility>

#include "mock/world/world.h"

namespace wtsmock {
namespace {

// There before the first AtReset is made, whichever file that is in.
constinit const AtReset* last_registered = nullptr;

}  // namespace

AtReset::AtReset(void (*reset)()) noexcept : reset_(reset), next_(last_registered) {
  last_registered = this;
}

void ResetAll() {
  for (const AtReset* each = last_registered; each != nullptr; each = each->next_) each->reset_();
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  StartOver(world);
}

void ResetTo(WorldData&& data) {
  {
    World& world = TheWorld();
    const std::lock_guard lock(world.mutex);
    world.at_load = std::move(data);
  }
  ResetAll();
}

}  // namespace wtsmock
