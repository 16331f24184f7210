#include "mock/handles/handle_defects.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "mock/abi/buffers.h"
#include "mock/abi/last_error.h"
#include "mock/handles/failed_opens.h"
#include "mock/handles/handle_values.h"
#include "mock/handles/handles.h"
#include "mock/handles/issued.h"
#include "mock/switches/configuration.h"
#include "mock/switches/process_defects.h"

namespace wtsmock {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kTombstones = 64;
constexpr unsigned kUsesBeforeWornOut = 5;
constexpr auto kIdleBeforeTimeOut = std::chrono::milliseconds(40);
constexpr auto kHalfASecond = std::chrono::milliseconds(500);
constexpr auto kLate = std::chrono::milliseconds(300);

// What a handle that is a bare pointer points to (stale-use-after-free). Large enough that little
// else is put where it was; head and tail are what an allocator uses for itself.
struct Record {
  char head[200];
  const Record* self;
  char tail[200];
};

// A handle that was closed.
struct Dead {
  HANDLE slot;
  Target once_more;  // for defects that accept the value: what it stood for, and is never closed
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
  Clock::time_point opened = Clock::now();
  Clock::time_point last_use = opened;
  bool right_after_a_close = false;
};

struct Past {
  std::mutex mutex;
  std::unordered_map<HANDLE, Dead> dead;
  HANDLE last_closed = nullptr;
  std::uint64_t opens = 0;
  std::uint64_t closes = 0;
  std::unordered_map<HANDLE, Wear> wear;
  Clock::time_point last_close;  // reopened-dies-late
  std::set<DWORD> absent_sessions;
};

Past& ThePast() {
  static auto* const past = new Past;
  return *past;
}

std::atomic<bool> current_stopped = false;
// Whether WTS_CURRENT_SERVER_HANDLE was used, and first while a handle was open.
std::atomic<bool> current_used = false;
std::atomic<bool> current_bound = false;
// The server that it stands for (current-is-first-opened); kUnbound before anything was asked of
// it or opened.
constexpr ServerId kUnbound{0xFFFF'FFFF};
std::atomic<ServerId> current_server = kUnbound;
std::atomic<bool> listeners_stopped = false;
std::atomic<bool> exiting = false;
std::atomic<bool> shut_down = false;
std::atomic<unsigned> failures_in_a_row = 0;
std::atomic<unsigned> closes_begun = 0;
std::atomic<bool> somebody_closes = false;
// How the handle was opened that was closed last (reopen-keeps-server), packed.
std::atomic<std::uint32_t> last_opening = Packed({});
// And the one that was opened last (bound-at-first-use).
std::atomic<std::uint32_t> newest_opening = Packed({});

constexpr Switch kNeedThePast[] = {Switch::kStaleAccepted,
                                   Switch::kStaleQueries,
                                   Switch::kStaleMutates,
                                   Switch::kStaleSecondUse,
                                   Switch::kStaleOtherThread,
                                   Switch::kStaleUntilNextClose,
                                   Switch::kStaleAfterOpen,
                                   Switch::kStaleWhileSiblingsLive,
                                   Switch::kStaleAfterTime,
                                   Switch::kStaleAfterHalfASecond,
                                   Switch::kStaleFirstUseLate,
                                   Switch::kStaleCrashes,
                                   Switch::kStaleHangs,
                                   Switch::kStaleUseSpoilsBuffers,
                                   Switch::kDoubleCloseCrashes,
                                   Switch::kDoubleCloseKillsNewer,
                                   Switch::kStaleUseAfterFree,
                                   Switch::kStaleOtherServer,
                                   Switch::kStaleAnsi,
                                   Switch::kTombstonesRunOut,
                                   Switch::kDoubleCloseStopsCurrent,
                                   Switch::kCloseFailedKillsNewest};

void BindCurrent(ServerId server) {
  ServerId none = kUnbound;
  current_server.compare_exchange_strong(none, server);
}

// Ends the handles that the thread opened when it ends (handle-dies-with-thread).
struct Reaper {
  std::vector<HANDLE> handles;
  ~Reaper() {
    for (const HANDLE handle : handles) EndIssued(handle);
  }
};

void DieWithThread(HANDLE handle) {
  thread_local Reaper reaper;
  reaper.handles.push_back(handle);
}

bool HasSibling(const Opening& opening) {
  return std::ranges::any_of(IssuedHandles().All(), [&](const auto& entry) {
    return entry.second->opening.server == opening.server;
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
         (IsOn(Switch::kStaleWhileSiblingsLive) && HasSibling(dead.once_more.opening)) ||
         (IsOn(Switch::kStaleAfterOpen) && past.opens > dead.opens_before) ||
         (IsOn(Switch::kStaleAfterTime) && age >= std::chrono::milliseconds(20)) ||
         (IsOn(Switch::kStaleAfterHalfASecond) && age >= kHalfASecond) ||
         (IsOn(Switch::kStaleFirstUseLate) && dead.uses == 1 && age >= kLate) ||
         (IsOn(Switch::kStaleOtherServer) && dead.once_more.opening.server != ServerId::kThis) ||
         (IsOn(Switch::kStaleAnsi) && use.ansi) ||
         (IsOn(Switch::kTombstonesRunOut) && past.closes - dead.closes_by_then > kTombstones) ||
         (IsOn(Switch::kStaleUseAfterFree) && FreedRecordServes(dead.record));
}

std::optional<Target> FindStale(HANDLE handle, const Use& use) {
  Past& past = ThePast();
  {
    const std::lock_guard lock(past.mutex);
    const auto found = past.dead.find(handle);
    if (found == past.dead.end()) return std::nullopt;
    ++found->second.uses;
    if (StaleServes(past, handle, found->second, use)) return found->second.once_more;
    if (IsOn(Switch::kStaleUseSpoilsBuffers)) {
      PoisonBuffers(reinterpret_cast<std::uintptr_t>(found->second.slot));
    }
  }
  if (IsOn(Switch::kStaleCrashes)) Crash();
  if (IsOn(Switch::kStaleHangs)) Hang();
  return std::nullopt;
}

// A live handle that the consumer refuses all the same.
bool Refuses(const Opening& opening, const Use& use) {
  return IsOn(Switch::kOnlyCurrentServed) ||
         (IsOn(Switch::kAnsiRefusesWide) && use.ansi && opening.wide) ||
         (IsOn(Switch::kWideRefusesAnsi) && !use.ansi && !opening.wide) ||
         (IsOn(Switch::kExRefused) && !use.names_ex && opening.by_ex && !opening.shows_vms);
}

void Bury(HANDLE handle, const Issued& issued) {
  if (std::ranges::none_of(kNeedThePast, IsOn)) return;
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  past.last_closed = handle;
  const Target once_more{.opening = issued.opening,
                         .id = reinterpret_cast<std::uintptr_t>(FreshValue())};
  past.dead.insert_or_assign(
      handle, Dead{issued.slot, once_more, std::this_thread::get_id(), Clock::now(), past.opens,
                   ++past.closes, 0, IsOn(Switch::kStaleUseAfterFree) ? FreedRecord() : nullptr});
}

void EndForGood(HANDLE handle) {
  const IssuedPointer ended = EndIssued(handle);
  if (ended == nullptr) return;
  Bury(handle, *ended);
  ValueReturned(handle);
}

// Whether the thread that opened it has another handle open.
bool OpenerHoldsAnother(const Issued& issued) {
  return std::ranges::count_if(IssuedHandles().All(), [&](const auto& entry) {
           return entry.second->opener == issued.opener;
         }) > 1;
}

bool OpenedByThisThread(const IssuedTable::Entry& entry) {
  return entry.second->opener == std::this_thread::get_id();
}

// Where this thread holds none: the handle that another one opened last.
HANDLE LastOfAnotherThread() {
  const auto all = IssuedHandles().All();
  return std::ranges::any_of(all, OpenedByThisThread) ? nullptr : NewestHandle();
}

bool IsWaitedOn(const Issued& issued) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return HasWaits(world, reinterpret_cast<std::uintptr_t>(issued.slot));
}

bool HasRegistrationOfCurrent() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return std::ranges::any_of(world.registrations,
                             [](const Registration& r) { return r.owner == CurrentTarget().id; });
}

bool IsIgnored(const Issued& issued) {
  const bool elsewhere = issued.opener != std::this_thread::get_id();
  return (IsOn(Switch::kCloseIgnoresUnused) && !issued.used) ||
         (IsOn(Switch::kCloseIgnoresOtherThread) && elsewhere) ||
         (IsOn(Switch::kCloseLostBetweenThreads) && elsewhere && OpenerHoldsAnother(issued)) ||
         (IsOn(Switch::kExNotClosed) && issued.opening.by_ex) ||
         (IsOn(Switch::kRespelledNotClosed) && issued.opening.is_respelled) ||
         (IsOn(Switch::kWaitKeepsHandle) && IsWaitedOn(issued)) ||
         (IsOn(Switch::kCloseJudgesOldError) && GetLastError() == ERROR_INVALID_HANDLE) ||
         (IsOn(Switch::kRegistrationKeepsHandles) && HasRegistrationOfCurrent()) ||
         (IsOn(Switch::kThirdCloseLost) && ++closes_begun % 3 == 0);
}

// Another handle to the server of an Ex handle that a plain opener gave; NULL if there is none.
HANDLE PlainSibling(const Issued& issued) {
  for (const auto& [other, candidate] : IssuedHandles().All()) {
    const Opening& opening = candidate->opening;
    if (!opening.by_ex && opening.server == issued.opening.server) return other;
  }
  return nullptr;
}

// The plain handle to the server of an Ex handle that was opened first; NULL where none or one is.
HANDLE OldestOfPlainSiblings(const Issued& issued) {
  auto siblings = IssuedHandles().All();
  std::erase_if(siblings, [&](const IssuedTable::Entry& entry) {
    const Opening& opening = entry.second->opening;
    return opening.by_ex || opening.server != issued.opening.server;
  });
  if (siblings.size() < 2) return nullptr;
  return std::ranges::min_element(
             siblings, {}, [](const IssuedTable::Entry& entry) { return entry.second->number; })
      ->first;
}

// The handles that the close of one of them ends.
std::vector<HANDLE> HandlesToEnd(HANDLE handle, const Issued& issued) {
  if (IsOn(Switch::kCloseKillsNewest)) return {NewestHandle()};
  std::vector<HANDLE> ending = {handle};
  if (IsOn(Switch::kCloseDropsLast) && IssuedHandles().size() > 2) {
    ending.push_back(NewestHandle());
  }
  if (IsOn(Switch::kCloseOnThirdThreadTakesLast) && issued.opener != std::this_thread::get_id()) {
    ending.push_back(LastOfAnotherThread());
  }
  if (IsOn(Switch::kExCloseKillsPlain) && issued.opening.by_ex) {
    ending.push_back(PlainSibling(issued));
  }
  if (IsOn(Switch::kExCloseKillsOldest) && issued.opening.by_ex) {
    ending.push_back(OldestOfPlainSiblings(issued));
  }
  for (const auto& [other, candidate] : IssuedHandles().All()) {
    const bool beside = candidate->opening.server == issued.opening.server;
    if ((IsOn(Switch::kCloseKillsSiblings) && beside) ||
        (IsOn(Switch::kCloseKillsUnused) && beside && !candidate->used) ||
        (IsOn(Switch::kFailedSurvivorDies) && candidate->failed)) {
      ending.push_back(other);
    }
  }
  return ending;
}

void EndAllWaits() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  for (const Server& server : world.servers) EndWaitsOn(world, server.id, WaitEnd::kServerGone);
}

void EndWaitsOnCurrent() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  EndWaits(world, CurrentTarget().id, WaitEnd::kServerGone);
}

void EndRegistrationsOfCurrent() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  std::erase_if(world.registrations,
                [](const Registration& r) { return r.owner == CurrentTarget().id; });
}

void AfterClose(const Issued& issued) {
  listeners_stopped = IsOn(Switch::kCloseStopsListeners);
  last_opening = Packed(issued.opening);
  if (IsOn(Switch::kCloseEndsCurrentsWaits)) EndWaitsOnCurrent();
  if (IsOn(Switch::kCloseEndsAllWaits)) EndAllWaits();
  if (IsOn(Switch::kCloseEndsCurrentsRegistrations)) EndRegistrationsOfCurrent();
  if (IsOn(Switch::kCloseSpoilsBuffers))
    PoisonBuffers(reinterpret_cast<std::uintptr_t>(issued.slot));
  if (IsOn(Switch::kCloseSpoilsCurrentsBuffers)) PoisonBuffers(CurrentTarget().id);
  if (IsOn(Switch::kCloseSpoilsSids)) PoisonSids(reinterpret_cast<std::uintptr_t>(issued.slot));
  if (IsOn(Switch::kCloseLeaksDescriptor)) LeakDescriptor();
  if (IsOn(Switch::kCloseLeaksMemory)) LeakMemory();
  if (IssuedHandles().size() > 0) return;
  if (IsOn(Switch::kLastCloseStopsCurrent) || current_bound) current_stopped = true;
  if (IsOn(Switch::kReopenFails)) shut_down = true;
}

void CloseOpen(HANDLE handle, const Issued& issued) {
  if (IsOn(Switch::kCloseDuringWaitHangs) && IsWaitedOn(issued)) Hang();
  if (IsIgnored(issued)) return;
  if (IsOn(Switch::kRacingCloseLost)) {
    if (somebody_closes.exchange(true)) return;
    LetOthersRun();
    somebody_closes = false;
  }
  for (const HANDLE each : HandlesToEnd(handle, issued)) EndForGood(each);
  AfterClose(issued);
}

// Ends the handle that took over the slot of the dead one.
void EndSuccessor(const Dead& dead) {
  const HANDLE successor = SuccessorOf(dead.slot);
  for (const auto& [value, issued] : IssuedHandles().All()) {
    if (issued->slot == successor) EndForGood(value);
  }
}

void CloseStale(const Dead& dead) {
  if (IsOn(Switch::kDoubleCloseCrashes)) Crash();
  if (IsOn(Switch::kDoubleCloseKillsNewer)) EndSuccessor(dead);
  if (IsOn(Switch::kDoubleCloseStopsCurrent)) current_stopped = true;
}

void CloseUnknown() {
  if (!IsOn(Switch::kCloseGarbageClosesAll)) return;
  for (const auto& [value, issued] : IssuedHandles().All()) EndForGood(value);
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
  const auto all = IssuedHandles().All();
  const auto newest = std::ranges::max_element(
      all, {}, [](const IssuedTable::Entry& entry) { return entry.second->number; });
  return newest == all.end() ? nullptr : newest->first;
}

void ChannelHasClosed() {
  const HANDLE newest = IsOn(Switch::kChannelCloseEndsNewest) ? NewestHandle() : nullptr;
  if (newest != nullptr) EndForGood(newest);
}

bool ListenersAreStopped() { return listeners_stopped; }

ServerId ServerOfCurrent() {
  if (!IsOn(Switch::kCurrentIsFirstOpened)) return ServerId::kThis;
  BindCurrent(ServerId::kThis);
  return current_server;
}

bool IsShutDown() { return shut_down; }

std::optional<ServerId> KeptServer() {
  if (!IsOn(Switch::kReopenKeepsServer) || IssuedHandles().size() > 0) return std::nullopt;
  return Unpacked(last_opening).server;
}

bool OpenAmongOthers(Opening& opening) {
  if (!IsOn(Switch::kExFailsAmongPlain) && !IsOn(Switch::kFullTableTakesFirst)) return true;
  constexpr std::size_t kTable = 16;
  const auto all = IssuedHandles().All();
  if (IsOn(Switch::kFullTableTakesFirst) && all.size() >= kTable) {
    const auto first = std::ranges::min_element(
        all, {}, [](const IssuedTable::Entry& entry) { return entry.second->number; });
    opening.server = first->second->opening.server;
  }
  const auto plain = std::ranges::count_if(all, [&](const IssuedTable::Entry& entry) {
    const Opening& other = entry.second->opening;
    return !other.by_ex && other.server == opening.server;
  });
  return !(IsOn(Switch::kExFailsAmongPlain) && opening.by_ex && plain >= 2);
}

void CallHasFailed(const Target& target) {
  const bool keeps = IsOn(Switch::kFailedCallKeepsHandle);
  const bool ends = IsOn(Switch::kFailedCallEndsHandle);
  const bool spoils = IsOn(Switch::kFailedCallSpoilsNext);
  if (!keeps && !ends && !spoils && !IsOn(Switch::kFailedSurvivorDies)) return;
  for (const auto& [value, issued] : IssuedHandles().All()) {
    if (issued->slot != target.slot) continue;
    issued->failed = true;
    if (keeps) ++issued->opens;
    if (ends) issued->ended = true;
    if (spoils) issued->spoiled = true;
  }
}

void SessionIsAbsent(DWORD id) {
  if (!IsOn(Switch::kAbsentSessionRemembered)) return;
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  past.absent_sessions.insert(id);
}

bool WasSessionAbsent(DWORD id) {
  if (!IsOn(Switch::kAbsentSessionRemembered)) return false;
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  return past.absent_sessions.contains(id);
}

unsigned OpenHasFailed() {
  const unsigned failures = ++failures_in_a_row;
  if (failures > 1 && IsOn(Switch::kSecondFailureStopsCurrent)) current_stopped = true;
  return failures;
}

void BeforeIssue() {
  failures_in_a_row = 0;
  if (IsOn(Switch::kOpenLeaksThread)) LeakThread();
  if (IsOn(Switch::kCloseAtExitCrashes)) {
    // The handler runs before the destructors of objects that were there before the first open.
    static const int registered = std::atexit([] { exiting = true; });
    static_cast<void>(registered);
  }
  if (IsOn(Switch::kExitWithHandlesCrashes)) {
    static const int registered = std::atexit([] {
      if (IsOn(Switch::kExitWithHandlesCrashes) && IssuedHandles().size() > 0) Crash();
    });
    static_cast<void>(registered);
  }
  if (IsOn(Switch::kCloseKeepsConnection)) LeakDescriptor();
}

namespace {

bool IsWorn() {
  return IsOn(Switch::kHandleTimesOut) || IsOn(Switch::kHandleFallsAsleep) ||
         IsOn(Switch::kHandleWearsOut) || IsOn(Switch::kReopenedDiesLate);
}

}  // namespace

void AfterIssue(HANDLE handle) {
  if (IsOn(Switch::kHandleDiesWithThread)) DieWithThread(handle);
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  ++past.opens;
  past.dead.erase(handle);
  past.absent_sessions.clear();
  if (IsWorn()) {
    Wear& wear = past.wear[handle] = {};
    wear.right_after_a_close = wear.opened - past.last_close < kIdleBeforeTimeOut;
  }
  if (const IssuedPointer issued = IssuedHandles().Find(handle)) {
    newest_opening = Packed(issued->opening);
    if (const auto server = issued->opening.server) BindCurrent(*server);
  }
}

namespace {

bool IsWornOut(HANDLE handle) {
  if (!IsWorn()) return false;
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  Wear& wear = past.wear[handle];
  const auto idle = Clock::now() - wear.last_use;
  if (IsOn(Switch::kHandleTimesOut) && idle > kIdleBeforeTimeOut) return true;
  if (IsOn(Switch::kHandleFallsAsleep) && idle > kHalfASecond) return true;
  if (IsOn(Switch::kReopenedDiesLate) && wear.right_after_a_close &&
      Clock::now() - wear.opened > kIdleBeforeTimeOut) {
    return true;
  }
  wear.last_use = Clock::now();
  return ++wear.uses > kUsesBeforeWornOut && IsOn(Switch::kHandleWearsOut);
}

}  // namespace

std::optional<Target> FindAsSwitched(HANDLE handle, const Use& use) {
  const HANDLE open = TakenFor(handle);
  const IssuedPointer issued = open == nullptr ? nullptr : IssuedHandles().Find(open);
  if (issued == nullptr && IsOn(Switch::kFailedOpenKnowsSession) && WasFailedOpen(handle) &&
      use.session == WTS_CURRENT_SESSION) {
    return CurrentTarget();
  }
  if (issued == nullptr) return FindStale(handle, use);
  const bool is_first = !issued->used.exchange(true);
  if (issued->spoiled.exchange(false)) return std::nullopt;
  if (issued->ended || Refuses(issued->opening, use) || IsWornOut(open)) return std::nullopt;
  auto target = TargetOfSlot(issued->slot);
  if (!IsOn(Switch::kBoundAtFirstUse) || !target) return target;
  if (is_first) issued->bound = newest_opening.load();
  target->opening = Unpacked(issued->bound);
  return target;
}

bool CloseAsSwitched(HANDLE handle) {
  if (exiting) Crash();
  const HANDLE open = TakenFor(handle);
  const IssuedPointer issued = open == nullptr ? nullptr : IssuedHandles().Find(open);
  if (issued == nullptr) {
    CloseWhatIsNotOpen(handle);
    return false;
  }
  if (--issued->opens == 0) CloseOpen(open, *issued);
  if (IsOn(Switch::kReopenedDiesLate)) {
    Past& past = ThePast();
    const std::lock_guard lock(past.mutex);
    past.last_close = Clock::now();
  }
  return true;
}

bool CurrentIsStopped() {
  if (IsOn(Switch::kCurrentBoundToHandles) && !current_used.exchange(true)) {
    current_bound = IssuedHandles().size() > 0;
  }
  return current_stopped || (IsOn(Switch::kOpenStopsCurrent) && IssuedHandles().size() > 0);
}

void ForgetClosed() {
  Past& past = ThePast();
  const std::lock_guard lock(past.mutex);
  past.dead.clear();
  past.last_closed = nullptr;
  past.wear.clear();
  past.absent_sessions.clear();
  past.last_close = {};
  current_stopped = false;
  current_used = false;
  current_bound = false;
  current_server = kUnbound;
  listeners_stopped = false;
  shut_down = false;
  failures_in_a_row = 0;
  closes_begun = 0;
  last_opening = Packed({});
}

}  // namespace wtsmock
