// Lets time pass: what a server's latency and a fault's takes_ms take.
#ifndef WTSCONFORM_MOCK_WORLD_PAUSE_H_
#define WTSCONFORM_MOCK_WORLD_PAUSE_H_

#include <chrono>

namespace wtsmock {

using PauseFunction = void(std::chrono::milliseconds time);

// The calling thread sleeps, unless another function was set. To be called with nothing locked.
void Pause(std::chrono::milliseconds time);

// For tests: what Pause calls from now on, on whichever thread; null to sleep again. Returns what
// it called before.
PauseFunction* SetPause(PauseFunction* pause);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_PAUSE_H_
