// A call of a consumer: from the handle that it is given to the locked world and the server in it.
#ifndef WTSCONFORM_MOCK_CALL_CALL_H_
#define WTSCONFORM_MOCK_CALL_CALL_H_

#include <mutex>
#include <optional>

#include "mock/call/api.h"
#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"

namespace wtsmock {

// Finds out what the handle stands for, waits as long as the server takes to answer, and locks the
// world until the end of its life, so that the call takes effect at one moment at which the handle
// was open. If it is false, the last error is set, and the function must return at once:
//
//   BOOL CountSessions(HANDLE handle, DWORD* count) {
//     Call call(handle, {.names_ex = true});
//     if (!call) return Refused(count);
//     if (count == nullptr) return Fail(ERROR_INVALID_PARAMETER);
//     *count = static_cast<DWORD>(call.server().sessions.size());
//     return Succeed();
//   }
//
// It belongs to one thread, and a thread must not have two at a time: the lock is not recursive.
class Call {
 public:
  Call(HANDLE handle, const Use& use);

  explicit operator bool() const { return lock_.owns_lock(); }

  World& world() const { return world_; }
  Server& server() const { return *server_; }
  const Target& target() const { return *target_; }
  // A fault on demand: the answer is to hold nothing.
  bool is_empty() const { return is_empty_; }
  std::unique_lock<std::mutex>& lock() { return lock_; }

 private:
  World& world_;
  // False, with the last error set, if the call ends here.
  bool Meet(std::unique_lock<std::mutex>& lock, const Use& use);

  std::optional<Target> target_;
  bool is_empty_ = false;
  std::unique_lock<std::mutex> lock_;
  Server* server_ = nullptr;
};

// The same for functions that name a server instead: WTS_CURRENT_SERVER_NAME is this computer.
class NamedCall {
 public:
  explicit NamedCall(const std::optional<Text>& name, std::optional<DWORD> session = std::nullopt);

  explicit operator bool() const { return lock_.owns_lock(); }

  World& world() const { return world_; }
  Server& server() const { return *server_; }

 private:
  World& world_;
  std::unique_lock<std::mutex> lock_;
  Server* server_ = nullptr;
};

// The session that a call names, if the handle shows it. Null, with the last error set, if not.
Session* SessionOf(const Call& call, DWORD id);

// Waits as long as `server` takes to answer. The world is not locked meanwhile.
void AwaitAnswer(ServerId server);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CALL_CALL_H_
