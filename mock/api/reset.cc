#include "mock/api/reset.h"

#include <algorithm>
#include <mutex>

#include "mock/api/channels.h"
#include "mock/api/cloud_auth.h"
#include "mock/handles/handle_faults.h"
#include "mock/handles/handle_values.h"
#include "mock/handles/handles.h"
#include "mock/world/world.h"

namespace wtsmock {

void ResetAll() {
  ResetHandles();
  ResetChannels();
  ResetCloudAuth();
  ForgetFaults();
  ForgetValues();
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  // In place: a call that still waits knows its server by address.
  std::ranges::move(InitialServers(), world.servers.begin());
  NoteServers(world);
  world.registrations.clear();
  world.now = kInitialTime;
  world.changed.notify_all();
}

}  // namespace wtsmock
