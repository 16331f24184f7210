#include "mock/world/pause.h"

#include <atomic>
#include <thread>

namespace wtsmock {
namespace {

std::atomic<PauseFunction*> other_pause = nullptr;

}  // namespace

void Pause(std::chrono::milliseconds time) {
  if (time.count() <= 0) return;
  if (PauseFunction* const pause = other_pause.load()) return pause(time);
  std::this_thread::sleep_for(time);
}

PauseFunction* SetPause(PauseFunction* pause) { return other_pause.exchange(pause); }

}  // namespace wtsmock
