#include <windows.h>

#include <cstdint>
#include <cstdio>

#include "mock/ledger/stack.h"

namespace wtsmock {
namespace {

constexpr DWORD kMostFrames = 40;

HMODULE ModuleOf(const void* address) {
  HMODULE module = nullptr;
  GetModuleHandleExW(
      GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
      static_cast<const wchar_t*>(address), &module);
  return module;
}

std::string NameOf(HMODULE module) {
  char path[MAX_PATH] = "?";
  GetModuleFileNameA(module, path, sizeof path - 1);
  const std::string name = path;
  return name.substr(name.find_last_of("\\/") + 1);
}

}  // namespace

Stack CaptureStack() {
  void* frames[kMostFrames];
  const USHORT count = CaptureStackBackTrace(0, kMostFrames, frames, nullptr);
  return Stack(frames, frames + count);
}

std::vector<std::string> Describe(const Stack& stack) {
  const HMODULE own = ModuleOf(reinterpret_cast<const void*>(&CaptureStack));
  std::vector<std::string> lines;
  for (const void* const frame : stack) {
    // A return address lies behind its call.
    const char* const call = static_cast<const char*>(frame) - 1;
    const HMODULE module = ModuleOf(call);
    if (lines.empty() && module == own) continue;
    if (module == nullptr) break;  // the system's search went on where no code is
    char offset[24];
    std::snprintf(offset, sizeof offset, "+0x%llx",
                  static_cast<unsigned long long>(call - reinterpret_cast<const char*>(module)));
    lines.push_back(NameOf(module) + offset);
  }
  return lines;
}

}  // namespace wtsmock
