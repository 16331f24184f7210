// The WTSVirtualChannel functions. At the client's end sits a program that sends back whatever it
// receives; it does so when the server reads.
#include <chrono>
#include <cstring>
#include <deque>

#include "mock/abi/buffers.h"
#include "mock/abi/errors.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/handles/handle_defects.h"
#include "mock/handles/handle_table.h"
#include "mock/world/reset.h"

namespace wtsmock {
namespace {

constexpr std::size_t kChunk = 1600;  // CHANNEL_CHUNK_LENGTH
constexpr ULONG kInfinite = 0xFFFFFFFF;

// CHANNEL_PDU_HEADER: stands before each chunk that a dynamic channel delivers.
struct ChunkHeader {
  std::uint32_t total;
  std::uint32_t flags;
};
constexpr std::uint32_t kFirstChunk = 1;
constexpr std::uint32_t kLastChunk = 2;

// All but what does not change is guarded by the world's lock.
struct Channel {
  ServerId server;
  DWORD session;
  bool is_dynamic;
  HANDLE file;
  bool closed = false;
  std::deque<Bytes> output{};  // messages that the client has not read
  std::deque<Bytes> input{};   // chunks that the server has not read
};

HandleTable<Channel>& OpenChannels() {
  static auto* const table = new HandleTable<Channel>;
  return *table;
}

bool IsConnected(World& world, const Channel& channel) {
  Server* const server = channel.closed ? nullptr : ServerAt(world, channel.server);
  const Session* const session =
      server == nullptr ? nullptr : FindSession(*server, channel.session);
  return session != nullptr && session->state == WTSActive;
}

// A call with a channel's handle: finds the channel and locks the world, or sets the last error.
class ChannelCall {
 public:
  explicit ChannelCall(HANDLE handle)
      : world_(TheWorld()), channel_(OpenChannels().Find(handle)), lock_(world_.mutex) {
    if (channel_ == nullptr && HasLedger()) {
      NoteStale(Kind::kChannel, handle, Rule::kChannelUsedAfterClose, Rule::kNoChannel);
    }
    is_right_ = channel_ != nullptr && IsConnected(world_, *channel_);
    if (!is_right_) Fail(ERROR_INVALID_HANDLE);
  }

  explicit operator bool() const { return is_right_; }
  World& world() { return world_; }
  Channel& channel() { return *channel_; }
  std::unique_lock<std::mutex>& lock() { return lock_; }

 private:
  World& world_;
  std::shared_ptr<Channel> channel_;
  std::unique_lock<std::mutex> lock_;
  bool is_right_;
};

// The part of a message from `at` on, as the server reads it.
Bytes ChunkOf(const Bytes& message, std::size_t at, bool is_dynamic) {
  const std::size_t length = std::min(message.size() - at, kChunk);
  const std::size_t header_length = is_dynamic ? sizeof(ChunkHeader) : 0;
  Bytes chunk(header_length + length);
  if (is_dynamic) {
    const std::uint32_t first = at == 0 ? kFirstChunk : 0;
    const std::uint32_t last = at + length == message.size() ? kLastChunk : 0;
    const ChunkHeader header = {static_cast<std::uint32_t>(message.size()), first | last};
    std::memcpy(chunk.data(), &header, sizeof header);
  }
  std::memcpy(chunk.data() + header_length, message.data() + at, length);
  return chunk;
}

// The client reads what was written and sends it back.
void LetClientAnswer(Channel& channel) {
  for (const Bytes& message : channel.output) {
    for (std::size_t at = 0; at < message.size(); at += kChunk) {
      channel.input.push_back(ChunkOf(message, at, channel.is_dynamic));
    }
  }
  channel.output.clear();
}

// Waits until there is something to read. False, with the last error set, if the time or the
// channel ended first.
bool AwaitInput(ChannelCall& call, ULONG milliseconds) {
  Channel& channel = call.channel();
  const auto is_over = [&] {
    LetClientAnswer(channel);
    return !channel.input.empty() || !IsConnected(call.world(), channel);
  };
  std::condition_variable& changed = call.world().changed;
  if (milliseconds == kInfinite) {
    changed.wait(call.lock(), is_over);
  } else {
    changed.wait_for(call.lock(), std::chrono::milliseconds(milliseconds), is_over);
  }
  if (!channel.input.empty()) return true;
  Fail(IsConnected(call.world(), channel) ? kErrorTimeout : ERROR_INVALID_HANDLE);
  return false;
}

BOOL Read(HANDLE handle, ULONG milliseconds, PCHAR buffer, ULONG room, PULONG count) {
  ChannelCall call(handle);
  if (!call) return FALSE;
  if (buffer == nullptr || count == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  if (!AwaitInput(call, milliseconds)) return FALSE;
  auto& input = call.channel().input;
  if (room < input.front().size()) return Fail(ERROR_INSUFFICIENT_BUFFER);
  std::memcpy(buffer, input.front().data(), input.front().size());
  *count = static_cast<ULONG>(input.front().size());
  input.pop_front();
  return Succeed();
}

BOOL Write(HANDLE handle, const CHAR* buffer, ULONG bytes, PULONG count) {
  ChannelCall call(handle);
  if (!call) return FALSE;
  if (buffer == nullptr || count == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  if (bytes > 0) call.channel().output.emplace_back(buffer, buffer + bytes);
  call.world().changed.notify_all();
  *count = bytes;
  return Succeed();
}

BOOL Purge(HANDLE handle, std::deque<Bytes> Channel::*queue) {
  ChannelCall call(handle);
  if (!call) return FALSE;
  (call.channel().*queue).clear();
  return Succeed();
}

BOOL Query(HANDLE handle, WTS_VIRTUAL_CLASS which, PVOID* out, DWORD* bytes) {
  ChannelCall call(handle);
  if (!call) return FALSE;
  if (out == nullptr || bytes == nullptr) return Fail(ERROR_INVALID_PARAMETER);
  // WTSVirtualClientData: "not currently supported" on the page of WTS_VIRTUAL_CLASS.
  if (which == WTSVirtualClientData) return Fail(ERROR_NOT_SUPPORTED);
  if (which != WTSVirtualFileHandle) return Fail(ERROR_INVALID_PARAMETER);
  const HANDLE file = call.channel().file;
  *out = NewBuffer(sizeof file, {kUntyped, 1, 0});
  std::memcpy(*out, &file, sizeof file);
  *bytes = sizeof file;
  return Succeed();
}

BOOL Close(HANDLE handle) {
  const auto channel = OpenChannels().Remove(handle);
  if (channel == nullptr) {
    if (HasLedger()) {
      NoteStale(Kind::kChannel, handle, Rule::kChannelClosedTwice, Rule::kNoChannel);
    }
    return Fail(ERROR_INVALID_HANDLE);
  }
  GiveBack(Kind::kChannel, handle);
  ChannelHasClosed();
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  channel->closed = true;
  world.changed.notify_all();
  return Succeed();
}

bool IsName(const CHAR* name, std::size_t longest) {
  return name != nullptr && *name != '\0' && std::strlen(name) <= longest;
}

HANDLE Open(HANDLE server, DWORD session_id, bool is_dynamic) {
  Call call(server, {.session = session_id});
  if (!call) return nullptr;
  if (server != WTS_CURRENT_SERVER_HANDLE) Accuse(Rule::kChannelHandle, server);
  if (server != WTS_CURRENT_SERVER_HANDLE && !IsOn(Switch::kChannelsTakeHandles)) {
    Fail(ERROR_INVALID_HANDLE);
    return nullptr;
  }
  const Session* const session = SessionOf(call, session_id);
  if (session == nullptr) return nullptr;
  if (session->state != WTSActive) {
    Fail(kErrorNotFound);  // nobody is at the other end
    return nullptr;
  }
  Succeed();
  const HANDLE channel = OpenChannels().Add(
      std::make_shared<Channel>(Channel{call.server().id, session->id, is_dynamic, FreshValue()}));
  Obtain(Kind::kChannel, channel);
  return channel;
}

HANDLE OpenStatic(HANDLE server, DWORD session, const CHAR* name) {
  if (IsName(name, CHANNEL_NAME_LEN)) return Open(server, session, false);
  // A refused handle comes first, as everywhere.
  if (Call(server, {.session = session})) Fail(ERROR_INVALID_PARAMETER);
  return nullptr;
}

HANDLE OpenEx(DWORD session, const CHAR* name, DWORD flags) {
  constexpr DWORD kOptions =
      WTS_CHANNEL_OPTION_DYNAMIC_PRI_REAL | WTS_CHANNEL_OPTION_DYNAMIC_NO_COMPRESS;
  if (flags == 0) return OpenStatic(WTS_CURRENT_SERVER_HANDLE, session, name);
  const bool is_dynamic = (flags & WTS_CHANNEL_OPTION_DYNAMIC) != 0;
  const bool is_known = (flags & ~(WTS_CHANNEL_OPTION_DYNAMIC | kOptions)) == 0;
  if (!is_dynamic || !is_known || !IsName(name, MAX_PATH)) {
    Fail(ERROR_INVALID_PARAMETER);
    return nullptr;
  }
  return Open(WTS_CURRENT_SERVER_HANDLE, session, true);
}

void ResetChannels() {
  for (const auto& [handle, channel] : OpenChannels().All()) Close(handle);
}

AtReset reset_channels(ResetChannels);

}  // namespace

namespace own {

HANDLE WINAPI WTSVirtualChannelOpen(HANDLE server, DWORD session, LPSTR name) {
  return Api([&] { return wtsmock::OpenStatic(server, session, name); });
}
HANDLE WINAPI WTSVirtualChannelOpenEx(DWORD session, LPSTR name, DWORD flags) {
  return Api([&] { return wtsmock::OpenEx(session, name, flags); });
}
BOOL WINAPI WTSVirtualChannelClose(HANDLE channel) {
  return Api([&] { return wtsmock::Close(channel); });
}
BOOL WINAPI WTSVirtualChannelRead(HANDLE channel, ULONG timeout, PCHAR buffer, ULONG room,
                                  PULONG count) {
  return Api([&] { return wtsmock::Read(channel, timeout, buffer, room, count); });
}
BOOL WINAPI WTSVirtualChannelWrite(HANDLE channel, PCHAR buffer, ULONG bytes, PULONG count) {
  return Api([&] { return wtsmock::Write(channel, buffer, bytes, count); });
}
BOOL WINAPI WTSVirtualChannelPurgeInput(HANDLE channel) {
  return Api([&] { return wtsmock::Purge(channel, &wtsmock::Channel::input); });
}
BOOL WINAPI WTSVirtualChannelPurgeOutput(HANDLE channel) {
  return Api([&] { return wtsmock::Purge(channel, &wtsmock::Channel::output); });
}
BOOL WINAPI WTSVirtualChannelQuery(HANDLE channel, WTS_VIRTUAL_CLASS which, PVOID* out,
                                   DWORD* bytes) {
  return Api([&] { return wtsmock::Query(channel, which, out, bytes); });
}

}  // namespace own
}  // namespace wtsmock
