// What a child process has done so far, in memory that it shares with its parent.
//
// The child writes each call before it makes it and completes the entry when the call returns, so
// that the parent knows the call that was running when the child died or had to be killed. There
// is no pointer in it and nothing to flush.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_JOURNAL_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_JOURNAL_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

#include "conformance/loading/invoke.h"

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
  std::string_view Get() const { return std::string_view(bytes); }
};

// What is being called, where it is no function of the catalogue.
inline constexpr std::uint16_t kLoadingLibrary = 0xFFFF;

struct JournalCall {
  enum State : std::uint32_t { kEmpty, kBegun, kReturned };
  std::atomic<std::uint32_t> state;
  std::uint16_t function;  // index in the catalogue, or kLoadingLibrary
  std::uint16_t thread;    // 0 is the case's first thread
  std::uint8_t count;      // words in use
  bool last_error_touched;
  bool has_last_error;
  std::uint32_t last_error;
  std::uint64_t words[kMaxWords];
  std::uint64_t result;
  JournalText<16> target;  // the handle's name in the table
  JournalText<40> note;    // the name that an opener was given
};

// One thread of the case. A call's deadline is 0 where the call may block.
struct JournalThread {
  std::atomic<std::int64_t> begun_ns;     // of the running call, steady clock
  std::atomic<std::int64_t> deadline_ns;
  std::atomic<std::int32_t> call;         // the running call's number, or -1
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

struct Journal {
  // The first and the last calls are kept; the middle of a long case is overwritten.
  static constexpr std::uint32_t kFirst = 128;
  static constexpr std::uint32_t kLast = 384;
  static constexpr std::size_t kThreads = 24;

  std::atomic<std::uint32_t> calls;  // how many there were
  std::atomic<std::uint32_t> in_control;  // the running step is the case's nth precondition, or 0
  std::atomic<std::uint32_t> failed_control;  // that one failed
  std::atomic<std::uint32_t> sleeping;    // the case lets time pass and uses no processor
  std::atomic<std::uint32_t> exiting;     // the case is decided if the process exits normally
  std::atomic<std::uint32_t> complete;    // kCompleteMarker once the fields below are final
  std::uint32_t verdict;
  JournalText<200> signature;
  JournalText<12000> detail;
  JournalText<12000> wanted;
  JournalCrash crash;
  std::array<JournalThread, kThreads> threads;
  JournalCall entries[kFirst + kLast];

  static constexpr std::uint32_t kCompleteMarker = 0x0C0DEBED;

  JournalCall& Entry(std::uint32_t number) {
    return entries[number < kFirst ? number : kFirst + (number - kFirst) % kLast];
  }
  // For the next case; the parent calls it while no child has the journal.
  void Clear();
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_JOURNAL_H_
