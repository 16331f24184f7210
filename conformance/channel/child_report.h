// What a child left in its channel: copied once and checked, in memory of the parent's own.
//
// Nothing that the child or what it started does can change it any more. Where a field cannot be
// true, `damage` says so and all others are empty: then nothing is known but how the child ended.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_CHILD_REPORT_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_CHILD_REPORT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/channel/journal.h"

namespace wtsconform {

struct CrashNote {
  int signal = 0;
  std::uint64_t address = 0;
  int thread = 0;
  std::vector<std::string> frames;  // the topmost first
};

struct ThreadNote {
  std::optional<std::uint32_t> call;  // the number of the call that it is in
  bool waits = false;                 // that call may block
  bool in_control = false;            // it is in a precondition of the case
};

struct ChildReport {
  std::string damage;  // "the child's channel is damaged: ...", "" where it is not
  bool decided = false;
  bool finished = false;
  bool exiting = false;
  bool outbox_full = false;
  std::uint32_t progress = 0;
  std::uint32_t calls = 0;  // how many there were
  std::array<ThreadNote, Journal::kThreads> threads;
  std::optional<CrashNote> crash;
  std::vector<std::string> messages;  // for MessageReader
  std::vector<JournalCall> kept;      // the first and the last calls; use Call

  // nullptr where there was none of that number; of a long case also those in the middle give
  // another's entry (journal.h).
  const JournalCall* Call(std::uint32_t number) const;
  const JournalCall* LastCall() const { return calls ? Call(calls - 1) : nullptr; }
  // The call that the thread is in; nullptr where it is in none.
  const JournalCall* RunningCall(int thread) const;
};

// Reads the channel that was made with this `nonce`. Its child must have ended; what the child
// started may still be writing.
ChildReport ReadReport(const Journal& journal, std::uint64_t nonce);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_CHILD_REPORT_H_
