// dlsym, dlvsym, dlopen and _exit of the C library, with the layer in front.
//
// Whoever asks for a function by its name (a package for foreign functions, a plug-in) must get the
// layer's. What dlsym finds for RTLD_NEXT and RTLD_DEFAULT, and dlopen for a bare name, depends on
// the object that calls it, which they see by the address that they return to. So a call that is
// none of the layer's business is passed on by a jump: the C library sees the caller itself.
#include "mock/watch/dlsym_posix.h"

#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string_view>

#include "mock/ledger/reporting.h"
#include "mock/watch/layer.h"
#include "mock/watch/loaded_posix.h"
#include "mock/watch/targets.h"
#include "mock/watch/targets_posix.h"

namespace wtsmock {
namespace {

// Of the two the first that is not null: where the call goes on to; what it returns.
struct Route {
  void* jump;
  void* result;
};

template <class Function>
Function Real(std::atomic<Function>& known, const char* name) {
  Function real = known.load(std::memory_order_relaxed);
  if (real == nullptr) {
    real = reinterpret_cast<Function>(FindBehindLayer(name));
    known.store(real, std::memory_order_relaxed);
  }
  return real;
}

using Dlvsym = void* (*)(void* handle, const char* name, const char* version);
using Dlopen = void* (*)(const char* file, int mode);
constinit std::atomic<Dlsym> real_dlsym = nullptr;
constinit std::atomic<Dlvsym> real_dlvsym = nullptr;
constinit std::atomic<Dlopen> real_dlopen = nullptr;

bool IsInMock(const void* address) {
  return BaseOf(address) == BaseOf(FindOutsideLayer("WtsMockIdentity"));
}

// What the mock provides to who looks for an implementation; null for what it does not.
void* FindInMock(std::string_view name) {
  const bool is_provided = (name.starts_with("WTS") && !name.starts_with("WTSRegisterWtsApi")) ||
                           name == "GetLastError" || name == "SetLastError" ||
                           name == "CloseHandle" || name == "ProcessIdToSessionId";
  void* const mock = is_provided ? FindOutsideLayer("WtsMockIdentity") : nullptr;
  if (mock == nullptr) return nullptr;
  void* const found = FindOutsideLayer(name.data());
  return BaseOf(found) == BaseOf(mock) ? found : nullptr;
}

// What stands for `found`, which somebody has found under the function's name.
void* Watched(Function function, void* found) {
  if (found == nullptr) return nullptr;
  if (BaseOf(found) != BaseOf(reinterpret_cast<void*>(&RealDlsym))) {
    return WrapperOfFound(function, found);
  }
  // The layer stands in front of everything, so it is found even if nothing is behind it.
  if (TargetOf(function, 0) != nullptr) return WrapperOf(function, 0);
  return RealDlsym()(RTLD_NEXT, NameOf(function));
}

void* Look(void* handle, const char* name, const char* version, const void* caller) {
  if (handle == RTLD_NEXT) return FindBehind(caller, name);
  if (version == nullptr) return RealDlsym()(handle, name);
  return Real(real_dlvsym, "dlvsym")(handle, name, version);
}

Route Resolve(void* real, void* handle, const char* name, const char* version, const void* caller) {
  const Task task = name == nullptr ? Task::kNothing : TheTask();
  if (task == Task::kMock) {
    // The mock asks for what is behind it; the layer is, and has nothing of its own.
    if (handle == RTLD_NEXT && IsInMock(caller)) return {nullptr, FindBehindLayer(name)};
    void* const found = IsInMock(caller) ? nullptr : FindInMock(name);
    return found != nullptr ? Route{nullptr, found} : Route{real, nullptr};
  }
  const auto function = task == Task::kWatch ? FunctionNamed(name) : std::nullopt;
  if (!function.has_value()) return {real, nullptr};
  return {nullptr, Watched(*function, Look(handle, name, version, caller))};
}

// Whether somebody who opens this file looks for an implementation.
bool IsImplementation(std::string_view file) {
  file.remove_prefix(file.rfind('/') + 1);
  return file.starts_with("libwinpr") || file.starts_with("wtsapi32") ||
         file.starts_with("Wtsapi32") || file.starts_with("libwtsapi32") ||
         file.starts_with("WtsApi32");
}

// Reports, or lets the mock do it. In a child of vfork nothing may be touched, least of all the
// parent's ledger.
void TellOfEnd(int status) {
  const Task task = TheTask();
  if (task == Task::kNothing || !IsOwnProcess()) return;
  if (task == Task::kWatch) {
    ReportEnd(status);
  } else if (void* const end = FindOutsideLayer("WtsMockEnd")) {
    reinterpret_cast<int (*)(int)>(end)(status);
  }
}

}  // namespace

Dlsym RealDlsym() { return Real(real_dlsym, "dlsym"); }

}  // namespace wtsmock

extern "C" {

[[gnu::visibility("hidden"), gnu::used]] wtsmock::Route wtsconform_watch_dlsym(void* handle,
                                                                               const char* name,
                                                                               const char*,
                                                                               const void* caller) {
  return wtsmock::Resolve(reinterpret_cast<void*>(wtsmock::RealDlsym()), handle, name, nullptr,
                          caller);
}

[[gnu::visibility("hidden"), gnu::used]] wtsmock::Route wtsconform_watch_dlvsym(
    void* handle, const char* name, const char* version, const void* caller) {
  const auto real = wtsmock::Real(wtsmock::real_dlvsym, "dlvsym");
  return wtsmock::Resolve(reinterpret_cast<void*>(real), handle, name, version, caller);
}

// Where the mock is to be found, an implementation that is not there is the mock.
[[gnu::visibility("hidden"), gnu::used]] wtsmock::Route wtsconform_watch_dlopen(const char* file,
                                                                                std::intptr_t mode,
                                                                                const char*,
                                                                                const void*) {
  const auto real = wtsmock::Real(wtsmock::real_dlopen, "dlopen");
  const bool is_sought = file != nullptr && wtsmock::IsImplementation(file);
  if (!is_sought || wtsmock::TheTask() != wtsmock::Task::kMock) {
    return {reinterpret_cast<void*>(real), nullptr};
  }
  void* opened = real(file, static_cast<int>(mode));
  Dl_info mock{};
  if (opened == nullptr && dladdr(wtsmock::FindOutsideLayer("WtsMockIdentity"), &mock) != 0) {
    opened = real(mock.dli_fname, static_cast<int>(mode));
  }
  return {nullptr, opened};
}

// A program that ends so calls no handler of exit().
[[gnu::visibility("default")]] void _exit(int status) {
  wtsmock::TellOfEnd(status);
  for (;;) syscall(SYS_exit_group, status);
}

[[gnu::visibility("default")]] void _Exit(int status) noexcept { _exit(status); }
}

#ifdef __x86_64__
// Each asks the function above with the same arguments and its caller, and then jumps or returns.
#define WTSCONFORM_IN_FRONT(name)                                                    \
  asm(".text\n.globl " #name "\n.type " #name ",@function\n" #name                   \
      ":\n.cfi_startproc\nendbr64\n"                                                 \
      "pushq %rdi\n.cfi_adjust_cfa_offset 8\npushq %rsi\n.cfi_adjust_cfa_offset 8\n" \
      "pushq %rdx\n.cfi_adjust_cfa_offset 8\nmovq 24(%rsp), %rcx\n"                  \
      "call wtsconform_watch_" #name                                                 \
      "\nmovq %rdx, %r11\n"                                                          \
      "popq %rdx\n.cfi_adjust_cfa_offset -8\npopq %rsi\n.cfi_adjust_cfa_offset -8\n" \
      "popq %rdi\n.cfi_adjust_cfa_offset -8\n"                                       \
      "testq %rax, %rax\njz 1f\njmp *%rax\n1: movq %r11, %rax\nret\n.cfi_endproc\n"  \
      ".size " #name ", .-" #name "\n");
WTSCONFORM_IN_FRONT(dlsym)
WTSCONFORM_IN_FRONT(dlvsym)
WTSCONFORM_IN_FRONT(dlopen)
#else
// On other processors the C library takes the layer for the caller: RTLD_NEXT means behind the
// layer, and the folders that an object names for what it opens are not searched.
extern "C" {
[[gnu::visibility("default")]] void* InFrontOfDlsym(void* handle, const char* name) asm("dlsym");
[[gnu::visibility("default")]] void* InFrontOfDlvsym(void* handle, const char* name,
                                                     const char* version) asm("dlvsym");
[[gnu::visibility("default")]] void* InFrontOfDlopen(const char* file, int mode) asm("dlopen");

void* InFrontOfDlsym(void* handle, const char* name) {
  const auto way = wtsconform_watch_dlsym(handle, name, nullptr, __builtin_return_address(0));
  return way.jump == nullptr ? way.result : wtsmock::RealDlsym()(handle, name);
}
void* InFrontOfDlvsym(void* handle, const char* name, const char* version) {
  const auto way = wtsconform_watch_dlvsym(handle, name, version, __builtin_return_address(0));
  return way.jump == nullptr ? way.result
                             : wtsmock::Real(wtsmock::real_dlvsym, "dlvsym")(handle, name, version);
}
void* InFrontOfDlopen(const char* file, int mode) {
  const auto way = wtsconform_watch_dlopen(file, mode, nullptr, nullptr);
  return way.jump == nullptr ? way.result
                             : wtsmock::Real(wtsmock::real_dlopen, "dlopen")(file, mode);
}
}
#endif
