// The child's channel: what a child process reports to its parent, in memory that the two share.
//
// The child writes each call before it makes it and completes the entry when the call returns, so
// that the parent knows the call that was running when the child died or had to be killed. What
// the child found out goes into the outbox as typed messages (message.h), each visible only once it
// is whole. There is no pointer in it and nothing to flush.
//
// Each child has its own channel in its own memory, which no other child ever sees, with
// pages round it that nobody may touch (isolation.h). The library under test shares the child's
// process, so it can write anything here. The parent therefore reads a channel in two ways only:
// the few numbers that it watches while the child runs, each of which may be anything; and once,
// after the child's end, as a ChildReport (child_report.h), which checks every field.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_JOURNAL_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_JOURNAL_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

#include "conformance/platform/word.h"

namespace wtsconform {

// A fixed buffer for a text; longer ones are cut.
template <std::size_t N>
struct JournalText {
  char bytes[N];

  void Set(std::string_view text) {
    const std::size_t size = text.size() < N - 1 ? text.size() : N - 1;
    for (std::size_t i = 0; i < size; ++i) bytes[i] = text[i];
    bytes[size] = 0;
  }
  bool Ends() const { return std::string_view(bytes, N).find('\0') != std::string_view::npos; }
  // Only of a text that ends.
  std::string_view Get() const { return std::string_view(bytes); }
};

// What is being called, where it is no function of the catalogue.
inline constexpr std::uint16_t kLoadingLibrary = 0xFFFF;

// Plain, so that memory full of zeros is an array of them: the parent makes many channels and
// must not touch the pages that a child will not use.
struct JournalCall {
  enum State : std::uint32_t { kEmpty, kBegun, kReturned };
  std::uint32_t state;
  std::uint16_t function;           // index in the catalogue, or kLoadingLibrary
  std::uint16_t thread;             // 0 is the case's first thread
  std::uint8_t count;               // words in use
  std::uint8_t last_error_touched;  // 0 or 1, as the next
  std::uint8_t has_last_error;
  std::uint32_t last_error;
  std::uint64_t words[kMaxWords];
  std::uint64_t result;
  JournalText<16> target;  // the handle's name in the table
  JournalText<40> note;    // the name that an opener was given
};

// One thread of the case. A call's deadline is 0 where the call may block.
struct JournalThread {
  std::atomic<std::uint32_t> id;       // as the system knows it; 0 before its first call
  std::atomic<std::int64_t> begun_ns;  // of the running call, steady clock
  std::atomic<std::int64_t> deadline_ns;
  std::atomic<std::uint32_t> call;        // the running call's number + 1, or 0
  std::atomic<std::uint32_t> in_control;  // it is in the case's nth precondition, or 0
};

struct JournalFrame {
  std::uint64_t address;
  JournalText<96> symbol;
};

struct JournalCrash {
  std::atomic<std::uint32_t> seen;
  std::int32_t signal;
  std::uint64_t address;
  std::int32_t thread;
  std::uint32_t frame_count;
  JournalFrame frames[12];
};

// Which channel it is. The parent writes it, nobody changes it.
struct JournalIdentity {
  std::uint32_t version;
  std::uint32_t size;
  std::uint64_t nonce;  // of this child, and of no other one

  bool operator==(const JournalIdentity&) const = default;
};

// Full of zeros it is empty.
struct Journal {
  // Of the layout: parent and child are one program on POSIX, and on Windows two processes of one.
  static constexpr std::uint32_t kVersion = 3;
  // The first and the last calls are kept; the middle of a long case is overwritten.
  static constexpr std::uint32_t kFirst = 128;
  static constexpr std::uint32_t kLast = 384;
  static constexpr std::size_t kThreads = 24;
  // Only the pages that are written to cost something.
  static constexpr std::uint32_t kOutboxSize = 1 << 20;

  // How far the child has come. A child that dies before the last one has crashed.
  enum Stage : std::uint32_t {
    kRunning,
    kDecided,   // the outbox has the result
    kFinished,  // and the clean-up has ended
  };

  JournalIdentity identity;
  std::atomic<std::uint32_t> stage;
  std::atomic<std::uint32_t> calls;        // how many there were
  std::atomic<std::uint32_t> sleeping;     // the case lets time pass and uses no processor
  std::atomic<std::uint32_t> exiting;      // the case is decided if the process exits normally
  std::atomic<std::uint32_t> progress;     // of a long task: how many parts it has begun
  std::atomic<std::uint32_t> outbox_used;  // bytes of whole messages
  std::atomic<std::uint32_t> outbox_full;  // a message found no room
  std::array<JournalThread, kThreads> threads;
  JournalCrash crash;
  JournalCall entries[kFirst + kLast];
  char outbox[kOutboxSize];

  static constexpr std::uint32_t IndexOf(std::uint32_t number) {
    return number < kFirst ? number : kFirst + (number - kFirst) % kLast;
  }
  JournalCall& Entry(std::uint32_t number) { return entries[IndexOf(number)]; }
  bool IsDecided() const { return stage >= kDecided; }

  // `memory` is full of zeros and large enough; `nonce` is the new channel's own.
  static Journal& NewIn(void* memory, std::uint64_t nonce);
  // The child's view of what its parent made by NewIn; nullptr where it is something else.
  static Journal* FoundIn(void* memory);
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_JOURNAL_H_
