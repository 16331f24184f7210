// WTSFreeMemory and WTSFreeMemoryEx.
#include "mock/abi/buffers.h"
#include "mock/call/api.h"

namespace wtsmock {
namespace {

// What goes wrong with the block before it is freed. True where it is not freed at all.
bool GoesWrong(const void* memory) {
  if (IsOn(Switch::kFreeSpoilsNeighbour)) PoisonNeighbours(memory);
  return IsOn(Switch::kFreeKeepsMemory);
}

BOOL FreeTyped(WTS_TYPE_CLASS type, void* memory, ULONG entries) {
  if (type == WTSTypeSessionInfoLevel1 && IsOn(Switch::kFreeRefusesSessions)) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const bool known = type >= WTSTypeProcessInfoLevel0 && type <= WTSTypeSerializedUserCredential;
  if (known && memory != nullptr && GoesWrong(memory)) return Succeed();
  if (!known || memory == nullptr || !FreeBuffer(memory, type, entries)) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  return Succeed();
}

}  // namespace
}  // namespace wtsmock

VOID WINAPI WTSFreeMemory(PVOID memory) {
  wtsmock::Api([&] {
    if (!wtsmock::GoesWrong(memory)) static_cast<void>(wtsmock::FreeBuffer(memory));
  });
}
BOOL WINAPI WTSFreeMemoryExA(WTS_TYPE_CLASS type, PVOID memory, ULONG entries) {
  return wtsmock::Api([&] { return wtsmock::FreeTyped(type, memory, entries); });
}
BOOL WINAPI WTSFreeMemoryExW(WTS_TYPE_CLASS type, PVOID memory, ULONG entries) {
  return wtsmock::Api([&] { return wtsmock::FreeTyped(type, memory, entries); });
}
