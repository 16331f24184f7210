// WTSOpenServer, WTSOpenServerEx, WTSCloseServer.
#include <cstddef>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"

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
Opening DocumentedOpening(ServerId id, bool by_ex, bool wide) {
  return {.server = id,
          .by_ex = by_ex,
          .wide = wide,
          .shows_vms = by_ex && !IsSessionHost(id),
          .shows_sessions = true};
}

Opening OpeningOfServer(ServerId id, bool by_ex, bool wide) {
  Opening opening = DocumentedOpening(id, by_ex, wide);
  if (IsOn(Switch::kExHidesVms)) opening.shows_vms = false;
  if (by_ex && IsSessionHost(id) && IsOn(Switch::kExShowsNothing)) opening.shows_sessions = false;
  return opening;
}

// What the request opens; none if no such server answers.
std::optional<Opening> OpeningOf(const Request& request) {
  if (!request.name.has_value() || request.name->empty()) return OpeningOfNoName(request);
  TextView name = *request.name;
  if (request.wide && IsOn(Switch::kWideNameHalved)) name = name.substr(0, name.size() / 2);

  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  const Server* server = FindServer(world, name);
  if (server == nullptr || server->is_down || server->answers_left == 0) return std::nullopt;
  if (IsOn(Switch::kOpenIgnoresName)) server = &ServerOf(world, ServerId::kThis);
  return OpeningOfServer(server->id, request.by_ex, request.wide);
}

HANDLE Open(const Request& request) {
  const auto opening = OpeningOf(request);
  if (opening.has_value()) {
    AwaitAnswer(*opening->server);
    const HANDLE handle = IssueHandle(*opening);
    Succeed();
    return handle;
  }
  if (IsOn(Switch::kOpenFailsAtFirstUse)) {
    return IssueHandle(
        Opening{.server = std::nullopt, .by_ex = request.by_ex, .wide = request.wide});
  }
  Fail(RPC_S_SERVER_UNAVAILABLE);
  return FailedHandle();
}

constexpr std::size_t LengthOf(const char* name) {
  return *name == '\0' ? 0 : 1 + LengthOf(name + 1);
}

// Whether `name` is exactly that of the server. Unrolled: no call, no loop, no register to be
// saved.
template <std::size_t kServer, class Char>
[[gnu::always_inline]] inline bool NamesServer(const Char* name) {
  constexpr const char* kName = kServerNames[kServer];
  return [name]<std::size_t... i>(std::index_sequence<i...>) {
    return ((name[i] == static_cast<Char>(kName[i])) && ...);
  }
  (std::make_index_sequence<LengthOf(kName) + 1>());
}

// The number of the server that has exactly this name; kNotAtOnce where it does not answer at once.
constexpr std::size_t kNotAtOnce = std::size(kServerNames);
template <std::size_t kServer = 0, class Char>
[[gnu::always_inline]] inline std::size_t ServerAtOnce(const Char* name) {
  if constexpr (kServer == kNotAtOnce) {
    return kNotAtOnce;
  } else {
    if (!NamesServer<kServer>(name)) return ServerAtOnce<kServer + 1>(name);
    return AnswersAtOnce(static_cast<ServerId>(kServer)) ? kServer : kNotAtOnce;
  }
}

// Every other open. Without memory there is no handle either: the value that is never valid needs
// none.
template <class Char>
[[gnu::noinline]] HANDLE OpenSlow(const Char* name, bool by_ex) noexcept {
  try {
    return Open({Argument(name), by_ex, std::is_same_v<Char, WCHAR>});
  } catch (const std::bad_alloc&) {
    Fail(ERROR_NOT_ENOUGH_MEMORY);
    return FreshValue();
  }
}

// Most opens need neither the world's lock nor a copy of the name.
template <bool kByEx, class Char>
HANDLE OpenNamed(const Char* name) noexcept {
  constexpr bool kIsWide = std::is_same_v<Char, WCHAR>;
  if (!IsAnyOn() && name != nullptr) {
    const std::size_t server = ServerAtOnce(name);
    if (server != kNotAtOnce) {
      return IssueSlot(Packed(DocumentedOpening(static_cast<ServerId>(server), kByEx, kIsWide)));
    }
  }
  return OpenSlow(name, kByEx);
}

}  // namespace
}  // namespace wtsmock

HANDLE WINAPI WTSOpenServerA(LPSTR name) { return wtsmock::OpenNamed<false>(name); }
HANDLE WINAPI WTSOpenServerW(LPWSTR name) { return wtsmock::OpenNamed<false>(name); }
HANDLE WINAPI WTSOpenServerExA(LPSTR name) { return wtsmock::OpenNamed<true>(name); }
HANDLE WINAPI WTSOpenServerExW(LPWSTR name) { return wtsmock::OpenNamed<true>(name); }

VOID WINAPI WTSCloseServer(HANDLE server) { wtsmock::CloseServerHandle(server); }
