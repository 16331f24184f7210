#include "mock/watch/buffers.h"

#include <mutex>
#include <optional>
#include <unordered_map>

#include "mock/abi/system.h"
#include "mock/ledger/buffer_notes.h"
#include "mock/ledger/ledger.h"
#include "mock/watch/layer.h"

namespace wtsmock {
namespace {

// By hidden addresses. Freed and handed out again by another thread, an address may be here twice
// for a moment.
struct Buffers {
  std::mutex mutex;
  std::unordered_multimap<std::uintptr_t, BufferNote> out;
};

Buffers& TheBuffers() {
  static auto* const buffers = [] {
    auto* const fresh = new Buffers;
    HoldAcrossFork(ForkOrder::kBuffers, fresh->mutex);
    // As its ledger, a child's buffers are none.
    InForkedChild(ForkOrder::kBuffers, [] { TheBuffers().out.clear(); });
    return fresh;
  }();
  return *buffers;
}

std::optional<BufferNote> Find(const void* block, bool take) {
  Buffers& buffers = TheBuffers();
  const std::lock_guard lock(buffers.mutex);
  const auto found = buffers.out.find(Hidden(block).bits());
  if (found == buffers.out.end()) return std::nullopt;
  const BufferNote note = found->second;
  if (take) buffers.out.erase(found);
  return note;
}

void JudgeUnknown(const void* block) {
  const bool may_be_inherited =
      HasInherited() && StandingOf(Kind::kBuffer, block) == Standing::kUnknown;
  if (!may_be_inherited) NoteNoBuffer(block);
}

}  // namespace

void NoteAnswered(const void* block, const Answered& answered) {
  {
    Buffers& buffers = TheBuffers();
    const std::lock_guard lock(buffers.mutex);
    buffers.out.emplace(Hidden(block).bits(), BufferNote{answered.type, answered.entries, 0});
  }
  NoteBuffer(block, answered.entries * answered.length);
}

void BeginFree(const void* block) {
  if (block == nullptr) return;
  if (const auto note = Find(block, true)) {
    NoteFreed(block, *note, false);
  } else {
    JudgeUnknown(block);
  }
}

void BeginFreeTyped(int type, const void* block, ULONG entries) {
  if (block == nullptr) return;
  const auto note = Find(block, false);
  if (!note.has_value()) {
    JudgeUnknown(block);
  } else if (!IsBufferOf(*note, static_cast<WTS_TYPE_CLASS>(type), entries)) {
    NoteFreedAsOther(block, *note, type);
  }
}

void EndFreeTyped(const void* block) {
  if (const auto note = Find(block, true)) NoteFreed(block, *note, true);
}

}  // namespace wtsmock
