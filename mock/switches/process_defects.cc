#include "mock/switches/process_defects.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <system_error>
#include <thread>

#include "mock/abi/system.h"

namespace wtsmock {
namespace {

// Volatile, or the compiler would see what comes and drop the read.
volatile std::uintptr_t bad_address = 0x10;

std::atomic<void*> leaked = nullptr;

}  // namespace

void Crash() {
  for (;;) {
    static_cast<void>(*reinterpret_cast<volatile char*>(bad_address));
  }
}

void Hang() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

void LeakDescriptor() { OpenDescriptor(); }

void LeakMemory() {
  auto* const block = static_cast<void**>(std::malloc(100));
  if (block != nullptr) *block = leaked.exchange(block);
}

void LetOthersRun() {
  static const unsigned long seed = [] {
    const char* const text = std::getenv("WTSMOCK_SEED");
    return text != nullptr ? std::strtoul(text, nullptr, 10) : 1UL;
  }();
  static std::atomic<std::uint32_t> turn = static_cast<std::uint32_t>(seed);
  const std::uint32_t number = (turn += 0x9E3779B9U) * 2654435769U;
  std::this_thread::sleep_for(std::chrono::microseconds(200 + (number >> 22)));
}

void LeakThread() {
  try {
    std::thread([] { Hang(); }).detach();
  } catch (const std::system_error&) {
    // The system starts no more threads: then none is leaked.
  }
}

}  // namespace wtsmock
