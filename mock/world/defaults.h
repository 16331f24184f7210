// What a world is where its file says nothing.
#ifndef WTSCONFORM_MOCK_WORLD_DEFAULTS_H_
#define WTSCONFORM_MOCK_WORLD_DEFAULTS_H_

#include <cstdint>

#include "mock/world/world.h"

namespace wtsmock {

inline constexpr FileTime kInitialTime = 134'116'992'000'000'000;  // 2026-01-01 00:00 UTC

// The child session, where WTSEnableChildSessions makes one.
inline constexpr DWORD kChildSession = 150;
// New listeners listen in sessions from here on.
inline constexpr DWORD kFirstListenersSession = 65536;

// The client of somebody who came over the network, and that of the screen and keyboard.
Client RemoteClient();
Client ConsoleClient();

// What a session is called whose user came over the network.
Text RemoteStation(DWORD session);

// What follows from a session's id, state and user, where somebody is logged on.
void FillLoggedOn(Session& session, FileTime now);

// Counts that follow from the process's id, so that they differ; the user of the session.
Process DefaultProcess(DWORD id, DWORD session);

Listener DefaultListener();
// What a new listener gets.
Security DefaultListenerSecurity();

// The settings of a user; of those without any of their own where the name is "".
User DefaultUser(const Text& name);

// An event that makes a session or a process and names no id takes the first from here on that is
// free.
inline constexpr DWORD kFirstNewSession = 2;
inline constexpr DWORD kFirstNewProcess = 5000;
DWORD FreeId(DWORD first, const auto& is_taken) {
  while (is_taken(first)) ++first;
  return first;
}

Bytes SystemSid();
// The security identifier of a user of the mock's domain.
Bytes UserSid(std::uint32_t relative_id);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_DEFAULTS_H_
