#include "mock/world/questions.h"

#include <algorithm>
#include <iterator>

namespace wtsmock {
namespace {

constexpr bool kNamesSession = true;
constexpr bool kNamesClass = true;
constexpr bool kMayBeEmpty = true;

// All others ask no server. every_function_test.cc holds each function against it.
constexpr Questions kQuestions[] = {
    {"WTSOpenServer", Asks::kAnyServer},
    {"WTSOpenServerEx", Asks::kAnyServer},
    {"WTSCloseServer", Asks::kAnyServer},
    {"WTSQuerySessionInformation", Asks::kAnyServer, kNamesSession, kNamesClass, kMayBeEmpty},
    {"WTSEnumerateSessions", Asks::kAnyServer, !kNamesSession, !kNamesClass, kMayBeEmpty},
    {"WTSEnumerateSessionsEx", Asks::kAnyServer, !kNamesSession, !kNamesClass, kMayBeEmpty},
    {"WTSEnumerateProcesses", Asks::kAnyServer, !kNamesSession, !kNamesClass, kMayBeEmpty},
    {"WTSEnumerateProcessesEx", Asks::kAnyServer, kNamesSession, !kNamesClass, kMayBeEmpty},
    {"WTSTerminateProcess", Asks::kAnyServer},
    {"WTSSendMessage", Asks::kAnyServer, kNamesSession},
    {"WTSDisconnectSession", Asks::kAnyServer, kNamesSession},
    {"WTSLogoffSession", Asks::kAnyServer, kNamesSession},
    {"WTSShutdownSystem", Asks::kAnyServer},
    {"WTSWaitSystemEvent", Asks::kAnyServer},
    {"WTSRegisterSessionNotificationEx", Asks::kAnyServer},
    {"WTSUnRegisterSessionNotificationEx", Asks::kAnyServer},
    {"WTSVirtualChannelOpen", Asks::kAnyServer, kNamesSession},
    {"WTSEnumerateListeners", Asks::kAnyServer, !kNamesSession, !kNamesClass, kMayBeEmpty},
    {"WTSQueryListenerConfig", Asks::kAnyServer},
    {"WTSCreateListener", Asks::kAnyServer},
    {"WTSSetListenerSecurity", Asks::kAnyServer},
    {"WTSGetListenerSecurity", Asks::kAnyServer},
    {"WTSQueryUserConfig", Asks::kAnyServer},
    {"WTSSetUserConfig", Asks::kAnyServer},
    {"WTSStartRemoteControlSession", Asks::kAnyServer, kNamesSession},
    {"WTSEnumerateServers", Asks::kNoServer, !kNamesSession, !kNamesClass, kMayBeEmpty},
    {"WTSVirtualChannelOpenEx", Asks::kThisComputer, kNamesSession},
    {"WTSConnectSession", Asks::kThisComputer, kNamesSession},
    {"WTSRegisterSessionNotification", Asks::kThisComputer},
    {"WTSUnRegisterSessionNotification", Asks::kThisComputer},
    {"WTSQueryUserToken", Asks::kThisComputer, kNamesSession},
    {"WTSActiveSessionExists", Asks::kThisComputer},
    {"WTSEnableChildSessions", Asks::kThisComputer},
    {"WTSIsChildSessionsEnabled", Asks::kThisComputer},
    {"WTSGetChildSessionId", Asks::kThisComputer},
    {"WTSCloudAuthNetworkLogonWithSerializedCredential", Asks::kThisComputer}};

}  // namespace

Questions QuestionsOf(std::string_view function) {
  if (function.ends_with('A') || function.ends_with('W')) function.remove_suffix(1);
  const auto found = std::ranges::find(kQuestions, function, &Questions::function);
  return found == std::end(kQuestions) ? Questions{.function = function} : *found;
}

}  // namespace wtsmock
