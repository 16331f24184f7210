#include "mock/abi/current_call.h"

#include <atomic>

#include "mock/abi/system.h"

namespace wtsmock {
namespace {

constinit thread_local WTSMOCK_FIXED_PLACE CurrentCall current_call{};
constinit thread_local WTSMOCK_FIXED_PLACE unsigned this_thread = 0;
constinit std::atomic<std::uint64_t> calls = 0;
constinit std::atomic<unsigned> threads = 0;

}  // namespace

CurrentCall& ThisCall() { return current_call; }

void BeginCall(const char* function) {
  current_call = {function, calls.fetch_add(1, std::memory_order_relaxed) + 1, nullptr};
}

void ForgetCalls() { calls = 0; }
std::uint64_t CallsSoFar() { return calls.load(std::memory_order_relaxed); }

unsigned ThisThread() {
  if (this_thread == 0) this_thread = threads.fetch_add(1, std::memory_order_relaxed) + 1;
  return this_thread;
}

}  // namespace wtsmock
