// What happens from outside: somebody logs on, a server goes down.
#ifndef WTSCONFORM_MOCK_WORLD_HAPPEN_H_
#define WTSCONFORM_MOCK_WORLD_HAPPEN_H_

#include <string>

#include "mock/world/faults.h"
#include "mock/world/world.h"

namespace wtsmock {

// The following expect the world to be locked.

// Changes the world, and wakes those who wait for that. Returns "" or why it cannot happen; then
// nothing has changed.
std::string Happen(World& world, const Event& event);

// To be called before each call of a consumer: what is to happen before that one happens.
void HappenBeforeCall(World& world);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_HAPPEN_H_
