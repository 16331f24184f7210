#include "mock/reset.h"

#include <algorithm>
#include <mutex>

#include "mock/channels.h"
#include "mock/cloud_auth.h"
#include "mock/handle_faults.h"
#include "mock/handle_values.h"
#include "mock/handles.h"
#include "mock/world.h"

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
