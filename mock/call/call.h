// A call of a consumer: from the handle to the locked world and the server in it.
#ifndef WTSCONFORM_MOCK_CALL_CALL_H_
#define WTSCONFORM_MOCK_CALL_CALL_H_

#include <mutex>
#include <optional>

#include "mock/call/api.h"
#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"

namespace wtsmock {

// Finds out what the handle stands for, waits as long as the server takes to answer, and locks the
// world, so that the call takes effect at one moment at which the handle was open. Where that
// fails the last error is set, and the call must return at once.
class Call {
 public:
  Call(HANDLE handle, const Use& use);

  explicit operator bool() const { return lock_.owns_lock(); }

  World& world() const { return world_; }
  Server& server() const { return *server_; }
  const Target& target() const { return *target_; }
  std::unique_lock<std::mutex>& lock() { return lock_; }

 private:
  World& world_;
  std::optional<Target> target_;
  std::unique_lock<std::mutex> lock_;
  Server* server_ = nullptr;
};

// The same for functions that name a server instead: WTS_CURRENT_SERVER_NAME is this computer.
class NamedCall {
 public:
  explicit NamedCall(const std::optional<Text>& name);

  explicit operator bool() const { return lock_.owns_lock(); }

  World& world() const { return world_; }
  Server& server() const { return *server_; }

 private:
  World& world_;
  std::unique_lock<std::mutex> lock_;
  Server* server_ = nullptr;
};

// The session that a call names, as far as its connection shows it. Null, with the last error set,
// where there is none.
Session* SessionOf(const Call& call, DWORD id);

// Waits as long as `server` takes to answer. The world is not locked meanwhile.
void AwaitAnswer(ServerId server);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CALL_CALL_H_
