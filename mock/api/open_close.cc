// WTSOpenServer, WTSOpenServerEx, WTSCloseServer.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>

#include "mock/abi/forms.h"
#include "mock/abi/system.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/handles/failed_opens.h"
#include "mock/handles/handle_defects.h"
#include "mock/handles/handles.h"
#include "mock/hook/hook.h"
#include "mock/ledger/handle_notes.h"
#include "mock/ledger/journal.h"
#include "mock/switches/configuration.h"
#include "mock/world/directory.h"
#include "mock/world/meet_faults.h"

namespace wtsmock {
namespace {

struct Request {
  std::optional<Text> name;
  bool by_ex;
  bool wide;
};

// What a name of NULL or "" stands for, if anything (EX-2, GAP-16).
std::optional<Opening> OpeningOfNoName(const Request& request) {
  Opening opening{.server = ServerId::kThis, .by_ex = request.by_ex, .wide = request.wide};
  if (request.name.has_value()) {
    return IsOn(Switch::kEmptyNameFails) ? std::nullopt : std::optional(opening);
  }
  if (request.by_ex) {
    if (IsOn(Switch::kExNullFails)) return std::nullopt;
    opening.shows_vms = !IsOn(Switch::kExHidesVms);
    return opening;
  }
  return IsOn(Switch::kNullNameFails) ? std::nullopt : std::optional(opening);
}

// What the documentation says that the open of a server shows.
Opening DocumentedOpening(const Listed& server, bool by_ex, bool wide) {
  return {.server = server.id,
          .by_ex = by_ex,
          .wide = wide,
          .shows_vms = by_ex && !server.is_session_host,
          .shows_sessions = true};
}

Opening OpeningOfServer(const Listed& server, bool by_ex, bool wide) {
  Opening opening = DocumentedOpening(server, by_ex, wide);
  if (IsOn(Switch::kExHidesVms)) opening.shows_vms = false;
  if (by_ex && server.is_session_host && IsOn(Switch::kExShowsNothing)) {
    opening.shows_sessions = false;
  }
  return opening;
}

// What the request opens; none if no such server answers.
std::optional<Opening> OpeningOf(const Request& request) {
  if (!request.name.has_value() || request.name->empty()) return OpeningOfNoName(request);
  TextView name = *request.name;
  if (request.wide && IsOn(Switch::kWideNameHalved)) name = name.substr(0, name.size() / 2);

  const Directory& directory = TheDirectory();
  const Listed* listed = directory.Find(name);
  if (listed == nullptr) return std::nullopt;
  {
    World& world = TheWorld();
    const std::lock_guard lock(world.mutex);
    const Server* const server = ServerAt(world, listed->id);
    if (server == nullptr || server->is_down || server->answers_left == 0) return std::nullopt;
  }
  if (IsOn(Switch::kOpenIgnoresName)) listed = &directory.of(ServerId::kThis);
  if (const auto kept = KeptServer()) listed = &directory.of(*kept);
  Opening opening = OpeningOfServer(*listed, request.by_ex, request.wide);
  opening.is_respelled = Encode<CHAR>(*request.name) != listed->name;
  return opening;
}

const char* FunctionOf(bool by_ex, bool wide) {
  if (by_ex) return wide ? "WTSOpenServerExW" : "WTSOpenServerExA";
  return wide ? "WTSOpenServerW" : "WTSOpenServerA";
}
const char* FunctionOf(const Request& request) { return FunctionOf(request.by_ex, request.wide); }

// The error with which a fault on demand lets the open fail; 0 for none.
DWORD ErrorOnDemand(const Request& request, const std::optional<Opening>& opening) {
  if (!HasFaults()) return 0;
  World& world = TheWorld();
  std::unique_lock lock(world.mutex);
  const std::uint64_t current = CurrentTarget().id;
  const CallSeen call{
      FunctionOf(request), opening.has_value() ? opening->server : std::nullopt, {}, {}};
  return MeetFaults(world, lock, call, [&] { return CurrentTarget().id != current; }).error;
}

// The open ends with this.
HANDLE Opened(HANDLE handle, const Request& request, bool is_reachable) {
  if (HasLedger()) {
    NoteOpened(handle, Encode<CHAR>(request.name.value_or(Text())), is_reachable);
  }
  return handle;
}

HANDLE Open(const Request& request) {
  if (AreCallsNoted()) BeginCall(FunctionOf(request));
  const auto opening = OpeningOf(request);
  if (const DWORD error = ErrorOnDemand(request, opening)) {
    Fail(error);
    return Opened(FailedHandle(), request, false);
  }
  if (opening.has_value()) {
    AwaitAnswer(*opening->server);
    const HANDLE handle = Opened(IssueHandle(*opening), request, true);
    Succeed();
    return handle;
  }
  if (IsOn(Switch::kOpenFailsAtFirstUse)) {
    const Opening nowhere{.server = std::nullopt, .by_ex = request.by_ex, .wide = request.wide};
    return Opened(IssueHandle(nowhere), request, false);
  }
  Fail(RPC_S_SERVER_UNAVAILABLE);
  return Opened(FailedHandle(), request, false);
}

// The name that this thread opened last, and its server. A program opens few names many times, and
// to compare one takes less than to look it up. All members zero is the initial state.
struct LastOpened {
  const Directory* directory;
  const Listed* server;
  char name[32];
};
constinit thread_local WTSMOCK_FIXED_PLACE LastOpened last_opened{};

// Whether `name` is spelled so. Byte by byte: what lies behind a terminating zero is not read.
template <class Char>
[[gnu::always_inline]] inline bool IsSpelled(const LastOpened& last, const Char* name) {
#pragma GCC unroll 8
  for (std::size_t i = 0; i < sizeof last.name; ++i) {
    if (name[i] != static_cast<Char>(last.name[i])) return false;
    if (last.name[i] == '\0') return true;
  }
  return false;
}

// Not inlined: the usual way would save registers for it.
template <class Char>
[[gnu::noinline]] const Listed* FindListed(const Char* name) noexcept {
  const Directory& directory = TheDirectory();
  const Listed* const server = directory.FindAscii(name);
  if (server == nullptr) return nullptr;
  const std::size_t units = std::char_traits<Char>::length(name) + 1;
  LastOpened& last = last_opened;
  if (units > sizeof last.name) return server;
  std::copy_n(name, units, last.name);  // it is ASCII
  last.directory = &directory;
  last.server = server;
  return server;
}

// Every other open. Without memory there is no handle either: the value that is never valid needs
// none.
template <class Char>
[[gnu::noinline]] HANDLE OpenSlow(const Char* name, bool by_ex) noexcept {
  try {
    return Open({Argument(name), by_ex, std::is_same_v<Char, WCHAR>});
  } catch (const std::bad_alloc&) {
    Fail(ERROR_NOT_ENOUGH_MEMORY);
    return FailedValue();
  }
}

// The server, where the open needs neither the world's lock nor a copy of the name.
template <class Char>
[[gnu::always_inline]] inline const Listed* FindQuickly(const Char* name) {
  const LastOpened& last = last_opened;
  const bool is_last = last.directory == PublishedDirectory() && IsSpelled(last, name);
  // Of a thread that opened nothing the last one is null, and called "".
  const Listed* const server = is_last ? last.server : FindListed(name);
  const bool is_quick =
      server != nullptr && server->answers_at_once.load(std::memory_order_relaxed);
  return is_quick ? server : nullptr;
}

// Where the ledger is on and nothing else is in the way: the same, and noted.
template <bool kByEx, class Char>
[[gnu::noinline]] HANDLE OpenNoted(const Char* name) noexcept {
  constexpr bool kIsWide = std::is_same_v<Char, WCHAR>;
  const Listed* const server = FindQuickly(name);
  if (server == nullptr) return OpenSlow(name, kByEx);
  const HANDLE handle = IssueSlot(Packed(DocumentedOpening(*server, kByEx, kIsWide)));
  if (!WasFailedOpen(handle)) JournalOpen(handle, FunctionOf(kByEx, kIsWide), server->name.c_str());
  return handle;
}

// Where something is in the way.
template <bool kByEx, class Char>
HANDLE OpenOwn(const Char* name) noexcept {
  const bool is_noted = HasOnlyLedger() && name != nullptr;
  return is_noted ? OpenNoted<kByEx, Char>(name) : OpenSlow<Char>(name, kByEx);
}

// The same, unless something is installed for the function.
template <auto kMember, bool kByEx, class Char>
[[gnu::noinline]] HANDLE OpenInstalled(Char* name) noexcept {
  const auto installed = Installed<kMember>();
  return installed != nullptr ? installed(name) : OpenOwn<kByEx, Char>(name);
}

// Most opens go this way.
template <auto kMember, bool kByEx, class Char>
HANDLE OpenNamed(Char* name) noexcept {
  constexpr bool kIsWide = std::is_same_v<Char, WCHAR>;
  if (!IsWayFree() || name == nullptr) return OpenInstalled<kMember, kByEx>(name);
  const Listed* const server = FindQuickly<Char>(name);
  if (server == nullptr) return OpenSlow<Char>(name, kByEx);
  return IssueSlot(Packed(DocumentedOpening(*server, kByEx, kIsWide)));
}

}  // namespace

namespace own {

HANDLE WINAPI WTSOpenServerA(LPSTR name) { return OpenOwn<false, CHAR>(name); }
HANDLE WINAPI WTSOpenServerW(LPWSTR name) { return OpenOwn<false, WCHAR>(name); }
HANDLE WINAPI WTSOpenServerExA(LPSTR name) { return OpenOwn<true, CHAR>(name); }
HANDLE WINAPI WTSOpenServerExW(LPWSTR name) { return OpenOwn<true, WCHAR>(name); }

}  // namespace own
}  // namespace wtsmock

using wtsmock::OpenNamed;

HANDLE WINAPI WTSOpenServerA(LPSTR name) {
  return OpenNamed<&WtsMockFunctions::WTSOpenServerA, false>(name);
}
HANDLE WINAPI WTSOpenServerW(LPWSTR name) {
  return OpenNamed<&WtsMockFunctions::WTSOpenServerW, false>(name);
}
HANDLE WINAPI WTSOpenServerExA(LPSTR name) {
  return OpenNamed<&WtsMockFunctions::WTSOpenServerExA, true>(name);
}
HANDLE WINAPI WTSOpenServerExW(LPWSTR name) {
  return OpenNamed<&WtsMockFunctions::WTSOpenServerExW, true>(name);
}

VOID WINAPI WTSCloseServer(HANDLE server) { wtsmock::CloseServerHandle(server); }
