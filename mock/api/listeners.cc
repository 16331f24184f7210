// WTSEnumerateListeners, WTSQueryListenerConfig, WTSCreateListener.
#include "mock/abi/forms.h"
#include "mock/abi/structures.h"
#include "mock/api/listener_call.h"
#include "mock/call/api.h"
#include "mock/world/defaults.h"

namespace wtsmock {
namespace {

template <class Form>
BOOL EnumerateListeners(const ListenerRequest& request, typename Form::ListenerName* names,
                        DWORD* count) {
  ListenerCall call(request, {.ansi = Form::kIsAnsi});
  if (!call) return Refused(count);
  if (count == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const auto& listeners = call.listeners();
  const auto needed = call.call().is_empty() ? 0 : static_cast<DWORD>(listeners.size());
  const DWORD room = *count;
  *count = needed;
  if (names == nullptr) return Succeed();  // the caller asks for the number
  if (room < needed) return Fail(ERROR_INSUFFICIENT_BUFFER);
  for (DWORD i = 0; i < needed; ++i) CopyField(names[i], listeners[i].name);
  return Succeed();
}

template <class Form>
BOOL QueryListenerConfig(const ListenerRequest& request, const std::optional<Text>& name,
                         typename Form::ListenerConfig* config) {
  ListenerCall call(request, {.ansi = Form::kIsAnsi});
  if (!call) return FALSE;
  const Listener* const listener = call.Find(name);
  if (listener == nullptr) return FALSE;
  if (config == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  *config = ConvertListenerConfig<typename Form::ListenerConfig>(listener->config);
  return Succeed();
}

// A new listener listens in a session of its own.
void AddListener(Call& call, const Text& name, const WTSLISTENERCONFIGW& config) {
  Server& server = call.server();
  server.listeners.push_back({name, config, DefaultListenerSecurity()});

  Session session;
  session.id = kFirstListenersSession;
  for (const Session& other : server.sessions) session.id = std::max(session.id, other.id + 1);
  session.station = name;
  session.state = WTSListen;
  server.sessions.push_back(std::move(session));
  PublishEvent(call.world(), server, WTS_EVENT_CREATE);
}

BOOL WriteListener(ListenerCall& call, const Text& name, const WTSLISTENERCONFIGW& config,
                   DWORD flag) {
  const auto known = std::ranges::find_if(
      call.listeners(), [&](const Listener& listener) { return SameName(listener.name, name); });
  const bool is_known = known != call.listeners().end();
  if (flag == WTS_LISTENER_CREATE) {
    if (is_known) return Fail(kErrorAlreadyExists);
    AddListener(call.call(), name, config);
    return Succeed();
  }
  if (!is_known) return Fail(kErrorFileNotFound);
  known->config = config;
  PublishEvent(call.call().world(), call.call().server(), WTS_EVENT_NONE);
  return Succeed();
}

template <class Form>
BOOL CreateListener(const ListenerRequest& request, const std::optional<Text>& name,
                    const typename Form::ListenerConfig* config, DWORD flag) {
  ListenerCall call(request, {.ansi = Form::kIsAnsi, .changes = true});
  if (!call) return FALSE;
  const bool name_fits =
      name.has_value() && !name->empty() && name->size() <= WTS_LISTENER_NAME_LENGTH;
  const bool flag_is_known = flag == WTS_LISTENER_CREATE || flag == WTS_LISTENER_UPDATE;
  if (!name_fits || !flag_is_known || config == nullptr || config->version != 1) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  return WriteListener(call, *name, ConvertListenerConfig<WTSLISTENERCONFIGW>(*config), flag);
}

}  // namespace

namespace own {

BOOL WINAPI WTSEnumerateListenersA(HANDLE server, PVOID pointer, DWORD reserved,
                                   PWTSLISTENERNAMEA names, DWORD* count) {
  return Api([&] {
    return wtsmock::EnumerateListeners<Ansi>({server, pointer, reserved}, names, count);
  });
}
BOOL WINAPI WTSEnumerateListenersW(HANDLE server, PVOID pointer, DWORD reserved,
                                   PWTSLISTENERNAMEW names, DWORD* count) {
  return Api([&] {
    return wtsmock::EnumerateListeners<Wide>({server, pointer, reserved}, names, count);
  });
}
BOOL WINAPI WTSQueryListenerConfigA(HANDLE server, PVOID pointer, DWORD reserved, LPSTR name,
                                    PWTSLISTENERCONFIGA config) {
  return Api([&] {
    return wtsmock::QueryListenerConfig<Ansi>({server, pointer, reserved}, Argument(name), config);
  });
}
BOOL WINAPI WTSQueryListenerConfigW(HANDLE server, PVOID pointer, DWORD reserved, LPWSTR name,
                                    PWTSLISTENERCONFIGW config) {
  return Api([&] {
    return wtsmock::QueryListenerConfig<Wide>({server, pointer, reserved}, Argument(name), config);
  });
}
BOOL WINAPI WTSCreateListenerA(HANDLE server, PVOID pointer, DWORD reserved, LPSTR name,
                               PWTSLISTENERCONFIGA config, DWORD flag) {
  return Api([&] {
    return wtsmock::CreateListener<Ansi>({server, pointer, reserved}, Argument(name), config, flag);
  });
}
BOOL WINAPI WTSCreateListenerW(HANDLE server, PVOID pointer, DWORD reserved, LPWSTR name,
                               PWTSLISTENERCONFIGW config, DWORD flag) {
  return Api([&] {
    return wtsmock::CreateListener<Wide>({server, pointer, reserved}, Argument(name), config, flag);
  });
}

}  // namespace own
}  // namespace wtsmock
