// What an open of a server stands for, and what a function is to the handles it is given.
#ifndef WTSCONFORM_MOCK_HANDLES_OPENING_H_
#define WTSCONFORM_MOCK_HANDLES_OPENING_H_

#include <cstdint>
#include <optional>

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
  bool is_respelled = false;  // the name was not spelled as the server spells its own
};

// As one word, the record of a slot. The server that is none has the largest number.
inline constexpr std::uint32_t kNoServer = 0x7FFFFFF;
inline std::uint32_t Packed(const Opening& opening) {
  const std::uint32_t server =
      opening.server.has_value() ? static_cast<std::uint32_t>(*opening.server) : kNoServer;
  return server << 5 | opening.is_respelled << 4 | opening.by_ex << 3 | opening.wide << 2 |
         opening.shows_vms << 1 | static_cast<std::uint32_t>(opening.shows_sessions);
}
inline Opening Unpacked(std::uint32_t word) {
  Opening opening{.server = std::nullopt,
                  .by_ex = (word & 8) != 0,
                  .wide = (word & 4) != 0,
                  .shows_vms = (word & 2) != 0,
                  .shows_sessions = (word & 1) != 0,
                  .is_respelled = (word & 16) != 0};
  if (word >> 5 != kNoServer) opening.server = static_cast<ServerId>(word >> 5);
  return opening;
}

// What a call found that its handle stands for.
struct Target {
  Opening opening;
  std::uint64_t id = 0;     // of the open; no other has it
  HANDLE slot = nullptr;    // NULL for WTS_CURRENT_SERVER_HANDLE, and for what a defect made up
  bool is_current = false;  // WTS_CURRENT_SERVER_HANDLE
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
  // What a fault on demand may ask for.
  std::optional<DWORD> session = std::nullopt;
  std::optional<DWORD> info_class = std::nullopt;
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_OPENING_H_
