// This DLL has the name of the system's, and is in its place: what it passes on goes to the
// system's own.
#include <windows.h>

#include <atomic>
#include <string>

#include "mock/watch/targets.h"

namespace wtsmock {
namespace {

constinit std::atomic<void*> targets[kFunctions] = {};

// By its whole name: a bare one would mean this DLL.
HMODULE TheSystems() {
  static const HMODULE module = [] {
    wchar_t folder[MAX_PATH];
    const UINT length = GetSystemDirectoryW(folder, MAX_PATH);
    return LoadLibraryW((std::wstring(folder, length) + L"\\wtsapi32.dll").c_str());
  }();
  return module;
}

}  // namespace

void* TargetOf(Function function, int) {
  std::atomic<void*>& place = targets[static_cast<std::size_t>(function)];
  void* target = place.load(std::memory_order_acquire);
  if (target != nullptr || TheSystems() == nullptr) return target;
  target = reinterpret_cast<void*>(GetProcAddress(TheSystems(), NameOf(function)));
  place.store(target, std::memory_order_release);
  return target;
}

}  // namespace wtsmock
