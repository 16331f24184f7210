// Reads rows of events. Both throw wtsconform::InputError.
#ifndef WTSCONFORM_MOCK_WORLD_READ_EVENTS_H_
#define WTSCONFORM_MOCK_WORLD_READ_EVENTS_H_

#include <vector>

#include "mock/world/faults.h"
#include "mock/world/world.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsmock {

// One that a call gives: it happens at once.
Event ReadEvent(const wtsconform::Value& row, const std::vector<Server>& servers);

// Those of a world's file, each at a call. Refuses one that never happens, whatever the program
// does.
std::vector<Event> ReadEvents(const std::vector<const wtsconform::Value*>& rows,
                              const std::vector<Server>& servers);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_READ_EVENTS_H_
