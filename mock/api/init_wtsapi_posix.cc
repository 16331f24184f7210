// InitWtsApi: with it a WinPR (off Windows) takes this library for its provider, when the
// environment variable WTSAPI_LIBRARY names it. It must call no WTS function: WinPR is not ready
// for one meanwhile.
#include <dlfcn.h>

#include "mock/call/api.h"
#include "mock/world/world.h"

namespace wtsmock {
namespace {

using Slot = void (*)();

// The layout that WinPR expects; it reads neither version nor flags.
struct FunctionTable {
  DWORD version;
  DWORD flags;
  Slot slots[67];
};
static_assert(sizeof(void*) != 8 || sizeof(FunctionTable) == 544);

template <class Function>
Slot In(Function* function) {
  return reinterpret_cast<Slot>(function);
}

// The last error that the caller's programs ask for is that of the WinPR which called InitWtsApi;
// several may be loaded at once.
void UseLastErrorOfModule(const void* address) {
  Dl_info info;
  if (dladdr(address, &info) == 0 || info.dli_fname == nullptr) return;
  void* const module = dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
  if (module == nullptr) return;
  const auto get = reinterpret_cast<DWORD (*)()>(dlsym(module, "GetLastError"));
  const auto set = reinterpret_cast<void (*)(DWORD)>(dlsym(module, "SetLastError"));
  if (get != nullptr && set != nullptr && set != &SetLastError) UseLastErrorOf(get, set);
}

const FunctionTable* TheTable() {
  static const FunctionTable table = {
      0,
      0,
      {
          In(WTSStopRemoteControlSession),
          In(WTSStartRemoteControlSessionW),
          In(WTSStartRemoteControlSessionA),
          In(WTSConnectSessionW),
          In(WTSConnectSessionA),
          In(WTSEnumerateServersW),
          In(WTSEnumerateServersA),
          In(WTSOpenServerW),
          In(WTSOpenServerA),
          In(WTSOpenServerExW),
          In(WTSOpenServerExA),
          In(WTSCloseServer),
          In(WTSEnumerateSessionsW),
          In(WTSEnumerateSessionsA),
          In(WTSEnumerateSessionsExW),
          In(WTSEnumerateSessionsExA),
          In(WTSEnumerateProcessesW),
          In(WTSEnumerateProcessesA),
          In(WTSTerminateProcess),
          In(WTSQuerySessionInformationW),
          In(WTSQuerySessionInformationA),
          In(WTSQueryUserConfigW),
          In(WTSQueryUserConfigA),
          In(WTSSetUserConfigW),
          In(WTSSetUserConfigA),
          In(WTSSendMessageW),
          In(WTSSendMessageA),
          In(WTSDisconnectSession),
          In(WTSLogoffSession),
          In(WTSShutdownSystem),
          In(WTSWaitSystemEvent),
          In(WTSVirtualChannelOpen),
          In(WTSVirtualChannelOpenEx),
          In(WTSVirtualChannelClose),
          In(WTSVirtualChannelRead),
          In(WTSVirtualChannelWrite),
          In(WTSVirtualChannelPurgeInput),
          In(WTSVirtualChannelPurgeOutput),
          In(WTSVirtualChannelQuery),
          In(WTSFreeMemory),
          In(WTSRegisterSessionNotification),
          In(WTSUnRegisterSessionNotification),
          In(WTSRegisterSessionNotificationEx),
          In(WTSUnRegisterSessionNotificationEx),
          In(WTSQueryUserToken),
          In(WTSFreeMemoryExW),
          In(WTSFreeMemoryExA),
          In(WTSEnumerateProcessesExW),
          In(WTSEnumerateProcessesExA),
          In(WTSEnumerateListenersW),
          In(WTSEnumerateListenersA),
          In(WTSQueryListenerConfigW),
          In(WTSQueryListenerConfigA),
          In(WTSCreateListenerW),
          In(WTSCreateListenerA),
          In(WTSSetListenerSecurityW),
          In(WTSSetListenerSecurityA),
          In(WTSGetListenerSecurityW),
          In(WTSGetListenerSecurityA),
          In(WTSEnableChildSessions),
          In(WTSIsChildSessionsEnabled),
          In(WTSGetChildSessionId),
          In(WTSGetActiveConsoleSessionId),
          // WTSLogonUser, WTSLogoffUser, WTSStartRemoteControlSessionExW/A: WinPR's own functions.
          // It answers FALSE for a slot that is not filled.
          nullptr,
          nullptr,
          nullptr,
          nullptr,
      }};
  return &table;
}

}  // namespace
}  // namespace wtsmock

extern "C" WTSAPI32_API const void* InitWtsApi();

const void* InitWtsApi() {
  wtsmock::UseLastErrorOfModule(__builtin_return_address(0));
  return wtsmock::TheTable();
}
