#include "conformance/recording/recorded_session.h"

#include <fmt/format.h>

#include "conformance/recording/toml_rows.h"
#include "spec/loader/world/world_keys.h"

namespace wtsconform {
namespace {

std::string Ipv4Text(const BYTE* bytes) {
  return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
}

std::string Ipv6Text(const BYTE* bytes) {
  std::string text;
  for (int i = 0; i < 16; i += 2) {
    text += fmt::format("{}{:x}", i == 0 ? "" : ":", bytes[i] << 8 | bytes[i + 1]);
  }
  return text;
}

// "" for none, and for a family that a world's file has no notation for.
std::string AddressText(DWORD family, const BYTE (&field)[20]) {
  if (family == 2) return Ipv4Text(field + 2);
  return family == 23 ? Ipv6Text(field) : "";
}

std::string ClientRow(Calls& calls, Names& names, HANDLE server, DWORD session) {
  TomlRow row;
  row.Text("name", names.Of("CLIENT", calls.QueryText(server, session, WTSClientName)));
  row.Text("directory",
           names.Of("directory", calls.QueryText(server, session, WTSClientDirectory)));
  const auto address = calls.Query<WTS_CLIENT_ADDRESS>(server, session, WTSClientAddress);
  if (address.has_value()) {
    const std::string text = names.OfAddress(AddressText(address->AddressFamily, address->Address));
    if (!text.empty()) row.Text("address", text);
  }
  row.Number("build", calls.Query<DWORD>(server, session, WTSClientBuildNumber).value_or(0));
  row.Number("product", calls.Query<USHORT>(server, session, WTSClientProductId).value_or(0));
  const auto display = calls.Query<WTS_CLIENT_DISPLAY>(server, session, WTSClientDisplay)
                           .value_or(WTS_CLIENT_DISPLAY{});
  row.Number("width", display.HorizontalResolution);
  row.Number("height", display.VerticalResolution);
  row.Number("color_depth", display.ColorDepth);
  const USHORT protocol =
      calls.Query<USHORT>(server, session, WTSClientProtocolType).value_or(USHORT{0});
  row.Word("protocol", WordFor(kClientProtocols, protocol));
  return row.InLine();
}

void AddState(TomlRow& row, const WTSINFOEX_LEVEL1_W& info) {
  const std::string_view lock = WordFor(kSessionLocks, info.SessionFlags);
  row.Word("lock", lock.empty() ? "unknown" : lock);
  row.Text("connected", TimeText(info.ConnectTime.QuadPart));
  row.Text("disconnected", TimeText(info.DisconnectTime.QuadPart));
  row.Text("last_input", TimeText(info.LastInputTime.QuadPart));
  row.Text("logged_on", TimeText(info.LogonTime.QuadPart));
  TomlRow traffic;
  traffic.Number("incoming_bytes", info.IncomingBytes);
  traffic.Number("outgoing_bytes", info.OutgoingBytes);
  traffic.Number("incoming_frames", info.IncomingFrames);
  traffic.Number("outgoing_frames", info.OutgoingFrames);
  row.Raw("traffic", traffic.InLine());
}

}  // namespace

RecordedSession RecordSession(Calls& calls, Names& names, HANDLE server,
                              const SeenSession& session) {
  const auto text = [&](WTS_INFO_CLASS which) {
    return calls.QueryText(server, session.id, which);
  };
  RecordedSession recorded;
  TomlRow row;
  row.Number("id", session.id);
  row.Text("station", session.station);
  row.Word("state", WordFor(kSessionStates, static_cast<WTS_CONNECTSTATE_CLASS>(session.state)));
  recorded.user = text(WTSUserName);
  row.Text("user", names.Of("person", recorded.user));
  row.Text("domain", names.Of("DOMAIN", text(WTSDomainName)));
  row.Text("virtual_machine", names.Of("MACHINE", session.machine));
  row.Text("initial_program", names.Of("program", text(WTSInitialProgram)));
  row.Text("working_directory", names.Of("directory", text(WTSWorkingDirectory)));
  row.Text("application", names.Of("application", text(WTSApplicationName)));
  row.Raw("client", ClientRow(calls, names, server, session.id));
  const auto address = calls.Query<WTS_SESSION_ADDRESS>(server, session.id, WTSSessionAddressV4);
  if (address.has_value()) {
    row.Text("virtual_ip", names.OfAddress(AddressText(address->AddressFamily, address->Address)));
  }
  const auto info = calls.Query<WTSINFOEXW>(server, session.id, WTSSessionInfoEx);
  if (info.has_value() && info->Level == 1) {
    AddState(row, info->Data.WTSInfoExLevel1);
    recorded.now = info->Data.WTSInfoExLevel1.CurrentTime.QuadPart;
  }
  recorded.row = row.InLine();
  return recorded;
}

std::string RecordProcess(Names& names, const SeenProcess& process) {
  const WTS_PROCESS_INFO_EXW& counts = process.counts;
  TomlRow row;
  row.Number("id", counts.ProcessId);
  row.Number("session", counts.SessionId);
  row.Text("name", names.Of("process", process.name));
  if (!process.sid.empty()) row.Text("sid", names.OfSid(process.sid));
  if (!process.has_counts) return row.InLine();
  row.Number("threads", counts.NumberOfThreads);
  row.Number("handles", counts.HandleCount);
  row.Number("pagefile", counts.PagefileUsage);
  row.Number("peak_pagefile", counts.PeakPagefileUsage);
  row.Number("working_set", counts.WorkingSetSize);
  row.Number("peak_working_set", counts.PeakWorkingSetSize);
  row.Number("user_time", counts.UserTime.QuadPart);
  row.Number("kernel_time", counts.KernelTime.QuadPart);
  return row.InLine();
}

}  // namespace wtsconform
