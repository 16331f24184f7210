// WTSRegisterSessionNotification(Ex) and WTSUnRegisterSessionNotification(Ex). A window is a value:
// what can be observed is whether it is registered.
#include <algorithm>
#include <cstddef>

#include "mock/abi/errors.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

std::ptrdiff_t TimesRegistered(Call& call, HWND window) {
  return std::ranges::count_if(call.world().registrations, [&](const Registration& r) {
    return r.window == window && r.server == call.server().id;
  });
}

BOOL Register(HANDLE handle, HWND window, DWORD flags) {
  Call call(handle, {.changes = true});
  if (!call) return FALSE;
  if (window == nullptr) return Fail(kErrorInvalidWindowHandle);
  // With another server only NOTIFY_FOR_THIS_SESSION is allowed (USE-7).
  const bool is_remote = call.server().id != ServerId::kThis;
  if (is_remote && flags == NOTIFY_FOR_ALL_SESSIONS) Accuse(Rule::kRemoteRegistration, handle);
  if (flags > (is_remote ? NOTIFY_FOR_THIS_SESSION : NOTIFY_FOR_ALL_SESSIONS)) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  if (!Attach(call.target())) return Fail(ERROR_INVALID_HANDLE);
  if (IsOn(Switch::kRegistersOnce)) {
    std::erase_if(call.world().registrations, [&](const Registration& r) {
      return r.window == window && r.server == call.server().id;
    });
  }
  if (IsOn(Switch::kRegistersTwice) && TimesRegistered(call, window) >= 2) return Succeed();
  call.world().registrations.push_back({window, call.server().id, flags, call.target().id});
  Obtain(Kind::kRegistration, window, handle);
  return Succeed();
}

// Takes back one registration of the window with that server (WAIT-3): one that was made through
// this handle where there is one, so that a close, which ends those of its handle, leaves those of
// others.
BOOL Unregister(HANDLE handle, HWND window) {
  Call call(handle, {.changes = true});
  if (!call) return FALSE;
  if (window == nullptr) return Fail(kErrorInvalidWindowHandle);
  auto& registrations = call.world().registrations;
  const auto is_meant = [&](const Registration& r) {
    return r.window == window && r.server == call.server().id &&
           !(IsOn(Switch::kAllSessionsStay) && r.flags == NOTIFY_FOR_ALL_SESSIONS);
  };
  auto found = std::ranges::find_if(registrations, [&](const Registration& r) {
    return is_meant(r) && r.owner == call.target().id;
  });
  if (found == registrations.end()) found = std::ranges::find_if(registrations, is_meant);
  if (found == registrations.end()) {
    if (HasLedger()) {
      NoteStale(Kind::kRegistration, window, Rule::kNotRegistered, Rule::kNotRegistered);
    }
    return Fail(kErrorNotFound);
  }
  registrations.erase(found);
  if (IsOn(Switch::kUnregisterForgetsOthers)) {
    std::erase_if(registrations, [&](const Registration& r) { return r.window != window; });
  }
  GiveBack(Kind::kRegistration, window);
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSRegisterSessionNotification(HWND window, DWORD flags) {
  return wtsmock::Api([&] { return wtsmock::Register(WTS_CURRENT_SERVER_HANDLE, window, flags); });
}
BOOL WINAPI WTSUnRegisterSessionNotification(HWND window) {
  return wtsmock::Api([&] { return wtsmock::Unregister(WTS_CURRENT_SERVER_HANDLE, window); });
}
BOOL WINAPI WTSRegisterSessionNotificationEx(HANDLE server, HWND window, DWORD flags) {
  return wtsmock::Api([&] { return wtsmock::Register(server, window, flags); });
}
BOOL WINAPI WTSUnRegisterSessionNotificationEx(HANDLE server, HWND window) {
  return wtsmock::Api([&] { return wtsmock::Unregister(server, window); });
}

}  // namespace own
}  // namespace wtsmock
