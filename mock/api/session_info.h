// The structures with which WTSQuerySessionInformation describes a session.
#ifndef WTSCONFORM_MOCK_API_SESSION_INFO_H_
#define WTSCONFORM_MOCK_API_SESSION_INFO_H_

#include <algorithm>
#include <cstdint>
#include <span>

#include "mock/abi/text.h"
#include "mock/world/world.h"

namespace wtsmock {

constexpr DWORD FamilyOf(const Address& address) {
  return address.is_ipv6 ? 23 : 2;  // AF_INET6, AF_INET, as Windows numbers them
}

inline std::span<const std::uint8_t> BytesOf(const Address& address) {
  return {address.bytes.data(), address.is_ipv6 ? std::size_t{16} : std::size_t{4}};
}

// Each template serves the A and the W form of its structure; texts that do not fit are cut
// between two characters.

template <class ClientInfo>
ClientInfo ClientInfoOf(const Session& session) {
  ClientInfo info{};
  const Client& client = session.client;
  CopyField(info.ClientName, client.name);
  CopyField(info.Domain, session.domain);
  CopyField(info.UserName, session.user);
  CopyField(info.WorkDirectory, session.working_directory);
  CopyField(info.InitialProgram, session.initial_program);
  info.EncryptionLevel = 2;
  if (client.address.has_value()) {
    info.ClientAddressFamily = FamilyOf(*client.address);
    std::ranges::copy(BytesOf(*client.address), info.ClientAddress);
  }
  info.HRes = client.width;
  info.VRes = client.height;
  info.ColorDepth = client.color_depth;
  CopyField(info.ClientDirectory, client.directory);
  info.ClientBuildNumber = client.build;
  info.ClientProductId = client.product;
  info.OutBufCountHost = 10;
  info.OutBufCountClient = 10;
  info.OutBufLength = 530;
  return info;
}

// What WTSINFO and WTSINFOEX_LEVEL1 have in common.
template <class Info>
void CopyCounters(Info& info, const Session& session, FileTime now) {
  info.SessionId = session.id;
  info.IncomingBytes = session.traffic.incoming_bytes;
  info.OutgoingBytes = session.traffic.outgoing_bytes;
  info.IncomingFrames = session.traffic.incoming_frames;
  info.OutgoingFrames = session.traffic.outgoing_frames;
  info.IncomingCompressedBytes = session.traffic.incoming_bytes / 2;
  CopyField(info.WinStationName, session.station);
  CopyField(info.UserName, session.user);
  info.ConnectTime.QuadPart = session.connected;
  info.DisconnectTime.QuadPart = session.disconnected;
  info.LastInputTime.QuadPart = session.last_input;
  info.LogonTime.QuadPart = session.logged_on;
  info.CurrentTime.QuadPart = now;
}

// The A structure spells one field in another way.
inline DWORD& OutgoingCompressed(WTSINFOA& info) { return info.OutgoingCompressedBy; }
inline DWORD& OutgoingCompressed(WTSINFOW& info) { return info.OutgoingCompressedBytes; }

template <class Info>
Info InfoOf(const Session& session, FileTime now) {
  Info info{};
  info.State = session.state;
  CopyCounters(info, session, now);
  OutgoingCompressed(info) = session.traffic.outgoing_bytes / 2;
  CopyField(info.Domain, session.domain);
  return info;
}

template <class InfoEx>
InfoEx InfoExOf(const Session& session, FileTime now) {
  InfoEx info{};
  info.Level = 1;
  auto& level1 = info.Data.WTSInfoExLevel1;
  level1.SessionState = session.state;
  level1.SessionFlags = session.lock_state;
  CopyCounters(level1, session, now);
  level1.OutgoingCompressedBytes = session.traffic.outgoing_bytes / 2;
  CopyField(level1.DomainName, session.domain);
  return info;
}

template <class ConfigInfo>
ConfigInfo ConfigInfoOf(const Session& session) {
  ConfigInfo info{};
  info.version = 1;
  info.fConnectClientDrivesAtLogon = 1;
  info.fConnectPrinterAtLogon = 1;
  info.ShadowSettings = 1;
  CopyField(info.LogonUserName, session.user);
  CopyField(info.LogonDomain, session.domain);
  CopyField(info.WorkDirectory, session.working_directory);
  CopyField(info.InitialProgram, session.initial_program);
  CopyField(info.ApplicationName, session.application);
  return info;
}

// The licence that a client would be validated with.
template <class ValidationInfo>
ValidationInfo ValidationInfoOf(const Session& session) {
  ValidationInfo info{};
  CopyField(info.ProductInfo.CompanyName, u"Mock Corporation");
  CopyField(info.ProductInfo.ProductID, u"A02");
  info.LicenseLength = 64;
  std::fill_n(info.License, info.LicenseLength, BYTE{0x4C});
  info.HardwareIDLength = VALIDATIONINFORMATION_HARDWAREID_LENGTH;
  std::fill_n(info.HardwareID, info.HardwareIDLength, static_cast<BYTE>(session.id));
  return info;
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_SESSION_INFO_H_
