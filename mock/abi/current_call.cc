#include "mock/abi/current_call.h"

#include <atomic>

#include "mock/abi/system.h"

namespace wtsmock {
namespace {

constinit thread_local WTSMOCK_FIXED_PLACE CurrentCall current_call{};
constinit thread_local WTSMOCK_FIXED_PLACE unsigned this_thread = 0;
constinit std::atomic<unsigned> rounds = 0;
constinit std::atomic<unsigned> threads = 0;

}  // namespace

CurrentCall& ThisCall() { return current_call; }

CurrentCall& BeginCall(const char* function) {
  CurrentCall& call = current_call;
  const unsigned round = rounds.load(std::memory_order_relaxed);
  call.number = call.round == round ? call.number + 1 : 1;
  call.function = function;
  call.handle = nullptr;
  call.is_empty = false;
  call.round = round;
  return call;
}

void ForgetCalls() { rounds.fetch_add(1, std::memory_order_relaxed); }

unsigned ThisThread() {
  if (this_thread == 0) this_thread = threads.fetch_add(1, std::memory_order_relaxed) + 1;
  return this_thread;
}

}  // namespace wtsmock
