// What one open of a server stands for, and what a function is to the handles it is given.
#ifndef WTSCONFORM_MOCK_HANDLES_CONNECTION_H_
#define WTSCONFORM_MOCK_HANDLES_CONNECTION_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>

#include "mock/abi/export.h"
#include "mock/world/world.h"

namespace wtsmock {

// How a server was opened.
struct Opening {
  std::optional<ServerId> server;  // none: an unreachable one, where the open is to fail at use
  bool by_ex = false;              // WTSOpenServerEx
  bool wide = false;               // a W function
  bool shows_vms = false;          // lists the sessions of virtual machines too (EX-2, EX-3)
  bool shows_sessions = true;
};

// An Opening of a server that is there, as one word.
inline std::uint32_t Packed(const Opening& opening) {
  return static_cast<std::uint32_t>(*opening.server) << 4 | opening.by_ex << 3 | opening.wide << 2 |
         opening.shows_vms << 1 | static_cast<std::uint32_t>(opening.shows_sessions);
}
inline Opening Unpacked(std::uint32_t word) {
  return {.server = static_cast<ServerId>(word >> 4),
          .by_ex = (word & 8) != 0,
          .wide = (word & 4) != 0,
          .shows_vms = (word & 2) != 0,
          .shows_sessions = (word & 1) != 0};
}

// One open, where it is more than a slot of the table: WTS_CURRENT_SERVER_HANDLE's, and every one
// while a variant or a defect is on.
struct Connection {
  explicit Connection(const Opening& how);
  Connection(const Opening& how, std::uint64_t id);

  const Opening opening;
  const std::uint64_t id;  // no other open has it
  const std::thread::id opener;
  std::atomic<bool> closed = false;  // set before the close returns, under the world's lock

  // For defects and variants only.
  std::atomic<bool> used = false;
  std::atomic<unsigned> opens = 1;  // closes still to come
  unsigned slot = 0;
};
using ConnectionPointer = std::shared_ptr<Connection>;

// What a call found that its handle stands for.
struct Target {
  Opening opening;
  std::uint64_t id = 0;   // of the open; no other has it
  HANDLE slot = nullptr;  // the handle in the table of slots; NULL for a connection
  ConnectionPointer connection = nullptr;  // null for a slot
};

// Whether the handle shows this session at all (EX-2, EX-3).
inline bool IsVisible(const Opening& opening, const Session& session) {
  const bool own = session.virtual_machine.empty();
  return own ? opening.shows_sessions : opening.shows_vms;
}

// What matters of a function for which handles it serves.
struct Use {
  bool ansi = false;      // an A function
  bool names_ex = false;  // its page names WTSOpenServerEx as a source of handles
  bool changes = false;   // changes the world
  bool queries = false;   // WTSQuerySessionInformation
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_CONNECTION_H_
