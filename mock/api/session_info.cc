// WTSQuerySessionInformation.
#include "mock/api/session_info.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <utility>

#include "mock/abi/buffers.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"

namespace wtsmock {
namespace {

// An IPv4 address begins 2 bytes into the field, an IPv6 address at its start (the page of
// WTS_CLIENT_ADDRESS).
template <class Field>
Field AddressField(const std::optional<Address>& address) {
  Field out{};
  if (!address.has_value()) return out;
  out.AddressFamily = FamilyOf(*address);
  std::ranges::copy(BytesOf(*address), out.Address + (address->is_ipv6 ? 0 : 2));
  return out;
}

GUID ActivityOf(const Session& session) {
  return {session.id, 0x4D4F, 0x434B, {0x80, 0, 0, 0, 0, 0, 0, 1}};
}

WTS_CLIENT_DISPLAY DisplayOf(const Client& client) {
  return {client.width, client.height, client.color_depth};
}

// The text that a class stands for; null for classes of another kind.
const Text* TextOf(const Session& session, WTS_INFO_CLASS which) {
  static const Text kNoText;
  switch (which) {
    case WTSInitialProgram:
      return &session.initial_program;
    case WTSApplicationName:
      return &session.application;
    case WTSWorkingDirectory:
      return &session.working_directory;
    case WTSOEMId:
      return &kNoText;
    case WTSUserName:
      return &session.user;
    case WTSWinStationName:
      return &session.station;
    case WTSDomainName:
      return &session.domain;
    case WTSClientName:
      return &session.client.name;
    case WTSClientDirectory:
      return &session.client.directory;
    default:
      return nullptr;
  }
}

// The answer of one class, copied into a block of the caller's.
class Reply {
 public:
  Reply(std::uint64_t owner, bool is_empty) : owner_(owner), is_empty_(is_empty) {}

  BOOL operator()(const auto& value) { return Copy(&value, sizeof value); }

  template <class Char>
  BOOL SendText(TextView text) {
    if constexpr (sizeof(Char) == 1) {
      if (IsOn(Switch::kAnsiGivesWide)) return SendText<WCHAR>(text);
    }
    const auto encoded = Encode<Char>(is_empty_ ? TextView() : text);
    return Copy(encoded.c_str(), (encoded.size() + 1) * sizeof(Char));
  }

  void* block() const { return block_; }
  DWORD bytes() const { return bytes_; }

 private:
  BOOL Copy(const void* data, std::size_t bytes) {
    block_ = NewBuffer(bytes, {kUntyped, 1, owner_});
    if (is_empty_) {
      std::memset(block_, 0, bytes);
    } else {
      std::memcpy(block_, data, bytes);
    }
    bytes_ = static_cast<DWORD>(bytes);
    return TRUE;
  }

  std::uint64_t owner_;
  bool is_empty_;
  void* block_ = nullptr;
  DWORD bytes_ = 0;
};

// WTSIsRemoteSession serves WTS_CURRENT_SERVER_HANDLE only (USE-6). Its page says BOOL; Windows was
// seen to answer one byte, and a world may choose that.
BOOL ReplyIsRemote(const Session& session, const Call& call, HANDLE handle, Reply& reply) {
  if (handle != WTS_CURRENT_SERVER_HANDLE) {
    Accuse(Rule::kIsRemoteHandle, handle);
    return Fail(ERROR_INVALID_HANDLE);
  }
  const BOOL remote = session.client.protocol == WTS_PROTOCOL_TYPE_RDP ? TRUE : FALSE;
  return call.world().at_load.is_remote_is_byte ? reply(static_cast<BYTE>(remote)) : reply(remote);
}

// Whatever class is asked for.
constexpr int kAnyClass = -1;

// The text that the handle gave first, of this class. With the world locked.
const Text& KeptText(const Call& call, int which, const Text& text) {
  static auto* const kept = new std::map<std::pair<std::uint64_t, int>, Text>;
  return kept->try_emplace({call.target().id, which}, text).first->second;
}

constexpr DWORD kLastInLargeLetters = 2;  // session (ansi-domain-small)

Text InSmallLetters(Text text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  }
  return text;
}

template <class Info>
void CutTimes(Info& info) {
  constexpr std::int64_t kLower = 0xFFFFFFFF;
  info.ConnectTime.QuadPart &= kLower;
  info.LogonTime.QuadPart &= kLower;
}

template <class Form>
BOOL ReplyTo(WTS_INFO_CLASS which, const Session& session, const Call& call, HANDLE handle,
             Reply& reply) {
  if (const Text* const text = TextOf(session, which); text != nullptr) {
    if (Form::kIsAnsi && IsOn(Switch::kAnsiDomainSmall) && which == WTSDomainName &&
        session.id > kLastInLargeLetters) {
      return reply.SendText<typename Form::Char>(InSmallLetters(*text));
    }
    if (IsOn(Switch::kExUserQualified) && which == WTSUserName && call.target().opening.by_ex) {
      return reply.SendText<typename Form::Char>(session.domain + u'\\' + *text);
    }
    if (IsOn(Switch::kTextOfFirstSession)) {
      return reply.SendText<typename Form::Char>(KeptText(call, which, *text));
    }
    const bool is_kept = Form::kIsAnsi && IsOn(Switch::kAnsiTextKept);
    return reply.SendText<typename Form::Char>(is_kept ? KeptText(call, kAnyClass, *text) : *text);
  }
  switch (which) {
    case WTSSessionId:
      return reply(session.id);
    case WTSConnectState:
      return reply(IsOn(Switch::kClassStateActive) ? WTSActive : session.state);
    case WTSClientBuildNumber:
      return reply(session.client.build);
    case WTSClientProductId:
      return reply(session.client.product);
    case WTSClientHardwareId:
      return reply(DWORD{0});  // documented to be 0 always
    case WTSClientAddress: {
      auto field = AddressField<WTS_CLIENT_ADDRESS>(session.client.address);
      if (Form::kIsAnsi && IsOn(Switch::kAnsiAddressAtStart)) {
        std::copy_n(field.Address + 2, 4, field.Address);
        std::fill_n(field.Address + 4, 2, BYTE{0});
      }
      return reply(field);
    }
    case WTSClientDisplay:
      return reply(DisplayOf(session.client));
    case WTSClientProtocolType:
      return reply(session.client.protocol);
    case WTSClientInfo:
      return reply(ClientInfoOf<typename Form::ClientInfo>(session));
    case WTSSessionInfo: {
      auto info = InfoOf<typename Form::Info>(session, call.world().now);
      if (Form::kIsAnsi && IsOn(Switch::kAnsiTimesCut)) CutTimes(info);
      return reply(info);
    }
    case WTSSessionInfoEx:
      return reply(InfoExOf<typename Form::InfoEx>(session, call.world().now));
    case WTSConfigInfo:
      return reply(ConfigInfoOf<typename Form::ConfigInfo>(session));
    case WTSValidationInfo:
      return reply(ValidationInfoOf<typename Form::ValidationInfo>(session));
    case WTSSessionAddressV4:
      if (!session.virtual_ip.has_value()) return Fail(ERROR_NOT_SUPPORTED);
      return reply(AddressField<WTS_SESSION_ADDRESS>(session.virtual_ip));
    case WTSIsRemoteSession:
      return ReplyIsRemote(session, call, handle, reply);
    case WTSSessionActivityId:
      return reply(ActivityOf(session));
    case WTSIdleTime:
    case WTSLogonTime:
    case WTSIncomingBytes:
    case WTSOutgoingBytes:
    case WTSIncomingFrames:
    case WTSOutgoingFrames:
    case WTSCapabilityCheck:  // nothing is published about its answer
      return Fail(ERROR_NOT_SUPPORTED);
    default:
      return Fail(ERROR_INVALID_PARAMETER);
  }
}

// The session that is answered for: another one while a defect is on.
const Session& AsSwitched(const Session& session, WTS_INFO_CLASS which, bool ansi, Call& call) {
  Server& local = ServerOf(call.world(), ServerId::kThis);
  const Session* other = nullptr;
  if (IsOn(Switch::kQueriesAreLocal)) other = FindSession(local, session.id);
  if (IsOn(Switch::kAddressesAreLocal) && which == WTSClientAddress && !ansi &&
      call.server().id != ServerId::kThis) {
    const auto found = std::ranges::find_if(
        local.sessions, [](const Session& each) { return each.client.address.has_value(); });
    if (found != local.sessions.end()) other = &*found;
  }
  return other == nullptr ? session : *other;
}

template <class Form>
BOOL QuerySessionInformation(HANDLE handle, DWORD session_id, WTS_INFO_CLASS which,
                             typename Form::Char** out, DWORD* bytes) {
  Call call(handle, {.ansi = Form::kIsAnsi,
                     .queries = true,
                     .session = session_id,
                     .info_class = static_cast<DWORD>(which)});
  if (!call) return Refused(out, bytes);
  if (out == nullptr || bytes == nullptr) return Fail(ERROR_INVALID_USER_BUFFER);
  if (session_id == WTS_CURRENT_SESSION && call.server().id != ServerId::kThis) {
    Accuse(Rule::kRemoteCurrentSession, handle);
  }
  const Session* session = SessionOf(call, session_id);
  if (session == nullptr) return FALSE;
  if (IsOn(Switch::kExHasNoCurrentSession) && session_id == WTS_CURRENT_SESSION &&
      call.target().opening.by_ex) {
    return Fail(ERROR_CTX_WINSTATION_NOT_FOUND);
  }
  Reply reply(call.target().id, call.is_empty());
  const Session& answered = AsSwitched(*session, which, Form::kIsAnsi, call);
  if (!ReplyTo<Form>(which, answered, call, handle, reply)) return FALSE;
  *out = static_cast<typename Form::Char*>(reply.block());
  *bytes = reply.bytes();
  return Succeed();
}

}  // namespace

namespace own {

BOOL WINAPI WTSQuerySessionInformationA(HANDLE server, DWORD session, WTS_INFO_CLASS which,
                                        LPSTR* out, DWORD* bytes) {
  return wtsmock::Api([&] {
    return wtsmock::QuerySessionInformation<wtsmock::Ansi>(server, session, which, out, bytes);
  });
}
BOOL WINAPI WTSQuerySessionInformationW(HANDLE server, DWORD session, WTS_INFO_CLASS which,
                                        LPWSTR* out, DWORD* bytes) {
  return wtsmock::Api([&] {
    return wtsmock::QuerySessionInformation<wtsmock::Wide>(server, session, which, out, bytes);
  });
}

}  // namespace own
}  // namespace wtsmock
