#include "mock/handles/handles.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>

#include "mock/abi/current_call.h"
#include "mock/abi/last_error.h"
#include "mock/abi/system.h"
#include "mock/handles/failed_opens.h"
#include "mock/handles/handle_defects.h"
#include "mock/handles/handle_values.h"
#include "mock/handles/issued.h"
#include "mock/handles/slot_table.h"
#include "mock/hook/hook.h"
#include "mock/ledger/handle_notes.h"
#include "mock/ledger/journal.h"
#include "mock/switches/configuration.h"
#include "mock/world/meet_faults.h"
#include "mock/world/reset.h"

namespace wtsmock {
namespace {

SlotTable<> slots;
constinit thread_local WTSMOCK_FIXED_PLACE Magazine magazine{};
constinit thread_local bool magazine_has_ended = false;

std::atomic<unsigned> invalid_closes = 0;

// The id of the open that WTS_CURRENT_SERVER_HANDLE stands for now. Zero until a call needs it.
constinit std::atomic<std::uint64_t> current_id = 0;

// At the end of a thread its free slots go back.
void EndMagazine() {
  slots.Empty(magazine);
  EndJournal();
  magazine.limit = 0;
  magazine_has_ended = true;
}

// Not inlined: it is needed once in a thread's life.
[[gnu::noinline]] void TakeMagazineIntoUse() {
  // What is destroyed after it opens and closes without a magazine.
  if (magazine_has_ended) return;
  HoldAcrossFork(ForkOrder::kSlots, slots.mutex());
  AtThreadEnd(EndMagazine);
  magazine.limit = Magazine::kCapacity;
}

Magazine& MyMagazine() {
  if (magazine.limit == 0) TakeMagazineIntoUse();
  return magazine;
}

// The id of the open that a slot's handle stands for. Other ids are fresh values.
std::uint64_t IdOf(HANDLE handle) { return reinterpret_cast<std::uintptr_t>(handle); }

std::uint64_t CurrentId() {
  std::uint64_t id = current_id.load(std::memory_order_acquire);
  if (id != 0) return id;
  const std::uint64_t fresh = IdOf(FreshValue());
  return current_id.compare_exchange_strong(id, fresh) ? fresh : id;
}

// Takes away what the world has noted under the id of an open.
void Detach(World& world, std::uint64_t id) {
  EndWaits(world, id, WaitEnd::kClosed);
  if (IsOn(Switch::kRegistrationsOutliveClose)) return;
  std::erase_if(world.registrations, [&](const Registration& r) { return r.owner == id; });
}

bool CloseAttachedSlot(HANDLE handle) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  if (!slots.CloseAttached(MyMagazine(), handle)) return false;
  Detach(world, IdOf(handle));
  return true;
}

// The two rarer ways are not inlined: the usual ones would save registers for them at every call.

// With an empty magazine, or none.
[[gnu::noinline]] HANDLE OpenFirst(std::uint32_t opening) noexcept {
  const HANDLE handle = slots.Open(MyMagazine(), opening);
  if (handle != nullptr) return handle;
  Fail(ERROR_NOT_ENOUGH_MEMORY);
  return FailedValue();
}

// What an open handle stands for, whatever is switched on.
std::optional<Target> TargetOf(HANDLE handle) {
  if (auto target = TargetOfSlot(handle)) return target;
  if (!HasIssued()) return std::nullopt;
  const IssuedPointer issued = IssuedHandles().Find(handle);
  return issued == nullptr ? std::nullopt : TargetOfSlot(issued->slot);
}

// Meets the faults that name WTSCloseServer. False where a reset came meanwhile, and closed it.
bool MeetFaultsAtClose(HANDLE handle) {
  const auto target = TargetOf(handle);
  const auto server = target.has_value() ? target->opening.server : std::nullopt;
  World& world = TheWorld();
  std::unique_lock lock(world.mutex);
  const std::uint64_t current = CurrentId();
  const auto is_reset = [&] { return CurrentId() != current; };
  MeetFaults(world, lock, {"WTSCloseServer", server, {}, {}, Where::kAtEntry}, is_reset);
  return !is_reset();
}

bool IsWaitedOn(HANDLE handle) {
  const auto target = TargetOf(handle);
  if (!target.has_value()) return false;
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return HasWaits(world, target->id);
}

// Every other close: while a switch is on, of a handle that something is attached to, the first one
// of a thread, and of what is not open.
void CloseOwn(HANDLE handle) noexcept {
  try {
    if (HasOnlyLedger() && magazine.limit != 0 &&
        slots.Close(magazine, handle) == Closing::kClosed) {
      JournalClose(handle);
      return;
    }
    if (HasLedger()) {
      BeginCall("WTSCloseServer");
      if (IsWaitedOn(handle)) NoteWaitedOnAtClose(handle);
    }
    if (HasFaults() && !MeetFaultsAtClose(handle)) return;
    const bool was_open =
        IsAnyOn() ? CloseAsSwitched(handle) : EndSlot(handle) || EndIssued(handle) != nullptr;
    if (HasLedger()) NoteClosed(handle, was_open, !was_open && WasHandle(handle));
    if (!was_open && !CloseFailedOpen(handle)) {
      invalid_closes.fetch_add(1, std::memory_order_relaxed);
    }
  } catch (const std::bad_alloc&) {
    Fail(ERROR_NOT_ENOUGH_MEMORY);
  }
}

// The same, unless something is installed for it.
[[gnu::noinline]] void CloseSlow(HANDLE handle) noexcept {
  if (const auto installed = Installed<&WtsMockFunctions::WTSCloseServer>()) {
    installed(handle);
  } else {
    CloseOwn(handle);
  }
}

// Closes everything, and ends the calls that wait on WTS_CURRENT_SERVER_HANDLE.
void ResetHandles() {
  for (const HANDLE handle : slots.All()) EndSlot(handle);
  for (const auto& [value, issued] : IssuedHandles().All()) EndIssued(value);
  {
    World& world = TheWorld();
    const std::lock_guard lock(world.mutex);
    Detach(world, current_id.exchange(IdOf(FreshValue())));
  }
  invalid_closes = 0;
  ForgetFailedOpens();
  ForgetClosed();
  ForgetValues();
}

AtReset reset_handles(ResetHandles);

// In front of the store: not inlined, so that the usual way saves no registers for it.
[[gnu::noinline]] int IsIssued(HANDLE value) {
  const IssuedPointer issued = IssuedHandles().Find(value);
  return issued != nullptr && slots.IsOpen(issued->slot) ? 1 : 0;
}

}  // namespace

HANDLE OpenSlot(const Opening& opening) {
  const HANDLE handle = slots.Open(MyMagazine(), Packed(opening));
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

std::optional<Target> TargetOfSlot(HANDLE slot) {
  const auto record = slots.Record(slot);
  if (!record.has_value()) return std::nullopt;
  return Target{.opening = Unpacked(*record), .id = IdOf(slot), .slot = slot};
}

bool EndSlot(HANDLE handle) {
  const Closing closing = slots.Close(MyMagazine(), handle);
  return closing == Closing::kClosed ||
         (closing == Closing::kAttached && CloseAttachedSlot(handle));
}

std::vector<HANDLE> OpenSlots() { return slots.All(); }

HANDLE SuccessorOf(HANDLE slot) { return slots.InSlotOf(slot); }

HANDLE IssueSlot(std::uint32_t opening) noexcept {
  return magazine.IsEmpty() ? OpenFirst(opening) : slots.Open(magazine, opening);
}

HANDLE IssueHandle(const Opening& opening) {
  return IsAnyOn() ? IssueAsSwitched(opening) : IssueSlot(Packed(opening));
}

HANDLE FailedHandle() { return IsAnyOn() ? FailedAsSwitched() : FailedValue(); }

Target CurrentTarget() {
  return {.opening = {.server = ServerId::kThis}, .id = CurrentId(), .is_current = true};
}

std::optional<Target> FindHandle(HANDLE handle, const Use& use) {
  if (handle == WTS_CURRENT_SERVER_HANDLE) {
    if (CurrentIsStopped()) return std::nullopt;
    Target current = CurrentTarget();
    current.opening.server = ServerOfCurrent();
    return current;
  }
  return IsAnyOn() ? FindAsSwitched(handle, use) : TargetOf(handle);
}

bool IsClosed(const Target& target) {
  if (target.is_current) return target.id != CurrentId();
  return target.slot != nullptr && !slots.IsOpen(target.slot);
}

bool Attach(const Target& target) {
  return target.slot != nullptr ? slots.Attach(target.slot) : !IsClosed(target);
}

void CloseServerHandle(HANDLE handle) noexcept {
  const bool is_usual = IsWayFree() && magazine.limit != 0;
  if (is_usual && slots.Close(magazine, handle) == Closing::kClosed) return;
  CloseSlow(handle);
}

bool WasHandle(HANDLE value) {
  return slots.WasIssued(value) || WasIssued(value) || WasFailedOpen(value);
}

unsigned InvalidCloses() { return invalid_closes; }

unsigned LiveHandles() {
  const auto all = slots.All();
  return static_cast<unsigned>(std::ranges::count_if(all, [](HANDLE slot) {
    const auto target = TargetOfSlot(slot);
    return target.has_value() && target->opening.server.has_value();
  }));
}

void FollowSwitches() {
  NoteOpenSlots();
  ForgetClosed();
  ForgetValues();
}

}  // namespace wtsmock

VOID WINAPI wtsmock::own::WTSCloseServer(HANDLE handle) { wtsmock::CloseOwn(handle); }

int WtsMockIsOpen(void* handle) {
  if (wtsmock::slots.IsOpen(handle)) return 1;
  return wtsmock::HasIssued() ? wtsmock::IsIssued(handle) : 0;
}
