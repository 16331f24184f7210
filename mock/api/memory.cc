// WTSFreeMemory and WTSFreeMemoryEx.
#include "mock/abi/buffers.h"
#include "mock/call/api.h"
#include "mock/ledger/buffer_notes.h"

namespace wtsmock {
namespace {

// The block is out no more, and goes back.
void Release(void* memory) {
  if (!IsOn(Switch::kFreeKeepsMemory)) ReleaseBuffer(memory);
}

// What the ledger accuses the caller of is left alone, so that the program can go on to the report;
// without the ledger it is the C library's to find, as with any other library.
void ReleaseWrong(void* memory) {
  if (HasLedger()) {
    NoteNoBuffer(memory);
  } else {
    ReleaseBuffer(memory);
  }
}

void Free(void* memory) {
  if (memory == nullptr) return;
  if (IsOn(Switch::kFreeSpoilsNeighbour)) PoisonNeighbours(memory);
  const auto note = TakeBuffer(memory);
  if (!note.has_value()) return ReleaseWrong(memory);
  if (HasLedger()) NoteFreed(memory, *note, false);
  Release(memory);
}

BOOL FreeTyped(WTS_TYPE_CLASS type, void* memory, ULONG entries) {
  if (type == WTSTypeSessionInfoLevel1 && IsOn(Switch::kFreeRefusesSessions)) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  if (entries == 1 && IsOn(Switch::kFreeRefusesOne)) return Fail(ERROR_INVALID_PARAMETER);
  const bool is_known = type >= WTSTypeProcessInfoLevel0 && type <= WTSTypeSerializedUserCredential;
  if (!is_known || memory == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  if (IsOn(Switch::kFreeSpoilsNeighbour)) PoisonNeighbours(memory);
  const auto note = FindBuffer(memory);
  if (note.has_value() && !IsBufferOf(*note, type, entries)) {
    if (HasLedger()) NoteFreedAsOther(memory, *note, type);
    // What no type is for may be freed here too, by its page.
    if (note->type != kUntyped) return Fail(ERROR_INVALID_PARAMETER);
  }
  if (!note.has_value() || !TakeBuffer(memory).has_value()) {
    ReleaseWrong(memory);
    return Fail(ERROR_INVALID_PARAMETER);
  }
  if (HasLedger()) NoteFreed(memory, *note, true);
  Release(memory);
  return Succeed();
}

}  // namespace

namespace own {

VOID WINAPI WTSFreeMemory(PVOID memory) {
  wtsmock::Api([&] { wtsmock::Free(memory); });
}
BOOL WINAPI WTSFreeMemoryExA(WTS_TYPE_CLASS type, PVOID memory, ULONG entries) {
  return wtsmock::Api([&] { return wtsmock::FreeTyped(type, memory, entries); });
}
BOOL WINAPI WTSFreeMemoryExW(WTS_TYPE_CLASS type, PVOID memory, ULONG entries) {
  return wtsmock::Api([&] { return wtsmock::FreeTyped(type, memory, entries); });
}

}  // namespace own
}  // namespace wtsmock
