// What one open of a server stands for, and what a function is to the handles it is given.
#ifndef WTSCONFORM_MOCK_CONNECTION_H_
#define WTSCONFORM_MOCK_CONNECTION_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>

#include "mock/world.h"

namespace wtsmock {

// How a server was opened.
struct Opening {
  std::optional<ServerId> server;  // none: an unreachable one, where the open is to fail at use
  bool by_ex = false;              // WTSOpenServerEx
  bool wide = false;               // a W function
  bool shows_vms = false;          // lists the sessions of virtual machines too (EX-2, EX-3)
  bool shows_sessions = true;
};

struct Connection {
  explicit Connection(const Opening& how);

  const Opening opening;
  const std::uint64_t id;  // no other connection has it
  const std::thread::id opener;
  std::atomic<bool> closed = false;  // set before the close returns, under the world's lock

  // For defects and variants only.
  std::atomic<bool> used = false;
  std::atomic<unsigned> opens = 1;  // lawful closes still to come
  unsigned slot = 0;
};
using ConnectionPointer = std::shared_ptr<Connection>;

// Whether the connection shows this session at all (EX-2, EX-3).
inline bool IsVisible(const Connection& connection, const Session& session) {
  const bool own = session.virtual_machine.empty();
  return own ? connection.opening.shows_sessions : connection.opening.shows_vms;
}

// What matters of a function for which handles it serves.
struct Use {
  bool ansi = false;      // an A function
  bool names_ex = false;  // its page names WTSOpenServerEx as a source of handles
  bool changes = false;   // changes the world
  bool queries = false;   // WTSQuerySessionInformation
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_CONNECTION_H_
