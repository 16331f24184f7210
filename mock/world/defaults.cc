#include "mock/world/defaults.h"

#include <string>

#include "mock/world/notation.h"

namespace wtsmock {
namespace {

constexpr FileTime kHour = 3600 * kSecond;

}  // namespace

Client ConsoleClient() {
  Client client;
  client.width = 1920;
  client.height = 1080;
  client.color_depth = 16;
  return client;
}

Client RemoteClient() {
  Client client;
  client.directory = u"C:\\Windows\\System32\\mstscax.dll";
  client.build = 19041;
  client.product = 1;
  client.width = 1280;
  client.height = 1024;
  client.color_depth = 16;
  client.protocol = WTS_PROTOCOL_TYPE_RDP;
  return client;
}

Text RemoteStation(DWORD session) { return u"RDP-Tcp#" + Decode(std::to_string(session).c_str()); }

void FillLoggedOn(Session& session, FileTime now) {
  session.password = u"password of " + session.user;
  session.traffic = {1000 * session.id + 1, 2000 * session.id + 2, 10 * session.id, 20};
  session.working_directory = u"C:\\Users\\" + session.user;
  session.lock_state = WTS_SESSIONSTATE_UNLOCK;
  session.logged_on = now - 3 * kHour;
  session.connected = now - 2 * kHour;
  session.last_input = now - kHour;
  if (session.state == WTSDisconnected) session.disconnected = now - kHour / 2;
}

Process DefaultProcess(DWORD id, DWORD session) {
  Process process;
  process.id = id;
  process.session = session;
  process.is_system = session == 0;
  process.sid = process.is_system ? SystemSid() : UserSid(1000 + session);
  process.threads = 2 + id % 7;
  process.handles = 100 + id;
  process.pagefile = 4096 * id;
  process.peak_pagefile = process.pagefile + 4096;
  process.working_set = 8192 * id;
  process.peak_working_set = process.working_set + 8192;
  process.user_time = id * kSecond;
  process.kernel_time = id * kSecond / 2;
  return process;
}

Listener DefaultListener() {
  Listener listener;
  listener.name = u"RDP-Tcp";
  WTSLISTENERCONFIGW& config = listener.config;
  config.version = 1;
  config.fEnableListener = 1;
  config.MaxConnectionCount = 0xFFFFFFFF;
  config.ColorDepth = 4;
  config.PortNumber = 3389;
  config.SecurityLayer = 2;
  config.MinEncryptionLevel = 2;
  config.UserAuthentication = 1;
  listener.security = DefaultListenerSecurity();
  return listener;
}

Security DefaultListenerSecurity() {
  const Bytes system = SystemSid();
  Security security;
  security.owner = system;
  security.group = system;
  // A list of one entry, which gives WTS_SECURITY_ALL_ACCESS to the system.
  security.dacl = {2, 0, 28, 0, 1, 0, 0, 0, 0, 0, 20, 0, 0xBF, 0x03, 0x0F, 0};
  security.dacl.insert(security.dacl.end(), system.begin(), system.end());
  return security;
}

User DefaultUser(const Text& name) {
  User user;
  user.name = name;
  user.config.Source = WTSUserConfigSourceSAM;
  user.config.InheritInitialProgram = 1;
  user.config.AllowLogonTerminalServer = 1;
  user.config.TimeoutSettingsIdle = 600'000;
  user.config.ShadowingSettings = 1;
  CopyField(user.config.WorkDirectory, u"C:\\Users\\" + name);
  CopyField(user.config.TerminalServerHomeDir, u"C:\\Homes\\" + name);
  return user;
}

Bytes SystemSid() { return SidOf(5, {18}); }

Bytes UserSid(std::uint32_t relative_id) { return SidOf(5, {21, 1111, 2222, 3333, relative_id}); }

}  // namespace wtsmock
