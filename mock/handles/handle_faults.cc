#include "mock/handles/handle_faults.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "mock/abi/buffers.h"
#include "mock/handles/handle_values.h"
#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"
#include "mock/switches/fault_injection.h"

namespace wtsmock {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kTombstones = 64;
constexpr unsigned kUsesBeforeWornOut = 5;
constexpr auto kIdleBeforeTimeOut = std::chrono::milliseconds(40);

// What a handle that is a bare pointer points to (stale-use-after-free). Large enough that little
// else is put where it was; head and tail are what an allocator uses for itself.
struct Record {
  char head[200];
  const Record* self;
  char tail[200];
};

// A handle that was closed.
struct Dead {
  ConnectionPointer connection;  // open once more, for defects that accept the value
  unsigned slot;
  std::thread::id closer;
  Clock::time_point closed_at;
  std::uint64_t opens_before;
  std::uint64_t closes_by_then;
  unsigned uses;
  const Record* record;  // freed
};

// What a live handle has gone through.
struct Wear {
  unsigned uses = 0;
  Clock::time_point last_use = Clock::now();
};

struct Past {
  std::mutex mutex;
  std::unordered_map<HANDLE, Dead> dead;
  HANDLE last_closed = nullptr;
  std::uint64_t opens = 0;
  std::uint64_t closes = 0;
  std::unordered_map<HANDLE, Wear> wear;
};

Past& ThePast() {
  static auto* const past = new Past;
  return *past;
}

std::atomic<bool> current_stopped = false;
std::atomic<bool> exiting = false;
std::atomic<bool> shut_down = false;
std::atomic<unsigned> failures_in_a_row = 0;
std::atomic<unsigned> closes_begun = 0;
std::atomic<bool> somebody_closes = false;

constexpr Switch kNeedThePast[] = {Switch::kStaleAccepted,
                                   Switch::kStaleQueries,
                                   Switch::kStaleMutates,
                                   Switch::kStaleSecondUse,
                                   Switch::kStaleOtherThread,
                                   Switch::kStaleUntilNextClose,
                                   Switch::kStaleAfterOpen,
                                   Switch::kStaleWhileSiblingsLive,
                                   Switch::kStaleAfterTime,
                                   Switch::kStaleCrashes,
                                   Switch::kStaleHangs,
                                   Switch::kDoubleCloseCrashes,
                                   Switch::kDoubleCloseKillsNewer,
                                   Switch::kStaleUseAfterFree,
                                   Switch::kStaleOtherServer,
                                   Switch::kStaleAnsi,
                                   Switch::kTombstonesRunOut,
                                   Switch::kDoubleCloseStopsCurrent,
                                   Switch::kCloseFailedKillsNewest};

// Ends the handles that the thread opened when it ends (handle-dies-with-thread).
struct Reaper {
  std::vector<HANDLE> handles;
  ~Reaper() {
    for (const HANDLE handle : handles) EndHandle(handle);
  }
};

void DieWithThread(HANDLE handle) {
  thread_local Reaper reaper;
  reaper.handles.push_back(handle);
}

unsigned LowestFreeSlot() {
  std::vector<unsigned> taken;
  for (const auto& [handle, connection] : OpenConnections().All()) {
    taken.push_back(connection->slot);
  }
  unsigned slot = 0;
  while (std::ranges::count(taken, slot) > 0) ++slot;
  return slot;
}

bool HasSibling(const Connection& connection) {
  return std::ranges::any_of(OpenConnections().All(), [&](const auto& entry) {
    return entry.second->opening.server == connection.opening.server;
  });
}

const Record* FreedRecord() {
  auto* const record = new Record;
  const Record* volatile kept = record;
  // Volatile, or the compiler would see that the memory is freed and write nothing.
  *const_cast<const Record* volatile*>(&record->self) = record;
  delete record;
  return kept;
}

// Reads freed memory: it still holds what it held, or no longer leads anywhere.
bool FreedRecordServes(const Record* record) {
  const Record* const volatile* const self = &record->self;
  return (*self)->self == record;
}

bool StaleServes(const Past& past, HANDLE handle, const Dead& dead, const Use& use) {
  const auto age = Clock::now() - dead.closed_at;
  return IsOn(Switch::kStaleAccepted) || (IsOn(Switch::kStaleQueries) && use.queries) ||
         (IsOn(Switch::kStaleMutates) && use.changes) ||
         (IsOn(Switch::kStaleSecondUse) && dead.uses > 1) ||
         (IsOn(Switch::kStaleOtherThread) && dead.closer != std::this_thread::get_id()) ||
         (IsOn(Switch::kStaleUntilNextClose) && past.last_closed == handle) ||
         (IsOn(Switch::kStaleWhileSiblingsLive) && HasSibling(*dead.connection)) ||
         (IsOn(Switch::kStaleAfterOpen) && past.opens > dead.opens_before) ||
         (IsOn(Switch::kStaleAfterTime) && age >= std::chrono::milliseconds(20)) ||
         (IsOn(Switch::kStaleOtherServer) && dead.connection->opening.server != ServerId::kThis) ||
         (IsOn(Switch::kStaleAnsi) && use.ansi) ||
         (IsOn(Switch::kTombstonesRunOut) && past.closes - dead.closes_by_then > kTombstones) ||
         (IsOn(Switch::kStaleUseAfterFree) && FreedRecordServes(dead.record));
}

ConnectionPointer FindStale(HANDLE handle, const Use& use) {
  Past& past = ThePast();
  {
    const std::lock_guard lock(past.mutex);
    const auto found = past.dead.find(handle);
    if (found == past.dead.end()) return nullptr;
    ++found->second.uses;
    if (StaleServes(past, handle, found->second, use)) return found->second.connection;
  }
  if (IsOn(Switch::kStaleCrashes)) Crash();
  if (IsOn(Switch::kStaleHangs)) Hang();
  return nullptr;
}

// A live handle that the consumer refuses all the same.
bool Refuses(const Connection& connection, const Use& use) {
  const Opening& opening = connection.opening;
  return IsOn(Switch::kOnlyCurrentServed) ||
         (IsOn(Switch::kAnsiRefusesWide) && use.ansi && opening.wide) ||
         (IsOn(Switch::kWideRefusesAnsi) && !use.ansi && !opening.wide) ||
         (IsOn(Switch::kExRefused) && !use.names_ex && opening.by_ex && !opening.shows_vms);
}

void Bury(HANDLE handle, const Connection& connection) {
  if (std::ranges::none_of(kNeedThePast, IsOn)) return;
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  past.last_closed = handle;
  past.dead.insert_or_assign(
      handle, Dead{std::make_shared<Connection>(connection.opening), connection.slot,
                   std::this_thread::get_id(), Clock::now(), past.opens, ++past.closes, 0,
                   IsOn(Switch::kStaleUseAfterFree) ? FreedRecord() : nullptr});
}

void EndForGood(HANDLE handle) {
  const ConnectionPointer connection = EndHandle(handle);
  if (connection == nullptr) return;
  Bury(handle, *connection);
  ValueReturned(handle);
}

bool IsIgnored(const Connection& connection) {
  return (IsOn(Switch::kCloseIgnoresUnused) && !connection.used) ||
         (IsOn(Switch::kCloseIgnoresOtherThread) &&
          connection.opener != std::this_thread::get_id()) ||
         (IsOn(Switch::kExNotClosed) && connection.opening.by_ex) ||
         (IsOn(Switch::kThirdCloseLost) && ++closes_begun % 3 == 0);
}

// Another handle to the server of an Ex handle that a plain opener gave; NULL if there is none.
HANDLE PlainSibling(const Connection& connection) {
  for (const auto& [other, candidate] : OpenConnections().All()) {
    const Opening& opening = candidate->opening;
    if (!opening.by_ex && opening.server == connection.opening.server) return other;
  }
  return nullptr;
}

// The handles that the close of one of them ends.
std::vector<HANDLE> HandlesToEnd(HANDLE handle, const Connection& connection) {
  if (IsOn(Switch::kCloseKillsNewest)) return {NewestHandle()};
  std::vector<HANDLE> ending = {handle};
  if (IsOn(Switch::kCloseDropsLast) && OpenConnections().size() > 2) {
    ending.push_back(NewestHandle());
  }
  if (IsOn(Switch::kExCloseKillsPlain) && connection.opening.by_ex) {
    ending.push_back(PlainSibling(connection));
  }
  if (!IsOn(Switch::kCloseKillsSiblings)) return ending;
  for (const auto& [other, candidate] : OpenConnections().All()) {
    if (candidate->opening.server == connection.opening.server) ending.push_back(other);
  }
  return ending;
}

void HangDuringWait(const Connection& connection) {
  World& world = TheWorld();
  bool waits = false;
  {
    const std::lock_guard lock(world.mutex);
    waits = HasWaits(world, connection.id);
  }
  if (waits) Hang();
}

void AfterClose(const Connection& connection) {
  if (IsOn(Switch::kCloseSpoilsBuffers)) PoisonBuffers(connection.id);
  if (IsOn(Switch::kCloseLeaksDescriptor)) LeakDescriptor();
  if (IsOn(Switch::kCloseLeaksMemory)) LeakMemory();
  if (OpenConnections().size() > 0) return;
  if (IsOn(Switch::kLastCloseStopsCurrent)) current_stopped = true;
  if (IsOn(Switch::kReopenFails)) shut_down = true;
}

void CloseOpen(HANDLE handle, const Connection& connection) {
  if (IsOn(Switch::kCloseDuringWaitHangs)) HangDuringWait(connection);
  if (IsIgnored(connection)) return;
  if (IsOn(Switch::kRacingCloseLost)) {
    if (somebody_closes.exchange(true)) return;
    LetOthersRun();
    somebody_closes = false;
  }
  for (const HANDLE each : HandlesToEnd(handle, connection)) EndForGood(each);
  AfterClose(connection);
}

// Ends the handle that took over the slot of the dead one.
void EndSuccessor(const Dead& dead) {
  for (const auto& [handle, connection] : OpenConnections().All()) {
    if (connection->slot == dead.slot) EndForGood(handle);
  }
}

void CloseStale(const Dead& dead) {
  if (IsOn(Switch::kDoubleCloseCrashes)) Crash();
  if (IsOn(Switch::kDoubleCloseKillsNewer)) EndSuccessor(dead);
  if (IsOn(Switch::kDoubleCloseStopsCurrent)) current_stopped = true;
}

void CloseUnknown() {
  if (!IsOn(Switch::kCloseGarbageClosesAll)) return;
  for (const auto& [handle, connection] : OpenConnections().All()) EndForGood(handle);
}

void CloseWhatIsNotOpen(HANDLE handle) {
  if (handle == nullptr) {
    if (IsOn(Switch::kCloseNullStopsCurrent)) current_stopped = true;
    return;
  }
  if (handle == INVALID_HANDLE_VALUE && IsOn(Switch::kCloseMinusOneCrashes)) Crash();
  Past& past = ThePast();
  std::unique_lock lock(past.mutex);
  const auto found = past.dead.find(handle);
  if (found == past.dead.end()) {
    lock.unlock();
    if (!WasHandle(handle)) {
      CloseUnknown();
    } else if (IsOn(Switch::kCloseFailedKillsNewest)) {
      EndForGood(NewestHandle());
    }
    return;
  }
  const Dead dead = found->second;
  lock.unlock();
  CloseStale(dead);
}

}  // namespace

HANDLE NewestHandle() {
  const auto all = OpenConnections().All();
  const auto newest = std::ranges::max_element(
      all, {}, [](const ConnectionTable::Entry& entry) { return entry.second->id; });
  return newest == all.end() ? nullptr : newest->first;
}

bool IsShutDown() { return shut_down; }

void OpenHasFailed() {
  if (++failures_in_a_row > 1 && IsOn(Switch::kSecondFailureStopsCurrent)) current_stopped = true;
}

void BeforeIssue(Connection& connection) {
  failures_in_a_row = 0;
  if (IsOn(Switch::kDoubleCloseKillsNewer)) connection.slot = LowestFreeSlot();
  if (IsOn(Switch::kOpenLeaksThread)) LeakThread();
  if (IsOn(Switch::kCloseAtExitCrashes)) {
    // The handler runs before the destructors of objects that were there before the first open.
    static const int registered = std::atexit([] { exiting = true; });
    static_cast<void>(registered);
  }
  if (IsOn(Switch::kExitWithHandlesCrashes)) {
    static const int registered = std::atexit([] {
      if (IsOn(Switch::kExitWithHandlesCrashes) && OpenConnections().size() > 0) Crash();
    });
    static_cast<void>(registered);
  }
  if (IsOn(Switch::kCloseKeepsConnection)) LeakDescriptor();
}

namespace {

bool IsWorn() { return IsOn(Switch::kHandleTimesOut) || IsOn(Switch::kHandleWearsOut); }

}  // namespace

void AfterIssue(HANDLE handle) {
  if (IsOn(Switch::kHandleDiesWithThread)) DieWithThread(handle);
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  ++past.opens;
  past.dead.erase(handle);
  if (IsWorn()) past.wear[handle] = {};
}

namespace {

bool IsWornOut(HANDLE handle) {
  if (!IsWorn()) return false;
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  Wear& wear = past.wear[handle];
  const auto idle = Clock::now() - wear.last_use;
  if (IsOn(Switch::kHandleTimesOut) && idle > kIdleBeforeTimeOut) return true;
  wear.last_use = Clock::now();
  return ++wear.uses > kUsesBeforeWornOut && IsOn(Switch::kHandleWearsOut);
}

}  // namespace

ConnectionPointer FindAsSwitched(HANDLE handle, const Use& use) {
  const HANDLE open = TakenFor(handle);
  ConnectionPointer connection = open == nullptr ? nullptr : OpenConnections().Find(open);
  if (connection == nullptr) return FindStale(handle, use);
  connection->used = true;
  return Refuses(*connection, use) || IsWornOut(open) ? nullptr : connection;
}

bool CloseAsSwitched(HANDLE handle) {
  if (exiting) Crash();
  const HANDLE open = TakenFor(handle);
  const ConnectionPointer connection = open == nullptr ? nullptr : OpenConnections().Find(open);
  if (connection == nullptr) {
    CloseWhatIsNotOpen(handle);
    return false;
  }
  if (--connection->opens == 0) CloseOpen(open, *connection);
  return true;
}

bool CurrentIsStopped() {
  return current_stopped || (IsOn(Switch::kOpenStopsCurrent) && OpenConnections().size() > 0);
}

void ForgetFaults() {
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  past.dead.clear();
  past.last_closed = nullptr;
  past.wear.clear();
  current_stopped = false;
  shut_down = false;
  failures_in_a_row = 0;
  closes_begun = 0;
}

}  // namespace wtsmock
