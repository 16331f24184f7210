#include "mock/handles/handles.h"

#include <atomic>
#include <mutex>

#include "mock/abi/last_error.h"
#include "mock/abi/system.h"
#include "mock/handles/handle_faults.h"
#include "mock/handles/handle_values.h"
#include "mock/handles/slot_table.h"
#include "mock/switches/configuration.h"
#include "mock/world/reset.h"

// A library's thread-local storage lies where the loader happens to put it, and is asked for on
// every access; a small part of it may be given a fixed place when the library is loaded.
#ifdef __ELF__
#define WTSMOCK_FIXED_PLACE __attribute__((tls_model("initial-exec")))
#else
#define WTSMOCK_FIXED_PLACE
#endif

namespace wtsmock {
namespace {

SlotTable<> slots;
constinit thread_local WTSMOCK_FIXED_PLACE Magazine magazine{};
constinit thread_local bool magazine_has_ended = false;

std::atomic<unsigned> invalid_closes = 0;

// Null until one has been needed.
constinit std::atomic<ConnectionTable*> connections = nullptr;

[[gnu::noinline]] int IsConnection(HANDLE handle) {
  return OpenConnections().Find(handle) != nullptr ? 1 : 0;
}

// Whether there may be handles from a time when a switch was on.
bool HasConnections() {
  const ConnectionTable* const table = connections.load(std::memory_order_acquire);
  return table != nullptr && table->size() != 0;
}

// At the end of a thread its free slots go back.
void EndMagazine() {
  slots.Empty(magazine);
  magazine.limit = 0;
  magazine_has_ended = true;
}

// Not inlined: it is needed once in a thread's life.
[[gnu::noinline]] void TakeMagazineIntoUse() {
  // What is destroyed after it opens and closes without a magazine.
  if (magazine_has_ended) return;
  HoldAcrossFork(slots.mutex());  // no thread is in the midst of changing the depot
  AtThreadEnd(EndMagazine);
  magazine.limit = Magazine::kCapacity;
}

Magazine& MyMagazine() {
  if (magazine.limit == 0) TakeMagazineIntoUse();
  return magazine;
}

// The id of the open that a slot's handle stands for. Connections' ids are fresh values.
std::uint64_t IdOf(HANDLE handle) { return reinterpret_cast<std::uintptr_t>(handle); }

struct Current {
  std::mutex mutex;
  ConnectionPointer connection = std::make_shared<Connection>(Opening{.server = ServerId::kThis});
};

// What WTS_CURRENT_SERVER_HANDLE stands for. Never destroyed, like all that a call needs.
Current& TheCurrent() {
  static auto* const current = new Current;
  return *current;
}

std::optional<Target> TargetOf(const ConnectionPointer& connection) {
  if (connection == nullptr) return std::nullopt;
  return Target{.opening = connection->opening, .id = connection->id, .connection = connection};
}

// Takes away what the world has noted under the id of an open.
void Detach(World& world, std::uint64_t id) {
  if (IsOn(Switch::kCloseEndsAllWaits)) {
    for (const Server& server : world.servers) EndWaitsOn(world, server.id, WaitEnd::kServerGone);
  }
  EndWaits(world, id, WaitEnd::kClosed);
  if (IsOn(Switch::kRegistrationsOutliveClose)) return;
  std::erase_if(world.registrations, [&](const Registration& r) { return r.owner == id; });
}

void EndConnection(Connection& connection) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  connection.closed = true;
  Detach(world, connection.id);
}

bool CloseAttachedSlot(HANDLE handle) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  if (!slots.CloseAttached(MyMagazine(), handle)) return false;
  Detach(world, IdOf(handle));
  return true;
}

bool EndSlot(HANDLE handle) {
  const Closing closing = slots.Close(MyMagazine(), handle);
  return closing == Closing::kClosed ||
         (closing == Closing::kAttached && CloseAttachedSlot(handle));
}

// The two rarer ways are not inlined: the usual ones would save registers for them at every call.

// With an empty magazine, or none.
[[gnu::noinline]] HANDLE OpenFirst(std::uint32_t opening) noexcept {
  const HANDLE handle = slots.Open(MyMagazine(), opening);
  if (handle != nullptr) return handle;
  Fail(ERROR_NOT_ENOUGH_MEMORY);
  return FreshValue();
}

// Every other close: while a switch is on, of a handle that something is attached to, the first one
// of a thread, and of what is not open.
[[gnu::noinline]] void CloseSlow(HANDLE handle) noexcept {
  try {
    const bool was_open =
        IsAnyOn() ? CloseAsSwitched(handle) : EndSlot(handle) || EndHandle(handle) != nullptr;
    if (!was_open) invalid_closes.fetch_add(1, std::memory_order_relaxed);
  } catch (const std::bad_alloc&) {
    Fail(ERROR_NOT_ENOUGH_MEMORY);
  }
}

// Makes connections of all slots.
void MakeConnections() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  for (const HANDLE handle : slots.All()) {
    const auto record = slots.Record(handle);
    OpenConnections().Put(handle, std::make_shared<Connection>(Unpacked(*record), IdOf(handle)));
    if (slots.Close(MyMagazine(), handle) == Closing::kAttached) {
      slots.CloseAttached(MyMagazine(), handle);
    }
  }
}

// Closes everything, and ends the calls that wait on WTS_CURRENT_SERVER_HANDLE.
void ResetHandles() {
  for (const HANDLE handle : slots.All()) EndSlot(handle);
  for (const auto& [handle, connection] : OpenConnections().All()) EndHandle(handle);
  {
    Current& current = TheCurrent();
    const std::lock_guard lock(current.mutex);
    EndConnection(*current.connection);
    current.connection = std::make_shared<Connection>(Opening{.server = ServerId::kThis});
  }
  invalid_closes = 0;
  ForgetFaults();
  ForgetValues();
}

AtReset reset_handles(ResetHandles);

}  // namespace

Connection::Connection(const Opening& how)
    : Connection(how, reinterpret_cast<std::uintptr_t>(FreshValue())) {}

Connection::Connection(const Opening& how, std::uint64_t number)
    : opening(how), id(number), opener(std::this_thread::get_id()) {}

ConnectionTable& OpenConnections() {
  static auto* const table = [] {
    auto* const fresh = new ConnectionTable;
    connections = fresh;
    return fresh;
  }();
  return *table;
}

HANDLE IssueSlot(std::uint32_t opening) noexcept {
  return magazine.IsEmpty() ? OpenFirst(opening) : slots.Open(magazine, opening);
}

HANDLE IssueHandle(const Opening& opening) {
  if (IsAnyOn()) return IssueAsSwitched(std::make_shared<Connection>(opening));
  return IssueSlot(Packed(opening));
}

HANDLE FailedHandle() { return IsAnyOn() ? FailedAsSwitched() : FreshValue(); }

std::optional<Target> FindHandle(HANDLE handle, const Use& use) {
  if (handle == WTS_CURRENT_SERVER_HANDLE) {
    if (CurrentIsStopped()) return std::nullopt;
    Current& current = TheCurrent();
    const std::lock_guard lock(current.mutex);
    return TargetOf(current.connection);
  }
  if (IsAnyOn()) return TargetOf(FindAsSwitched(handle, use));
  if (const auto record = slots.Record(handle)) {
    return Target{.opening = Unpacked(*record), .id = IdOf(handle), .slot = handle};
  }
  return HasConnections() ? TargetOf(OpenConnections().Find(handle)) : std::nullopt;
}

bool IsClosed(const Target& target) {
  return target.connection != nullptr ? target.connection->closed.load()
                                      : !slots.IsOpen(target.slot);
}

bool Attach(const Target& target) {
  return target.connection != nullptr ? !target.connection->closed : slots.Attach(target.slot);
}

void CloseServerHandle(HANDLE handle) noexcept {
  const bool is_usual = !IsAnyOn() && magazine.limit != 0;
  if (is_usual && slots.Close(magazine, handle) == Closing::kClosed) return;
  CloseSlow(handle);
}

ConnectionPointer EndHandle(HANDLE handle) {
  if (!HasConnections()) return nullptr;
  ConnectionPointer connection = OpenConnections().Remove(handle);
  if (connection != nullptr) EndConnection(*connection);
  return connection;
}

bool WasHandle(HANDLE value) { return slots.WasIssued(value) || WasIssued(value); }

unsigned InvalidCloses() { return invalid_closes; }

unsigned LiveHandles() {
  return static_cast<unsigned>(slots.All().size() + OpenConnections().size());
}

void FollowSwitches() {
  if (IsAnyOn()) MakeConnections();
  ForgetFaults();
  ForgetValues();
}

}  // namespace wtsmock

int WtsMockIsOpen(void* handle) {
  if (wtsmock::slots.IsOpen(handle)) return 1;
  return wtsmock::HasConnections() ? wtsmock::IsConnection(handle) : 0;
}
