#include "mock/handles.h"

#include <atomic>
#include <mutex>

#include "mock/configuration.h"
#include "mock/handle_faults.h"
#include "mock/handle_values.h"

namespace wtsmock {
namespace {

std::atomic<std::uint64_t> next_connection = 1;
std::atomic<unsigned> unlawful_closes = 0;

struct Current {
  std::mutex mutex;
  ConnectionPointer connection = std::make_shared<Connection>(Opening{.server = ServerId::kThis});
};

// What WTS_CURRENT_SERVER_HANDLE stands for. Never destroyed, like all that a call needs.
Current& TheCurrent() {
  static auto* const current = new Current;
  return *current;
}

void EndConnection(Connection& connection) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  connection.closed = true;
  EndWaits(world, connection.id, WaitEnd::kClosed);
  if (!On(Switch::kRegistrationsOutliveClose)) {
    std::erase_if(world.registrations,
                  [&](const Registration& r) { return r.owner == connection.id; });
  }
}

}  // namespace

Connection::Connection(const Opening& how)
    : opening(how), id(next_connection++), opener(std::this_thread::get_id()) {}

ConnectionTable& OpenConnections() {
  static auto* const table = new ConnectionTable;
  return *table;
}

HANDLE IssueHandle(const Opening& opening) {
  auto connection = std::make_shared<Connection>(opening);
  if (AnyOn()) return IssueAsSwitched(std::move(connection));
  return OpenConnections().Add(std::move(connection));
}

HANDLE FailedHandle() { return AnyOn() ? FailedAsSwitched() : FreshValue(); }

ConnectionPointer FindHandle(HANDLE handle, const Use& use) {
  if (handle == WTS_CURRENT_SERVER_HANDLE) {
    if (CurrentIsStopped()) return nullptr;
    Current& current = TheCurrent();
    const std::lock_guard lock(current.mutex);
    return current.connection;
  }
  return AnyOn() ? FindAsSwitched(handle, use) : OpenConnections().Find(handle);
}

void CloseServerHandle(HANDLE handle) {
  const bool lawful = AnyOn() ? CloseAsSwitched(handle) : EndHandle(handle) != nullptr;
  if (!lawful) ++unlawful_closes;
}

ConnectionPointer EndHandle(HANDLE handle) {
  ConnectionPointer connection = OpenConnections().Remove(handle);
  if (connection != nullptr) EndConnection(*connection);
  return connection;
}

unsigned UnlawfulCloses() { return unlawful_closes; }

unsigned LiveHandles() { return static_cast<unsigned>(OpenConnections().size()); }

void ResetHandles() {
  for (const auto& [handle, connection] : OpenConnections().All()) EndHandle(handle);
  Current& current = TheCurrent();
  const std::lock_guard lock(current.mutex);
  EndConnection(*current.connection);
  current.connection = std::make_shared<Connection>(Opening{.server = ServerId::kThis});
  unlawful_closes = 0;
}

}  // namespace wtsmock
