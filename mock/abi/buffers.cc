#include "mock/abi/buffers.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <unordered_map>

namespace wtsmock {
namespace {

struct Block {
  std::size_t bytes;
  BufferNote note;
};

struct Registry {
  std::mutex mutex;
  std::unordered_map<void*, Block> blocks;
};

// Never destroyed: callers may free in the destructors of their own static objects.
Registry& TheRegistry() {
  static auto* const registry = new Registry;
  return *registry;
}

bool Matches(const BufferNote& note, WTS_TYPE_CLASS type, ULONG entries) {
  return note.type == kUntyped || (note.type == static_cast<int>(type) && note.entries == entries);
}

}  // namespace

void* NewBuffer(std::size_t bytes, const BufferNote& note) {
  const std::size_t size = bytes == 0 ? 1 : bytes;
  std::unique_ptr<void, decltype(&std::free)> block(std::calloc(1, size), &std::free);
  if (block == nullptr) throw std::bad_alloc();
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  registry.blocks.emplace(block.get(), Block{size, note});
  return block.release();
}

bool FreeBuffer(void* block) {
  if (block == nullptr) return true;
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  if (registry.blocks.erase(block) == 0) return false;
  std::free(block);
  return true;
}

bool FreeBuffer(void* block, WTS_TYPE_CLASS type, ULONG entries) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  const auto found = registry.blocks.find(block);
  if (found == registry.blocks.end() || !Matches(found->second.note, type, entries)) return false;
  registry.blocks.erase(found);
  std::free(block);
  return true;
}

void PoisonNeighbours(const void* block) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  const auto found = registry.blocks.find(const_cast<void*>(block));
  if (found == registry.blocks.end()) return;
  for (const auto& [address, other] : registry.blocks) {
    if (address == block || other.note.owner != found->second.note.owner) continue;
    std::memset(address, 0xA5, other.bytes);
  }
}

void PoisonBuffers(std::uint64_t owner) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  for (const auto& [address, block] : registry.blocks) {
    if (block.note.owner == owner) std::memset(address, 0xA5, block.bytes);
  }
}

}  // namespace wtsmock
