// What the ten listener functions share: they take WTS_CURRENT_SERVER_HANDLE only, and two
// reserved arguments (USE-4).
#ifndef WTSCONFORM_MOCK_API_LISTENER_CALL_H_
#define WTSCONFORM_MOCK_API_LISTENER_CALL_H_

#include <algorithm>

#include "mock/abi/errors.h"
#include "mock/call/call.h"
#include "mock/handles/handle_defects.h"

namespace wtsmock {

struct ListenerRequest {
  HANDLE server;
  void* reserved_pointer;
  DWORD reserved;
};

// A call that leads to a server's listeners. Like Call: false means that the last error is set.
class ListenerCall {
 public:
  ListenerCall(const ListenerRequest& request, const Use& use)
      : call_(request.server, use), is_right_(static_cast<bool>(call_) && IsRight(request)) {}

  explicit operator bool() const { return is_right_; }
  Call& call() { return call_; }
  std::vector<Listener>& listeners() { return call_.server().listeners; }

  // Null, with the last error set, if there is none of this name.
  Listener* Find(const std::optional<Text>& name) {
    if (!name.has_value()) {
      Fail(ERROR_INVALID_PARAMETER);
      return nullptr;
    }
    const auto found = std::ranges::find_if(
        listeners(), [&](const Listener& listener) { return SameName(listener.name, *name); });
    if (found != listeners().end()) return &*found;
    Fail(kErrorFileNotFound);
    return nullptr;
  }

 private:
  static bool IsRight(const ListenerRequest& request) {
    const bool is_current = request.server == WTS_CURRENT_SERVER_HANDLE;
    if (!is_current) Accuse(Rule::kListenerHandle, request.server);
    if (!is_current && !IsOn(Switch::kListenersTakeHandles)) {
      Fail(ERROR_INVALID_HANDLE);
      return false;
    }
    if (ListenersAreStopped()) {
      Fail(RPC_S_SERVER_UNAVAILABLE);
      return false;
    }
    if (request.reserved_pointer == nullptr && request.reserved == 0) return true;
    Fail(ERROR_INVALID_PARAMETER);
    return false;
  }

  Call call_;
  bool is_right_;
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_LISTENER_CALL_H_
