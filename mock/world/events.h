// System events and the calls that wait for them (WAIT-1, WAIT-2, GAP-06, GAP-09).
#ifndef WTSCONFORM_MOCK_WORLD_EVENTS_H_
#define WTSCONFORM_MOCK_WORLD_EVENTS_H_

#include <cstdint>

#include "mock/abi/export.h"

namespace wtsmock {

struct World;
struct Server;
enum class ServerId : std::uint32_t;

enum class WaitEnd { kPending, kEvent, kFlushed, kClosed, kServerGone };

// One WTSWaitSystemEvent call that has not returned.
struct Wait {
  ServerId server;
  std::uint64_t open;  // waits are per handle
  DWORD mask;
  WaitEnd end = WaitEnd::kPending;
  DWORD events = WTS_EVENT_NONE;
  // For defects: whether an Ex opener gave the handle, and whether it was waited on before.
  bool by_ex = false;
  bool is_repeated = false;
};

// The following expect the world to be locked.

// To be called after every change of the world: time goes on by a second, `events` (WTS_EVENT_...
// bits; WTS_EVENT_NONE for a change that is no event) end the waits for any of them on that server,
// and every thread that waits for World::changed looks again.
void PublishEvent(World& world, const Server& server, DWORD events);

// Ends all waits on an open.
void EndWaits(World& world, std::uint64_t open, WaitEnd end);
// The same for all waits on a server.
void EndWaitsOn(World& world, ServerId server, WaitEnd end);
bool HasWaits(const World& world, std::uint64_t open);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_EVENTS_H_
