#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>

#include <cstdint>
#include <cstdio>
#include <string_view>

#include "mock/ledger/stack.h"

namespace wtsmock {
namespace {

constexpr int kMostFrames = 40;

std::string Hex(std::uintptr_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "+0x%llx", static_cast<unsigned long long>(number));
  return text;
}

// How far behind its addresses in the file a module was loaded: not at all, if the file says where.
std::uintptr_t LoadedBehind(const void* address) {
  Dl_info info{};
  link_map* map = nullptr;
  dladdr1(address, &info, reinterpret_cast<void**>(&map), RTLD_DL_LINKMAP);
  return map == nullptr ? 0 : map->l_addr;
}

std::string DescribeFrame(const void* address, const Dl_info& info) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  std::string_view module = info.dli_fname;
  module.remove_prefix(module.rfind('/') + 1);
  std::string place = std::string(module) + Hex(at - LoadedBehind(address));
  if (info.dli_sname == nullptr) return place;
  return info.dli_sname + Hex(at - reinterpret_cast<std::uintptr_t>(info.dli_saddr)) + " (" +
         place + ")";
}

}  // namespace

Stack CaptureStack() {
  void* frames[kMostFrames];
  const int count = backtrace(frames, kMostFrames);
  return Stack(frames, frames + count);
}

std::vector<std::string> Describe(const Stack& stack) {
  Dl_info own{};
  dladdr(reinterpret_cast<const void*>(&CaptureStack), &own);
  std::vector<std::string> lines;
  for (const void* const frame : stack) {
    Dl_info info{};
    // A return address lies behind its call, perhaps behind its function.
    const void* const call = static_cast<const char*>(frame) - 1;
    if (dladdr(call, &info) == 0 || info.dli_fname == nullptr) {
      lines.push_back("?" + Hex(reinterpret_cast<std::uintptr_t>(frame)));
    } else if (!lines.empty() || info.dli_fbase != own.dli_fbase) {
      lines.push_back(DescribeFrame(call, info));
    }
  }
  return lines;
}

}  // namespace wtsmock
