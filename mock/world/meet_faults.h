// Faults on demand, where calls meet them.
#ifndef WTSCONFORM_MOCK_WORLD_MEET_FAULTS_H_
#define WTSCONFORM_MOCK_WORLD_MEET_FAULTS_H_

#include <functional>
#include <mutex>

#include "mock/world/faults.h"
#include "mock/world/world.h"

namespace wtsmock {

struct Met {
  DWORD error = 0;  // 0: the call goes on
  bool is_empty = false;
};

// Meets what is to happen at this call: waits as long as it must, with the world unlocked, until
// `is_over` at most. The world is locked, and is again when it returns.
Met MeetFaults(World& world, std::unique_lock<std::mutex>& lock, const CallSeen& call,
               const std::function<bool()>& is_over);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_MEET_FAULTS_H_
