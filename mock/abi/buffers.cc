#include "mock/abi/buffers.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <unordered_map>

#include "mock/abi/system.h"

namespace wtsmock {
namespace {

// Stands before each block. With the length there valgrind knows that the pointer behind it is one
// to the whole (its heuristic "length64").
using Length = std::uint64_t;

struct Block {
  std::size_t bytes;
  BufferNote note;
};

// By the blocks' addresses, inverted: whoever searches for leaks must not find them here.
struct Registry {
  std::mutex mutex;
  std::unordered_map<std::uintptr_t, Block> blocks;
};

// Never destroyed: callers may free in the destructors of their own static objects.
Registry& TheRegistry() {
  static auto* const registry = [] {
    auto* const fresh = new Registry;
    HoldAcrossFork(ForkOrder::kBuffers, fresh->mutex);
    return fresh;
  }();
  return *registry;
}

std::uintptr_t KeyOf(const void* block) { return ~reinterpret_cast<std::uintptr_t>(block); }

void Poison(std::uintptr_t key, const Block& block) {
  AllowBytes(reinterpret_cast<void*>(~key), block.bytes);
  std::memset(reinterpret_cast<void*>(~key), 0xA5, block.bytes);
}

std::atomic<void (*)(const void*, std::size_t)> watcher = nullptr;

}  // namespace

void* NewBuffer(std::size_t bytes, const BufferNote& note) {
  const std::size_t size = bytes == 0 ? 1 : bytes;
  std::unique_ptr<void, decltype(&std::free)> memory(std::calloc(1, sizeof(Length) + size),
                                                     &std::free);
  if (memory == nullptr) throw std::bad_alloc();
  const Length length = size;
  std::memcpy(memory.get(), &length, sizeof length);
  void* const block = static_cast<char*>(memory.get()) + sizeof length;
  {
    Registry& registry = TheRegistry();
    const std::lock_guard lock(registry.mutex);
    registry.blocks.insert_or_assign(KeyOf(block), Block{size, note});
  }
  if (const auto watch = watcher.load(std::memory_order_relaxed)) watch(block, size);
  static_cast<void>(memory.release());
  return block;
}

std::optional<BufferNote> FindBuffer(const void* block) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  const auto found = registry.blocks.find(KeyOf(block));
  return found == registry.blocks.end() ? std::nullopt : std::optional(found->second.note);
}

std::optional<BufferNote> TakeBuffer(const void* block) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  const auto taken = registry.blocks.extract(KeyOf(block));
  return taken.empty() ? std::nullopt : std::optional(taken.mapped().note);
}

void ReleaseBuffer(void* block) { std::free(static_cast<char*>(block) - sizeof(Length)); }

void WatchBuffers(void (*watch)(const void*, std::size_t)) { watcher = watch; }

void PoisonBuffer(const void* block) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  const auto found = registry.blocks.find(KeyOf(block));
  if (found != registry.blocks.end()) Poison(found->first, found->second);
}

void PoisonNeighbours(const void* block) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  const auto found = registry.blocks.find(KeyOf(block));
  if (found == registry.blocks.end()) return;
  for (const auto& [key, other] : registry.blocks) {
    if (key != found->first && other.note.owner == found->second.note.owner) Poison(key, other);
  }
}

namespace {

// Not its length: who reads it finds another account.
template <class Info>
void PoisonSidsOf(std::uintptr_t key, const Block& block) {
  const auto* const listed = reinterpret_cast<const Info*>(~key);
  for (ULONG i = 0; i < block.note.entries; ++i) {
    if (listed[i].pUserSid != nullptr)
      std::memset(static_cast<char*>(listed[i].pUserSid) + 2, 0xA5, 6);
  }
}

}  // namespace

void PoisonSids(std::uint64_t owner) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  for (const auto& [key, block] : registry.blocks) {
    if (block.note.owner != owner) continue;
    if (block.note.type == WTSTypeProcessInfoLevel0) PoisonSidsOf<WTS_PROCESS_INFOA>(key, block);
    if (block.note.type == WTSTypeProcessInfoLevel1) PoisonSidsOf<WTS_PROCESS_INFO_EXA>(key, block);
  }
}

void PoisonBuffers(std::uint64_t owner) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  for (const auto& [key, block] : registry.blocks) {
    if (block.note.owner == owner) Poison(key, block);
  }
}

}  // namespace wtsmock
