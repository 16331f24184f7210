// How GoogleTest prints the API's structures and enumerations: in place of their bytes.
#ifndef WTSCONFORM_MOCK_GMOCK_PRINT_H_
#define WTSCONFORM_MOCK_GMOCK_PRINT_H_

#include <array>
#include <cstddef>
#include <ostream>

#include "mock/gmock/text.h"
#include "spec/wtsapi32.h"

namespace wtsconform::internal {

template <class Char>
void PrintText(const char* label, const Char* text, std::ostream* out) {
  if (text != nullptr) *out << label << '"' << Utf8(text) << '"';
}

inline constexpr auto kStates =
    std::to_array({"WTSActive", "WTSConnected", "WTSConnectQuery", "WTSShadow", "WTSDisconnected",
                   "WTSIdle", "WTSListen", "WTSReset", "WTSDown", "WTSInit"});
inline constexpr auto kInfoClasses = std::to_array({"WTSInitialProgram",     "WTSApplicationName",
                                                    "WTSWorkingDirectory",   "WTSOEMId",
                                                    "WTSSessionId",          "WTSUserName",
                                                    "WTSWinStationName",     "WTSDomainName",
                                                    "WTSConnectState",       "WTSClientBuildNumber",
                                                    "WTSClientName",         "WTSClientDirectory",
                                                    "WTSClientProductId",    "WTSClientHardwareId",
                                                    "WTSClientAddress",      "WTSClientDisplay",
                                                    "WTSClientProtocolType", "WTSIdleTime",
                                                    "WTSLogonTime",          "WTSIncomingBytes",
                                                    "WTSOutgoingBytes",      "WTSIncomingFrames",
                                                    "WTSOutgoingFrames",     "WTSClientInfo",
                                                    "WTSSessionInfo",        "WTSSessionInfoEx",
                                                    "WTSConfigInfo",         "WTSValidationInfo",
                                                    "WTSSessionAddressV4",   "WTSIsRemoteSession",
                                                    "WTSSessionActivityId",  "WTSCapabilityCheck"});

template <std::size_t kSize>
void PrintName(const std::array<const char*, kSize>& names, int value, std::ostream* out) {
  const bool is_known = value >= 0 && static_cast<std::size_t>(value) < kSize;
  *out << (is_known ? names[static_cast<std::size_t>(value)] : "unknown") << " (" << value << ")";
}

inline void PrintState(WTS_CONNECTSTATE_CLASS state, std::ostream* out) {
  PrintName(kStates, static_cast<int>(state), out);
}

template <class Info>
void PrintSession(const Info& info, std::ostream* out) {
  *out << "session " << info.SessionId;
  PrintText(" ", info.pWinStationName, out);
  *out << ", ";
  PrintState(info.State, out);
}

template <class Info>
void PrintSession1(const Info& info, std::ostream* out) {
  *out << "session " << info.SessionId;
  PrintText(" ", info.pSessionName, out);
  *out << ", ";
  PrintState(info.State, out);
  PrintText(", user ", info.pUserName, out);
  PrintText(", domain ", info.pDomainName, out);
  PrintText(", host ", info.pHostName, out);
  PrintText(", farm ", info.pFarmName, out);
}

template <class Info>
void PrintProcess(const Info& info, std::ostream* out) {
  *out << "process " << info.ProcessId;
  PrintText(" ", info.pProcessName, out);
  *out << " in session " << info.SessionId;
}

// Its texts end with a zero.
template <class Info>
void PrintInfo(const Info& info, std::ostream* out) {
  *out << "session " << info.SessionId;
  PrintText(" ", info.WinStationName, out);
  *out << ", ";
  PrintState(info.State, out);
  PrintText(", user ", info.UserName, out);
  PrintText(", domain ", info.Domain, out);
}

}  // namespace wtsconform::internal

// GoogleTest finds these where the types are: in the global namespace.
inline void PrintTo(WTS_CONNECTSTATE_CLASS state, std::ostream* out) {
  wtsconform::internal::PrintState(state, out);
}
inline void PrintTo(WTS_INFO_CLASS which, std::ostream* out) {
  wtsconform::internal::PrintName(wtsconform::internal::kInfoClasses, static_cast<int>(which), out);
}
inline void PrintTo(const WTS_SERVER_INFOA& info, std::ostream* out) {
  wtsconform::internal::PrintText("server ", info.pServerName, out);
}
inline void PrintTo(const WTS_SERVER_INFOW& info, std::ostream* out) {
  wtsconform::internal::PrintText("server ", info.pServerName, out);
}
inline void PrintTo(const WTS_SESSION_INFOA& info, std::ostream* out) {
  wtsconform::internal::PrintSession(info, out);
}
inline void PrintTo(const WTS_SESSION_INFOW& info, std::ostream* out) {
  wtsconform::internal::PrintSession(info, out);
}
inline void PrintTo(const WTS_SESSION_INFO_1A& info, std::ostream* out) {
  wtsconform::internal::PrintSession1(info, out);
}
inline void PrintTo(const WTS_SESSION_INFO_1W& info, std::ostream* out) {
  wtsconform::internal::PrintSession1(info, out);
}
inline void PrintTo(const WTS_PROCESS_INFOA& info, std::ostream* out) {
  wtsconform::internal::PrintProcess(info, out);
}
inline void PrintTo(const WTS_PROCESS_INFOW& info, std::ostream* out) {
  wtsconform::internal::PrintProcess(info, out);
}
inline void PrintTo(const WTS_PROCESS_INFO_EXA& info, std::ostream* out) {
  wtsconform::internal::PrintProcess(info, out);
}
inline void PrintTo(const WTS_PROCESS_INFO_EXW& info, std::ostream* out) {
  wtsconform::internal::PrintProcess(info, out);
}
inline void PrintTo(const WTSINFOA& info, std::ostream* out) {
  wtsconform::internal::PrintInfo(info, out);
}
inline void PrintTo(const WTSINFOW& info, std::ostream* out) {
  wtsconform::internal::PrintInfo(info, out);
}

#endif  // WTSCONFORM_MOCK_GMOCK_PRINT_H_
