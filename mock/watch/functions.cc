#include "mock/watch/functions.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace wtsmock {
namespace {

struct Row {
  std::string_view name;  // without A or W where there are both
  Plan plan;
};

constexpr Plan kUse{.handle = 0};
constexpr Plan kListener{.way = Way::kListener, .handle = 0};
constexpr Plan kChannelUse{.way = Way::kChannelUse};

constexpr Plan Lists(std::size_t length, int handle = 0) {
  return {.handle = handle, .buffer = 3, .count = 4, .length = length};
}

constexpr Row kRows[] = {
    {"WTSOpenServer", {.way = Way::kOpen}},
    {"WTSOpenServerEx", {.way = Way::kOpen}},
    {"WTSCloseServer", {.way = Way::kClose}},

    {"WTSQuerySessionInformation",
     {.way = Way::kQuery, .handle = 0, .buffer = 3, .count = 4, .length = 1}},
    {"WTSEnumerateSessions", Lists(sizeof(WTS_SESSION_INFOW))},
    {"WTSEnumerateSessionsEx",
     {.handle = 0,
      .buffer = 3,
      .count = 4,
      .length = sizeof(WTS_SESSION_INFO_1W),
      .type = WTSTypeSessionInfoLevel1}},
    {"WTSEnumerateProcesses",
     {.handle = 0,
      .buffer = 3,
      .count = 4,
      .length = sizeof(WTS_PROCESS_INFOW),
      .type = WTSTypeProcessInfoLevel0}},
    {"WTSEnumerateProcessesEx", {.handle = 0, .buffer = 3, .count = 4, .level = 1}},
    {"WTSTerminateProcess", kUse},
    {"WTSSendMessage", {.way = Way::kSend, .handle = 0}},
    {"WTSDisconnectSession", kUse},
    {"WTSLogoffSession", kUse},
    {"WTSShutdownSystem", kUse},
    {"WTSWaitSystemEvent", {.way = Way::kWait, .handle = 0}},
    {"WTSRegisterSessionNotificationEx", {.way = Way::kRegister, .handle = 0, .window = 1}},
    {"WTSUnRegisterSessionNotificationEx", {.way = Way::kUnregister, .handle = 0, .window = 1}},
    {"WTSRegisterSessionNotification", {.way = Way::kRegister, .window = 0}},
    {"WTSUnRegisterSessionNotification", {.way = Way::kUnregister, .window = 0}},

    {"WTSEnumerateListeners", kListener},
    {"WTSQueryListenerConfig", kListener},
    {"WTSCreateListener", kListener},
    {"WTSSetListenerSecurity", kListener},
    {"WTSGetListenerSecurity", kListener},

    {"WTSFreeMemory", {.way = Way::kFree}},
    {"WTSFreeMemoryEx", {.way = Way::kFreeTyped}},

    {"WTSVirtualChannelOpen", {.way = Way::kChannelOpen, .handle = 0}},
    {"WTSVirtualChannelOpenEx", {.way = Way::kChannelOpen}},
    {"WTSVirtualChannelClose", {.way = Way::kChannelClose}},
    {"WTSVirtualChannelRead", kChannelUse},
    {"WTSVirtualChannelWrite", kChannelUse},
    {"WTSVirtualChannelPurgeInput", kChannelUse},
    {"WTSVirtualChannelPurgeOutput", kChannelUse},
    {"WTSVirtualChannelQuery", {.way = Way::kChannelUse, .buffer = 2, .count = 3, .length = 1}},

    {"WTSEnumerateServers", Lists(sizeof(WTS_SERVER_INFOW), kNone)},
    {"WTSQueryUserConfig", {.buffer = 3, .count = 4, .length = 1}},
    {"WTSSetUserConfig", {}},
    {"WTSConnectSession", {}},
    {"WTSStartRemoteControlSession", {}},
    {"WTSStopRemoteControlSession", {}},
    {"WTSQueryUserToken", {.token = 1}},
    {"WTSActiveSessionExists", {}},
    {"WTSEnableChildSessions", {}},
    {"WTSIsChildSessionsEnabled", {}},
    {"WTSGetChildSessionId", {}},

    {"WTSCloudAuthOpen", {.way = Way::kCloudAuthOpen}},
    {"WTSCloudAuthClose", {.way = Way::kCloudAuthClose}},
    {"WTSCloudAuthGetServerNonce",
     {.way = Way::kCloudAuthUse, .buffer = 1, .type = WTSTypeCloudAuthServerNonce}},
    {"WTSCloudAuthConvertAssertionToSerializedUserCredential",
     {.way = Way::kCloudAuthUse, .buffer = 4, .type = WTSTypeSerializedUserCredential}},
    {"WTSCloudAuthDuplicateSerializedUserCredential",
     {.buffer = 1, .type = WTSTypeSerializedUserCredential}},
    {"WTSCloudAuthNetworkLogonWithSerializedCredential", {.way = Way::kCloudAuthUse, .token = 2}},

    {"CloseHandle", {.way = Way::kCloseToken}},
};

constexpr const char* kNames[] = {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) #name,
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
    "CloseHandle"};
static_assert(std::size(kNames) == kFunctions);

// A function that no row is about stops the compiler.
consteval Plan FindPlan(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.plan;
  }
  for (const Row& row : kRows) {
    if (row.name == name.substr(0, name.size() - 1)) return row.plan;
  }
  throw std::logic_error("there is no plan for this function");
}

constexpr Plan kPlans[] = {
#define WTSAPI32_FUNCTION(returns, convention, name, parameters, arguments) FindPlan(#name),
#include "mock/hook/wtsapi32_functions.inc"
#undef WTSAPI32_FUNCTION
    FindPlan("CloseHandle")};

}  // namespace

const char* NameOf(Function function) { return kNames[static_cast<std::size_t>(function)]; }

std::optional<Function> FunctionNamed(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Function>(found - std::begin(kNames));
}

const Plan& PlanOf(Function function) { return kPlans[static_cast<std::size_t>(function)]; }

}  // namespace wtsmock
