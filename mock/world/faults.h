// What goes wrong on demand, and what happens from outside: rows of a world's file ([[fault]],
// [[event]]), or of a call (WtsMockFault, WtsMockEvent), in the same words.
#ifndef WTSCONFORM_MOCK_WORLD_FAULTS_H_
#define WTSCONFORM_MOCK_WORLD_FAULTS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mock/abi/export.h"
#include "mock/abi/text.h"

namespace wtsmock {

enum class ServerId : std::uint32_t;

// Where a call meets faults. A function that is given no server handle meets those that name it,
// and no server, session or class, at its entry, whatever it is given; the others where it asks a
// server, if it does.
enum class Where {
  kAtServer,    // all of them; an open too
  kAtEntry,     // those that name the function
  kAfterEntry,  // at a server; those that were met at the entry are left out
};

// A call as a fault sees it.
struct CallSeen {
  std::string_view function;  // "WTSEnumerateSessionsW"
  std::optional<ServerId> server;
  std::optional<DWORD> session;
  std::optional<DWORD> info_class;
  Where where = Where::kAtServer;
};

struct Fault {
  // Which calls: those that all of these agree with.
  std::string function;  // without A or W it is both; "" for every function
  std::optional<ServerId> server;
  std::optional<DWORD> session;
  std::optional<DWORD> info_class;
  // Which of them, counted from 1.
  std::uint32_t first = 1;
  std::uint32_t last = 0xFFFFFFFF;
  std::uint32_t percent = 100;  // of them, chosen by `seed`
  std::uint32_t seed = 1;
  // What becomes of them.
  DWORD error = 0;  // 0: none
  std::chrono::milliseconds takes{0};
  bool is_empty = false;
  bool waits = false;  // until WtsMockRelease

  std::uint32_t calls = 0;  // so far
};

// Counts the call where the fault is about it. Whether it is to happen now.
bool Strikes(Fault& fault, const CallSeen& call);

enum class EventKind {
  kLogOn,
  kLogOff,
  kConnect,
  kDisconnect,
  kLock,
  kUnlock,
  kStartProcess,
  kEndProcess,
  kServerDown,
  kServerUp,
  kServiceStopped,
  kServiceStarted
};

struct Event {
  EventKind kind{};
  ServerId server{};
  std::optional<DWORD> session;
  std::optional<DWORD> process;
  Text user;
  Text name;                  // of a process, or of the client of a session
  std::uint32_t at_call = 0;  // happens right before that call, counted from 1; 0: at once
};

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_FAULTS_H_
