// What programs that use Wtsapi32 take from kernel32 next to it: on Windows it is there, here it is
// of the mock's world.
#include <unistd.h>

#include <algorithm>

#include "mock/abi/last_error.h"
#include "mock/call/api.h"
#include "mock/world/world.h"

namespace wtsmock {
namespace {

constexpr DWORD kNoSession = 0xFFFFFFFF;

DWORD ActiveConsoleSession() {
  if (HasFaults() && !Enter("WTSGetActiveConsoleSessionId")) return kNoSession;
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  Server& server = ServerOf(world, ServerId::kThis);
  return FindSession(server, server.console_session) != nullptr ? server.console_session
                                                                : kNoSession;
}

// The calling process, which the world does not list unless it is the host's, runs in the caller's
// session.
BOOL SessionOfProcess(DWORD id, DWORD* session) {
  if (session == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  Server& server = ServerOf(world, ServerId::kThis);
  const auto found = std::ranges::find(server.processes, id, &Process::id);
  if (found != server.processes.end()) {
    *session = found->session;
  } else if (id == static_cast<DWORD>(getpid()) && server.callers_session.has_value()) {
    *session = *server.callers_session;
  } else {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  return Succeed();
}

}  // namespace
}  // namespace wtsmock

DWORD WINAPI WTSGetActiveConsoleSessionId() { return wtsmock::ActiveConsoleSession(); }

BOOL WINAPI ProcessIdToSessionId(DWORD process, DWORD* session) {
  return wtsmock::Api([&] { return wtsmock::SessionOfProcess(process, session); });
}
