#include "mock/call/call.h"

#include "mock/call/entry.h"
#include "mock/handles/handle_defects.h"
#include "mock/ledger/handle_notes.h"
#include "mock/world/meet_faults.h"
#include "mock/world/pause.h"

namespace wtsmock {
namespace {

constexpr DWORD kStrayError = 0x0BADC0DE;

// USE-3: no page says which error a stale handle gives.
void FailForHandle() {
  if (IsOn(Switch::kStaleErrorUntouched)) return;
  DWORD error = ERROR_INVALID_HANDLE;
  if (IsOn(Switch::kStaleErrorInvalidBinding)) error = RPC_S_INVALID_BINDING;
  if (IsOn(Switch::kStaleErrorServerUnavailable)) error = RPC_S_SERVER_UNAVAILABLE;
  if (IsOn(Switch::kStaleErrorNullContext)) error = RPC_X_SS_IN_NULL_CONTEXT;
  if (IsOn(Switch::kStaleErrorStray)) error = kStrayError;
  Fail(error);
}

// Whether the server answers once more; if not, the last error is set.
bool Answers(Server& server) {
  if (server.service_stopped) {
    Fail(RPC_S_INVALID_BINDING);
    return false;
  }
  if (server.is_down || server.answers_left == 0) {
    Fail(RPC_S_SERVER_UNAVAILABLE);
    return false;
  }
  if (server.answers_left.has_value()) --*server.answers_left;
  return true;
}

// What the rest of the faults is about.
CallSeen SeenAtServer(std::optional<ServerId> server, const Use& use) {
  const char* const function = ThisCall().function;
  const bool has_entered = MeetsFaultsAtEntry(function);
  return {function, server, use.session, use.info_class,
          has_entered ? Where::kAfterEntry : Where::kAtServer};
}

}  // namespace

void AwaitAnswer(ServerId id) {
  World& world = TheWorld();
  std::unique_lock lock(world.mutex);
  const Server* const server = ServerAt(world, id);
  const auto delay = server == nullptr ? std::chrono::milliseconds(0) : server->delay;
  lock.unlock();
  Pause(delay);
}

Call::Call(HANDLE handle, const Use& use) : world_(TheWorld()), target_(FindHandle(handle, use)) {
  if (!target_.has_value()) {
    if (HasLedger()) NoteNotOpen(handle, WasHandle(handle));
    FailForHandle();
    return;
  }
  const auto id = target_->opening.server;
  if (!id.has_value()) {
    Fail(RPC_S_SERVER_UNAVAILABLE);
    return;
  }
  AwaitAnswer(*id);
  std::unique_lock lock(world_.mutex);
  if (HasFaults() && !IsClosed(*target_) && !Meet(lock, use)) return;
  if (IsClosed(*target_)) {
    lock.unlock();
    if (HasLedger()) NoteClosedInUse(handle);
    FailForHandle();
    return;
  }
  server_ = ServerAt(world_, *id);
  if (server_ == nullptr) {  // opened while the world was replaced
    Fail(RPC_S_SERVER_UNAVAILABLE);
    return;
  }
  if (Answers(*server_)) {
    if (HasLedger()) NoteServed(handle);
    lock_ = std::move(lock);
  } else if (HasLedger()) {
    NoteNoAnswer(handle);
  }
}

bool Call::Meet(std::unique_lock<std::mutex>& lock, const Use& use) {
  const Met met = MeetFaults(world_, lock, SeenAtServer(target_->opening.server, use),
                             [&] { return IsClosed(*target_); });
  is_empty_ = met.is_empty;
  if (met.error != 0) Fail(met.error);
  return met.error == 0;
}

Session* SessionOf(const Call& call, DWORD id) {
  Session* const session = WasSessionAbsent(id) ? nullptr : ResolveSession(call.server(), id);
  if (session != nullptr && IsVisible(call.target().opening, *session)) return session;
  CallHasFailed(call.target());
  SessionIsAbsent(id);
  Fail(ERROR_CTX_WINSTATION_NOT_FOUND);
  return nullptr;
}

NamedCall::NamedCall(const std::optional<Text>& name, std::optional<DWORD> session)
    : world_(TheWorld()) {
  std::unique_lock lock(world_.mutex);
  server_ = name.has_value() ? FindServer(world_, *name) : &ServerOf(world_, ServerId::kThis);
  if (server_ == nullptr) {
    Fail(RPC_S_SERVER_UNAVAILABLE);
    return;
  }
  const ServerId id = server_->id;
  lock.unlock();
  AwaitAnswer(id);
  lock.lock();
  if (HasFaults()) {
    const std::uint64_t opened = CurrentTarget().id;
    const Met met = MeetFaults(world_, lock, SeenAtServer(id, {.session = session}),
                               [&] { return CurrentTarget().id != opened; });
    if (met.error != 0 || static_cast<std::size_t>(id) >= world_.servers.size()) {
      Fail(met.error != 0 ? met.error : RPC_S_SERVER_UNAVAILABLE);
      return;
    }
  }
  server_ = &ServerOf(world_, id);
  if (Answers(*server_)) lock_ = std::move(lock);
}

}  // namespace wtsmock
