// The world behind the API: servers with sessions, processes, listeners and users. At load it is as
// its file says (reader.h); only the calls of the API change it.
#ifndef WTSCONFORM_MOCK_WORLD_WORLD_H_
#define WTSCONFORM_MOCK_WORLD_WORLD_H_

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <vector>

#include "mock/abi/bytes.h"
#include "mock/abi/security_descriptor.h"
#include "mock/abi/text.h"
#include "mock/world/events.h"
#include "mock/world/faults.h"

namespace wtsmock {

// Of IPv4, or of IPv6.
struct Address {
  std::array<std::uint8_t, 16> bytes{};  // of IPv4 the first four
  bool is_ipv6 = false;
};
// Windows' time: units of 100 ns since 1601.
using FileTime = std::int64_t;

// The machine at the user's end of a session.
struct Client {
  Text name;
  Text directory;
  std::optional<Address> address;  // none at the console
  std::uint32_t build = 0;
  std::uint16_t product = 0;
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  std::uint16_t color_depth = 0;  // as WTS_CLIENT_DISPLAY counts: 4 is 16 bits, 16 is 24 bits
  std::uint16_t protocol = 0;     // WTS_PROTOCOL_TYPE_...
};

struct Traffic {
  std::uint32_t incoming_bytes = 0;
  std::uint32_t outgoing_bytes = 0;
  std::uint32_t incoming_frames = 0;
  std::uint32_t outgoing_frames = 0;
};

struct Session {
  DWORD id = 0;
  Text station;
  WTS_CONNECTSTATE_CLASS state = WTSIdle;
  Text user;  // "" where nobody is logged on
  Text domain;
  Text password;
  Text virtual_machine;  // "" for a session of the server itself
  Client client;
  Traffic traffic;
  Text initial_program;
  Text working_directory;
  Text application;
  std::optional<Address> virtual_ip;   // of IPv4
  LONG lock_state = 0;                 // WTS_SESSIONSTATE_...
  std::optional<DWORD> shadowed_from;  // the session that controls this one remotely
  FileTime connected = 0;
  FileTime disconnected = 0;
  FileTime last_input = 0;
  FileTime logged_on = 0;
};

struct Process {
  DWORD id = 0;
  DWORD session = 0;
  Text name;
  Bytes sid;
  bool is_system = false;  // may not be ended
  DWORD threads = 0;
  DWORD handles = 0;
  DWORD pagefile = 0;
  DWORD peak_pagefile = 0;
  DWORD working_set = 0;
  DWORD peak_working_set = 0;
  FileTime user_time = 0;
  FileTime kernel_time = 0;
};

struct Listener {
  Text name;
  WTSLISTENERCONFIGW config{};
  Security security;
};

struct User {
  Text name;  // "" for the settings of those who have none of their own
  WTSUSERCONFIGW config{};
  DWORD modem_callback = 0;  // the two settings that WTSUSERCONFIG has no field for
  Text modem_callback_number;
};

// The number of a server in World::servers.
enum class ServerId : std::uint32_t { kThis };

struct Server {
  ServerId id = ServerId::kThis;
  Text name;  // the NetBIOS name
  std::vector<Text> aliases;
  Text dns_domain;                     // "" for none
  Text domain;                         // of its users
  Text farm;                           // of its virtual machines
  bool is_session_host = true;         // or a virtualization host
  std::chrono::milliseconds delay{0};  // before each answer
  std::optional<int> answers_left;     // then it vanishes
  bool is_down = false;
  bool service_stopped = false;  // Remote Desktop Services
  bool logons_disabled = false;
  bool child_sessions = false;
  std::optional<DWORD> callers_session;  // on this computer only
  DWORD console_session = 1;             // the one at the screen and keyboard
  std::vector<Session> sessions;
  std::vector<Process> processes;
  std::vector<Listener> listeners;
  std::vector<User> users;
  std::vector<Text> default_users;  // whose settings nobody gave or changed yet (FindUser)
};

// A window that wants session notifications. Windows are only values here.
struct Registration {
  HWND window = nullptr;
  ServerId server = ServerId::kThis;
  DWORD flags = 0;
  std::uint64_t owner = 0;  // the open it was made through
};

// What a world is at load.
struct WorldData {
  std::vector<Server> servers;  // in the order of ServerId; the first is this computer
  Text domain;                  // of the servers that WTSEnumerateServers lists
  FileTime now = 0;
  bool is_remote_is_byte = false;  // WTSIsRemoteSession answers with one byte, not with a BOOL
  std::vector<Fault> faults;
  std::vector<Event> events;
};

// Everything in here is guarded by `mutex`.
struct World {
  std::mutex mutex;
  std::condition_variable changed;  // after every change
  WorldData at_load;                // what a reset returns to
  std::vector<Server> servers;      // as in WorldData
  std::list<Wait> waits;            // WTSWaitSystemEvent calls that have not returned
  std::vector<Registration> registrations;
  std::vector<Fault> faults;
  std::uint32_t calls = 0;     // of consumers, since there were faults or events
  std::uint64_t releases = 0;  // by WtsMockRelease
  FileTime now = 0;            // goes on by a second with every change, never by itself
};

// Never destroyed: callers may use the API in the destructors of their own static objects.
World& TheWorld();

inline constexpr FileTime kSecond = 10'000'000;

// The following expect the world to be locked.

// Everything as at load.
void StartOver(World& world);
// To be called when there are faults or events, or none any more.
void NoteFaults(const World& world);
Server& ServerOf(World& world, ServerId id);
// The same; null where the world was replaced since, and has no such server any more.
Server* ServerAt(World& world, ServerId id);
// Null for a name that no server has (directory.h).
Server* FindServer(World& world, TextView name);
Session* FindSession(Server& server, DWORD id);
// In any case of letters; the settings of those who have none of their own are under "".
User* FindUser(Server& server, const Text& name);
// The session in which the caller runs; null where that is on another server.
Session* CallersSession(Server& server);
// Null for WTS_CURRENT_SESSION where the caller runs on another server.
Session* ResolveSession(Server& server, DWORD id);

void Disconnect(World& world, Server& server, Session& session);
// Ends the remote control of a session: the one that controls it is its user's again.
void EndRemoteControl(World& world, Session& controlled);
// Ends the session, its processes and its remote control.
void LogOff(World& world, Server& server, DWORD session);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_WORLD_H_
