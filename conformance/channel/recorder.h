// The child's pen: writes into the journal before and after each call.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_RECORDER_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_RECORDER_H_

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "conformance/channel/journal.h"
#include "conformance/channel/message.h"

namespace wtsconform {

// What is known of a call before it is made.
struct CallIntent {
  std::uint16_t function = 0;
  std::string_view target;   // the handle's name in the table
  std::string_view note;     // the name an opener is given
  bool may_block = false;    // no deadline: the case itself watches it
  bool keeps_error = false;  // the library finds the last error that the call before has left
};

// Thread-safe where nothing else is said: each thread of a case has its own slot.
class Recorder {
 public:
  Recorder(Journal& journal, std::chrono::nanoseconds timeout)
      : journal_(journal), timeout_(timeout) {}

  // Gives the calling thread slot `index` (0 is the first thread).
  static void UseThread(int index);
  static int CurrentThread();

  // Returns the call's number, for End.
  std::uint32_t Begin(const CallIntent& intent, std::span<const Word> words);
  void End(std::uint32_t number, Word result, bool has_last_error, std::uint32_t last_error,
           bool touched);

  // From now on the call that thread `index` is in is late, as part of the precondition that the
  // calling thread is in.
  void DeclareLate(int index);

  // The calling thread is in the case's nth precondition; 0 for none.
  void SetInControl(std::uint32_t number) { OwnThread().in_control = number; }
  // Another case begins in this process: no thread of it is in a precondition yet.
  void ForgetControls();
  void SetSleeping(bool value) { journal_.sleeping = value; }
  void SetExiting() { journal_.exiting = 1; }
  // The nth part of a long task is begun.
  void SetProgress(std::uint32_t part) { journal_.progress = part; }

  // Puts a message into the outbox; only one thread of a child sends. False where there is no room,
  // which the parent sees too.
  bool Send(const MessageWriter& message);
  // All that is to be sent was: what follows is clean-up.
  void SetDecided() { journal_.stage = Journal::kDecided; }
  // The clean-up has ended: from here on a death is not the case's.
  void SetFinished() { journal_.stage = Journal::kFinished; }

 private:
  JournalThread& OwnThread();

  Journal& journal_;
  const std::chrono::nanoseconds timeout_;
};

// Nanoseconds of the clock that deadlines are told in.
std::int64_t SteadyNanoseconds();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_RECORDER_H_
