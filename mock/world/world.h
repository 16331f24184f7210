// The world behind the API: servers with sessions, processes, listeners and users. It is the same
// at every load; only the calls of the API change it.
#ifndef WTSCONFORM_MOCK_WORLD_WORLD_H_
#define WTSCONFORM_MOCK_WORLD_WORLD_H_

#include <array>
#include <atomic>
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

namespace wtsmock {

using Ipv4 = std::array<std::uint8_t, 4>;
// Windows' time: units of 100 ns since 1601.
using FileTime = std::int64_t;

// The machine at the user's end of a session.
struct Client {
  Text name;
  Text directory;
  std::optional<Ipv4> address;  // none at the console
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
  std::optional<Ipv4> virtual_ip;
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

enum class ServerId { kThis, kFarm2, kVmHost, kSlow, kGone };

// Or a virtualization host.
inline bool IsSessionHost(ServerId id) { return id != ServerId::kVmHost; }

// Of each ServerId, in upper case. No two begin with the same letter.
inline constexpr const char* kServerNames[] = {"MOCKHOST", "FARM2", "VMHOST", "SLOWHOST",
                                               "GONEHOST"};

struct Server {
  ServerId id = ServerId::kThis;
  Text name;
  std::chrono::milliseconds delay{0};  // before each answer
  std::optional<int> answers_left;     // then it vanishes
  bool is_down = false;
  bool logons_disabled = false;
  bool child_sessions = false;
  std::vector<Session> sessions;
  std::vector<Process> processes;
  std::vector<Listener> listeners;
  std::vector<User> users;
};

// A window that wants session notifications. Windows are only values here.
struct Registration {
  HWND window = nullptr;
  ServerId server = ServerId::kThis;
  DWORD flags = 0;
  std::uint64_t owner = 0;  // the open it was made through
};

// The session in which the caller runs, on this computer.
inline constexpr DWORD kCallersSession = 2;
// The session at the screen and keyboard of every server.
inline constexpr DWORD kConsoleSession = 1;

// Everything in here is guarded by `mutex`.
struct World {
  std::mutex mutex;
  std::condition_variable changed;  // after every change
  std::vector<Server> servers;      // in the order of ServerId
  std::list<Wait> waits;            // WTSWaitSystemEvent calls that have not returned
  std::vector<Registration> registrations;
  FileTime now = 0;  // goes on by a second with every change, never by itself
};

// Never destroyed: callers may use the API in the destructors of their own static objects.
World& TheWorld();

// A bit for each ServerId; see NoteServers.
extern std::atomic<unsigned> servers_at_once;

// Whether the server answers without delay now, as often as it is asked. The world need not be
// locked, and is not waited for.
inline bool AnswersAtOnce(ServerId id) {
  const unsigned bits = servers_at_once.load(std::memory_order_relaxed);
  return (bits >> static_cast<unsigned>(id) & 1) != 0;
}

// The servers as they are at load.
std::vector<Server> InitialServers();
inline constexpr FileTime kInitialTime = 134'116'992'000'000'000;  // 2026-01-01 00:00 UTC
inline constexpr FileTime kSecond = 10'000'000;

// The following expect the world to be locked.

Server& ServerOf(World& world, ServerId id);
// To be called when a server's delay, answers_left or is_down changed.
void NoteServers(const World& world);
// Null for a name that no server has.
Server* FindServer(World& world, TextView name);
Session* FindSession(Server& server, DWORD id);
// Null for WTS_CURRENT_SESSION where the server is not this computer.
Session* ResolveSession(Server& server, DWORD id);

void Disconnect(World& world, Server& server, Session& session);
// Ends the remote control of a session: the one that controls it is its user's again.
void EndRemoteControl(World& world, Session& controlled);
// Ends the session, its processes and its remote control.
void LogOff(World& world, Server& server, DWORD session);

// What a new listener gets.
Security DefaultListenerSecurity();

// The security identifier of a user of the mock's domain.
Bytes UserSid(std::uint32_t relative_id);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_WORLD_H_
