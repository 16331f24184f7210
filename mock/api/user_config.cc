// WTSQueryUserConfig and WTSSetUserConfig.
#include <algorithm>
#include <cstring>

#include "mock/abi/buffers.h"
#include "mock/abi/errors.h"
#include "mock/abi/forms.h"
#include "mock/abi/structures.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

// The number that a class stands for; null for classes of another kind.
DWORD* NumberOf(User& user, WTS_CONFIG_CLASS which) {
  WTSUSERCONFIGW& config = user.config;
  switch (which) {
    case WTSUserConfigfInheritInitialProgram:
      return &config.InheritInitialProgram;
    case WTSUserConfigfAllowLogonTerminalServer:
      return &config.AllowLogonTerminalServer;
    case WTSUserConfigTimeoutSettingsConnections:
      return &config.TimeoutSettingsConnections;
    case WTSUserConfigTimeoutSettingsDisconnections:
      return &config.TimeoutSettingsDisconnections;
    case WTSUserConfigTimeoutSettingsIdle:
      return &config.TimeoutSettingsIdle;
    case WTSUserConfigfDeviceClientDrives:
      return &config.DeviceClientDrives;
    case WTSUserConfigfDeviceClientPrinters:
      return &config.DeviceClientPrinters;
    case WTSUserConfigfDeviceClientDefaultPrinter:
      return &config.ClientDefaultPrinter;
    case WTSUserConfigBrokenTimeoutSettings:
      return &config.BrokenTimeoutSettings;
    case WTSUserConfigReconnectSettings:
      return &config.ReconnectSettings;
    case WTSUserConfigModemCallbackSettings:
      return &user.modem_callback;
    case WTSUserConfigShadowingSettings:
      return &config.ShadowingSettings;
    case WTSUserConfigfTerminalServerRemoteHomeDir:
      return &config.TerminalServerRemoteHomeDir;
    default:
      return nullptr;
  }
}

// Calls `visit` with the field of the text that a class stands for. False for other classes.
template <class Visitor>
bool VisitText(User& user, WTS_CONFIG_CLASS which, Visitor visit) {
  WTSUSERCONFIGW& config = user.config;
  switch (which) {
    case WTSUserConfigInitialProgram:
      return visit(config.InitialProgram), true;
    case WTSUserConfigWorkingDirectory:
      return visit(config.WorkDirectory), true;
    case WTSUserConfigModemCallbackPhoneNumber:
      return visit(user.modem_callback_number), true;
    case WTSUserConfigTerminalServerProfilePath:
      return visit(config.TerminalServerProfilePath), true;
    case WTSUserConfigTerminalServerHomeDir:
      return visit(config.TerminalServerHomeDir), true;
    case WTSUserConfigTerminalServerHomeDirDrive:
      return visit(config.TerminalServerHomeDirDrive), true;
    default:
      return false;
  }
}

// None where there is no such user; without a name the default settings.
User* UserNamed(Server& server, const std::optional<Text>& name) {
  const bool is_named_so = !name.has_value() || !name->empty();
  User* const user = is_named_so ? FindUser(server, name.value_or(Text())) : nullptr;
  if (user != nullptr) return user;
  Fail(kErrorUserNotFound);
  return nullptr;
}

Bytes BytesOf(const void* data, std::size_t count) {
  const auto* const first = static_cast<const std::uint8_t*>(data);
  return Bytes(first, first + count);
}

// What a query of the class answers; empty where there is no such class.
template <class Form>
Bytes ValueOf(User& user, WTS_CONFIG_CLASS which) {
  using Char = typename Form::Char;
  if (which == WTSUserConfigUser) {
    const auto config = ConvertUserConfig<typename Form::UserConfig>(user.config);
    return BytesOf(&config, sizeof config);
  }
  if (const DWORD* const number = NumberOf(user, which); number != nullptr) {
    return BytesOf(number, sizeof *number);
  }
  Bytes value;
  VisitText(user, which, [&](const auto& field) {
    Text text;
    if constexpr (std::is_array_v<std::remove_reference_t<decltype(field)>>) {
      text = ReadField(field);
    } else {
      text = field;
    }
    const auto encoded = Encode<Char>(text);
    value = BytesOf(encoded.c_str(), (encoded.size() + 1) * sizeof(Char));
  });
  return value;
}

struct ConfigNames {
  std::optional<Text> server;
  std::optional<Text> user;
};

template <class Form>
BOOL QueryUserConfig(const ConfigNames& names, WTS_CONFIG_CLASS which, typename Form::Char** out,
                     DWORD* bytes) {
  if (out == nullptr || bytes == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  NamedCall call(names.server);
  if (!call) return FALSE;
  User* const user = UserNamed(call.server(), names.user);
  if (user == nullptr) return FALSE;
  const Bytes value = ValueOf<Form>(*user, which);
  if (value.empty()) return Fail(ERROR_INVALID_PARAMETER);
  void* const block = NewBuffer(value.size(), {kUntyped, 1, 0});
  std::memcpy(block, value.data(), value.size());
  *out = static_cast<typename Form::Char*>(block);
  *bytes = static_cast<DWORD>(value.size());
  return Succeed();
}

// What a caller passes to set: `units` is counted in characters (page of WTSSetUserConfig).
template <class Char>
struct Input {
  const Char* data;
  DWORD units;

  std::size_t bytes() const { return units * sizeof(Char); }
  Text AsText() const {
    return Decode(data, static_cast<std::size_t>(std::find(data, data + units, Char{}) - data));
  }
};

// Whether `text` fits the field; where it does it stands there afterwards.
template <std::size_t N>
bool SetTextField(WCHAR (&field)[N], const Text& text) {
  if (text.size() >= N) return false;
  CopyField(field, text);
  return true;
}
bool SetTextField(Text& field, const Text& text) {
  field = text;
  return true;
}

// A path on another machine goes with a drive letter, one on this machine does not.
void NoteWhetherRemote(WTSUSERCONFIGW& config) {
  const Text home = ReadField(config.TerminalServerHomeDir);
  config.TerminalServerRemoteHomeDir = home.starts_with(u"\\\\") ? 1 : 0;
}

template <class Form>
bool SetValue(User& user, WTS_CONFIG_CLASS which, const Input<typename Form::Char>& input) {
  if (which == WTSUserConfigUser) {
    typename Form::UserConfig config;
    if (input.bytes() < sizeof config) return false;
    std::memcpy(&config, input.data, sizeof config);
    user.config = ConvertUserConfig<WTSUSERCONFIGW>(config);
    return true;
  }
  // Its page: "cannot be used with WTSSetUserConfig".
  if (which == WTSUserConfigfTerminalServerRemoteHomeDir) return false;
  if (DWORD* const number = NumberOf(user, which); number != nullptr) {
    if (input.bytes() < sizeof *number) return false;
    std::memcpy(number, input.data, sizeof *number);
    return true;
  }
  bool fits = false;
  VisitText(user, which, [&](auto& field) { fits = SetTextField(field, input.AsText()); });
  if (which == WTSUserConfigTerminalServerHomeDir) NoteWhetherRemote(user.config);
  return fits;
}

template <class Form>
BOOL SetUserConfig(const ConfigNames& names, WTS_CONFIG_CLASS which,
                   const Input<typename Form::Char>& input) {
  if (input.data == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  NamedCall call(names.server);
  if (!call) return FALSE;
  User* const user = UserNamed(call.server(), names.user);
  if (user == nullptr) return FALSE;
  if (!SetValue<Form>(*user, which, input)) return Fail(ERROR_INVALID_PARAMETER);
  PublishEvent(call.world(), call.server(), WTS_EVENT_NONE);
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSQueryUserConfigA(LPSTR server, LPSTR user, WTS_CONFIG_CLASS which, LPSTR* out,
                                DWORD* bytes) {
  return Api([&] {
    return wtsmock::QueryUserConfig<Ansi>({Argument(server), Argument(user)}, which, out, bytes);
  });
}
BOOL WINAPI WTSQueryUserConfigW(LPWSTR server, LPWSTR user, WTS_CONFIG_CLASS which, LPWSTR* out,
                                DWORD* bytes) {
  return Api([&] {
    return wtsmock::QueryUserConfig<Wide>({Argument(server), Argument(user)}, which, out, bytes);
  });
}
BOOL WINAPI WTSSetUserConfigA(LPSTR server, LPSTR user, WTS_CONFIG_CLASS which, LPSTR data,
                              DWORD units) {
  return Api([&] {
    return wtsmock::SetUserConfig<Ansi>({Argument(server), Argument(user)}, which, {data, units});
  });
}
BOOL WINAPI WTSSetUserConfigW(LPWSTR server, LPWSTR user, WTS_CONFIG_CLASS which, LPWSTR data,
                              DWORD units) {
  return Api([&] {
    return wtsmock::SetUserConfig<Wide>({Argument(server), Argument(user)}, which, {data, units});
  });
}

}  // namespace own
}  // namespace wtsmock
