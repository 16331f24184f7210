// What the world is at load.
#include <initializer_list>
#include <utility>

#include "mock/world/world.h"

namespace wtsmock {
namespace {

constexpr FileTime kHour = 3600 * kSecond;
constexpr DWORD kCallersSession = 2;
constexpr DWORD kConsoleSession = 1;

Bytes Sid(std::uint8_t authority, std::initializer_list<std::uint32_t> parts) {
  Bytes sid = {1, static_cast<std::uint8_t>(parts.size()), 0, 0, 0, 0, 0, authority};
  for (const std::uint32_t part : parts) {
    for (int shift = 0; shift < 32; shift += 8) {
      sid.push_back(static_cast<std::uint8_t>(part >> shift));
    }
  }
  return sid;
}

Bytes SystemSid() { return Sid(5, {18}); }

Client ConsoleClient() {
  Client client;
  client.width = 1920;
  client.height = 1080;
  client.color_depth = 16;
  return client;
}

Client RemoteClient(Text name, Ipv4 address) {
  Client client;
  client.name = std::move(name);
  client.directory = u"C:\\Windows\\System32\\mstscax.dll";
  client.address = address;
  client.build = 19041;
  client.product = 1;
  client.width = 1280;
  client.height = 1024;
  client.color_depth = 16;
  client.protocol = WTS_PROTOCOL_TYPE_RDP;
  return client;
}

Session Bare(DWORD id, Text station, WTS_CONNECTSTATE_CLASS state) {
  Session session;
  session.id = id;
  session.station = std::move(station);
  session.state = state;
  return session;
}

Session LoggedOn(Session session, Text user, Text domain, Client client) {
  session.password = u"password of " + user;
  session.user = std::move(user);
  session.domain = std::move(domain);
  session.client = std::move(client);
  session.traffic = {1000 * session.id + 1, 2000 * session.id + 2, 10 * session.id, 20};
  session.initial_program = u"C:\\Program Files\\Mock\\start.exe";
  session.working_directory = u"C:\\Users\\" + session.user;
  session.application = u"Mock Desktop";
  session.lock_state = WTS_SESSIONSTATE_UNLOCK;
  session.logged_on = kInitialTime - 3 * kHour;
  session.connected = kInitialTime - 2 * kHour;
  session.last_input = kInitialTime - kHour;
  if (session.state == WTSDisconnected) session.disconnected = kInitialTime - kHour / 2;
  return session;
}

Session InVirtualMachine(Session session, Text machine) {
  session.virtual_machine = std::move(machine);
  return session;
}

Process Running(DWORD id, DWORD session, Text name, Bytes sid) {
  Process process;
  process.id = id;
  process.session = session;
  process.name = std::move(name);
  process.is_system = sid == SystemSid();
  process.sid = std::move(sid);
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

Listener ListeningAt(Text name, ULONG port) {
  Listener listener;
  listener.name = std::move(name);
  WTSLISTENERCONFIGW& config = listener.config;
  config.version = 1;
  config.fEnableListener = 1;
  config.MaxConnectionCount = 0xFFFFFFFF;
  config.ColorDepth = 4;
  config.PortNumber = port;
  config.SecurityLayer = 2;
  config.MinEncryptionLevel = 2;
  config.UserAuthentication = 1;
  CopyField(config.Comment, u"Listener of the mock");
  listener.security = DefaultListenerSecurity();
  return listener;
}

User Account(Text name) {
  User user;
  user.config.Source = WTSUserConfigSourceSAM;
  user.config.InheritInitialProgram = 1;
  user.config.AllowLogonTerminalServer = 1;
  user.config.TimeoutSettingsIdle = 600'000;
  user.config.ShadowingSettings = 1;
  CopyField(user.config.WorkDirectory, u"C:\\Users\\" + name);
  CopyField(user.config.TerminalServerHomeDir, u"C:\\Homes\\" + name);
  user.name = std::move(name);
  return user;
}

// A session for each connect state; those of virtual machines show through WTSOpenServerEx only.
Server ThisComputer() {
  const Text domain = u"MOCKDOM";
  Server server;
  server.name = u"MOCKHOST";
  server.farm = u"VM-FARM";
  server.callers_session = kCallersSession;
  server.sessions = {
      Bare(0, u"Services", WTSDisconnected),
      LoggedOn(Bare(kConsoleSession, u"Console", WTSActive), u"operator", domain, ConsoleClient()),
      LoggedOn(Bare(kCallersSession, u"RDP-Tcp#0", WTSActive), u"alice", domain,
               RemoteClient(u"ALICE-PC", {192, 0, 2, 10})),
      LoggedOn(Bare(3, u"RDP-Tcp#1", WTSActive), u"J\u00FCrgen \U0001F98A", domain,
               RemoteClient(u"B\u00DCRO-7", {192, 0, 2, 11})),
      LoggedOn(Bare(4, u"", WTSDisconnected), u"dave", domain, {}),
      Bare(5, u"RDP-Tcp#2", WTSConnected),
      Bare(6, u"RDP-Tcp#3", WTSConnectQuery),
      LoggedOn(Bare(7, u"RDP-Tcp#4", WTSShadow), u"helpdesk", domain,
               RemoteClient(u"HELP-PC", {192, 0, 2, 12})),
      Bare(8, u"", WTSIdle),
      Bare(9, u"", WTSReset),
      Bare(10, u"", WTSDown),
      Bare(11, u"", WTSInit),
      Bare(65536, u"RDP-Tcp", WTSListen),
      InVirtualMachine(LoggedOn(Bare(101, u"VM-Console", WTSActive), u"vera", domain,
                                RemoteClient(u"VERA-PC", {192, 0, 2, 20})),
                       u"VM-ALPHA"),
      InVirtualMachine(LoggedOn(Bare(102, u"VM-Tcp#0", WTSDisconnected), u"victor", domain, {}),
                       u"VM-BETA"),
  };
  server.processes = {
      Running(4, 0, u"System", SystemSid()),
      Running(420, 0, u"services.exe", SystemSid()),
      Running(1001, kConsoleSession, u"explorer.exe", UserSid(1001)),
      Running(1002, kCallersSession, u"explorer.exe", UserSid(1002)),
      Running(1003, kCallersSession, u"notepad.exe", UserSid(1002)),
      Running(1004, 3, u"caf\u00E9 \U0001F98A.exe", UserSid(1003)),
      Running(1005, 4, u"explorer.exe", UserSid(1004)),
  };
  server.listeners = {ListeningAt(u"RDP-Tcp", 3389)};
  server.users = {Account(u""), Account(u"alice"), Account(u"dave"),
                  Account(u"J\u00FCrgen \U0001F98A")};
  return server;
}

Server SmallServer(std::uint32_t id, Text name, Text user, DWORD process) {
  Server server;
  server.id = static_cast<ServerId>(id);
  server.name = std::move(name);
  server.farm = u"VM-FARM";
  server.users = {Account(u""), Account(user)};
  server.sessions = {
      Bare(0, u"Services", WTSDisconnected),
      LoggedOn(Bare(kConsoleSession, u"Console", WTSActive), std::move(user), u"FARMDOM",
               ConsoleClient()),
      Bare(65536, u"RDP-Tcp", WTSListen),
  };
  server.processes = {Running(4, 0, u"System", SystemSid()),
                      Running(process, kConsoleSession, u"worker.exe", UserSid(process))};
  server.listeners = {ListeningAt(u"RDP-Tcp", 3389)};
  return server;
}

Server Farm2() {
  Server server = SmallServer(1, u"FARM2", u"root", 7001);
  Session remote = LoggedOn(Bare(21, u"RDP-Tcp#7", WTSActive), u"frank", u"FARMDOM",
                            RemoteClient(u"FRANK-PC", {198, 51, 100, 7}));
  remote.virtual_ip = Ipv4{203, 0, 113, 21};
  server.sessions.push_back(std::move(remote));
  server.sessions.push_back(LoggedOn(Bare(22, u"", WTSDisconnected), u"grace", u"FARMDOM", {}));
  server.processes.push_back(Running(7002, 21, u"frank.exe", UserSid(7002)));
  server.users.push_back(Account(u"frank"));
  return server;
}

Server VmHost() {
  Server server = SmallServer(2, u"VMHOST", u"hoster", 8001);
  server.is_session_host = false;
  server.sessions.push_back(
      InVirtualMachine(LoggedOn(Bare(201, u"VM-Console", WTSActive), u"wanda", u"FARMDOM",
                                RemoteClient(u"WANDA-PC", {198, 51, 100, 9})),
                       u"VM-GAMMA"));
  return server;
}

}  // namespace

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

Bytes UserSid(std::uint32_t relative_id) { return Sid(5, {21, 1111, 2222, 3333, relative_id}); }

std::vector<Server> InitialServers() {
  Server slow = SmallServer(3, u"SLOWHOST", u"snail", 9001);
  slow.delay = std::chrono::milliseconds(2);
  Server gone = SmallServer(4, u"GONEHOST", u"ghost", 9002);
  gone.answers_left = 1;
  // One by one: the elements of a list would be copied, in every process that loads the mock.
  std::vector<Server> servers;
  servers.reserve(5);
  servers.push_back(ThisComputer());
  servers.push_back(Farm2());
  servers.push_back(VmHost());
  servers.push_back(std::move(slow));
  servers.push_back(std::move(gone));
  return servers;
}

}  // namespace wtsmock
