#include "mock/world/meet_faults.h"

#include <chrono>

#include "mock/world/happen.h"
#include "mock/world/pause.h"

namespace wtsmock {
namespace {

// Until WtsMockRelease, or until there is nothing left to wait for.
void AwaitRelease(World& world, std::unique_lock<std::mutex>& lock,
                  const std::function<bool()>& is_over) {
  const std::uint64_t before = world.releases;
  world.changed.wait(lock, [&] { return world.releases != before || is_over(); });
}

}  // namespace

Met MeetFaults(World& world, std::unique_lock<std::mutex>& lock, const CallSeen& call,
               const std::function<bool()>& is_over) {
  if (call.where != Where::kAtEntry) HappenBeforeCall(world);
  Met met;
  std::chrono::milliseconds takes{0};
  bool waits = false;
  for (Fault& fault : world.faults) {
    if (!Strikes(fault, call)) continue;
    if (met.error == 0) met.error = fault.error;
    met.is_empty = met.is_empty || fault.is_empty;
    takes += fault.takes;
    waits = waits || fault.waits;
  }
  if (takes.count() > 0) {
    lock.unlock();
    Pause(takes);
    lock.lock();
  }
  if (waits && !is_over()) AwaitRelease(world, lock, is_over);
  return met;
}

}  // namespace wtsmock
