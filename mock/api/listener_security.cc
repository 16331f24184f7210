// WTSGetListenerSecurity and WTSSetListenerSecurity.
#include <cstring>

#include "mock/abi/forms.h"
#include "mock/abi/security_descriptor.h"
#include "mock/api/listener_call.h"
#include "mock/call/api.h"

namespace wtsmock {
namespace {

struct Room {
  PSECURITY_DESCRIPTOR descriptor;
  DWORD bytes;
};

BOOL GetSecurity(const ListenerRequest& request, const Use& use, const std::optional<Text>& name,
                 SECURITY_INFORMATION wanted, const Room& room, DWORD* needed) {
  ListenerCall call(request, use);
  if (!call) return Refused(needed);
  const Listener* const listener = call.Find(name);
  if (listener == nullptr) return FALSE;
  if (needed == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const Bytes descriptor = WriteSecurity(listener->security, wanted);
  *needed = static_cast<DWORD>(descriptor.size());
  if (room.descriptor == nullptr || room.bytes < descriptor.size()) {
    return Fail(ERROR_INSUFFICIENT_BUFFER);
  }
  std::memcpy(room.descriptor, descriptor.data(), descriptor.size());
  return Succeed();
}

BOOL SetSecurity(const ListenerRequest& request, Use use, const std::optional<Text>& name,
                 SECURITY_INFORMATION wanted, PSECURITY_DESCRIPTOR descriptor) {
  use.changes = true;
  ListenerCall call(request, use);
  if (!call) return FALSE;
  Listener* const listener = call.Find(name);
  if (listener == nullptr) return FALSE;
  if (descriptor == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  const DWORD error = ReadSecurity(descriptor, wanted, listener->security);
  if (error != ERROR_SUCCESS) return Fail(error);
  PublishEvent(call.call().world(), call.call().server(), WTS_EVENT_NONE);
  return Succeed();
}

constexpr Use kAnsi{.ansi = true};
constexpr Use kWide{};

}  // namespace

namespace own {

BOOL WINAPI WTSGetListenerSecurityA(HANDLE server, PVOID pointer, DWORD reserved, LPSTR name,
                                    SECURITY_INFORMATION wanted, PSECURITY_DESCRIPTOR descriptor,
                                    DWORD bytes, LPDWORD needed) {
  return Api([&] {
    return wtsmock::GetSecurity({server, pointer, reserved}, wtsmock::kAnsi, Argument(name), wanted,
                                {descriptor, bytes}, needed);
  });
}
BOOL WINAPI WTSGetListenerSecurityW(HANDLE server, PVOID pointer, DWORD reserved, LPWSTR name,
                                    SECURITY_INFORMATION wanted, PSECURITY_DESCRIPTOR descriptor,
                                    DWORD bytes, LPDWORD needed) {
  return Api([&] {
    return wtsmock::GetSecurity({server, pointer, reserved}, wtsmock::kWide, Argument(name), wanted,
                                {descriptor, bytes}, needed);
  });
}
BOOL WINAPI WTSSetListenerSecurityA(HANDLE server, PVOID pointer, DWORD reserved, LPSTR name,
                                    SECURITY_INFORMATION wanted, PSECURITY_DESCRIPTOR descriptor) {
  return Api([&] {
    return wtsmock::SetSecurity({server, pointer, reserved}, wtsmock::kAnsi, Argument(name), wanted,
                                descriptor);
  });
}
BOOL WINAPI WTSSetListenerSecurityW(HANDLE server, PVOID pointer, DWORD reserved, LPWSTR name,
                                    SECURITY_INFORMATION wanted, PSECURITY_DESCRIPTOR descriptor) {
  return Api([&] {
    return wtsmock::SetSecurity({server, pointer, reserved}, wtsmock::kWide, Argument(name), wanted,
                                descriptor);
  });
}

}  // namespace own
}  // namespace wtsmock
