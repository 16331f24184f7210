// The child's pen: writes into the journal before and after each call.
#ifndef WTSCONFORM_CONFORMANCE_CHANNEL_RECORDER_H_
#define WTSCONFORM_CONFORMANCE_CHANNEL_RECORDER_H_

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "conformance/loading/invoke.h"
#include "conformance/channel/journal.h"

namespace wtsconform {

// What is known of a call before it is made.
struct CallIntent {
  std::uint16_t function = 0;
  std::string_view target;  // the handle's name in the table
  std::string_view note;    // the name an opener is given
  bool may_block = false;   // no deadline: the case itself watches it
};

// Thread-safe: each thread of a case has a slot of its own.
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

  // From now on the call that thread `index` is in is late.
  void DeclareLate(int index);

  // The case's nth precondition is being looked at; 0 for none.
  void SetInControl(std::uint32_t number) { journal_.in_control = number; }
  void SetFailedControl(std::uint32_t number) { journal_.failed_control = number; }
  void SetSleeping(bool value) { journal_.sleeping = value; }
  void SetExiting() { journal_.exiting = 1; }
  void Complete(std::uint32_t verdict, std::string_view signature, std::string_view detail,
                std::string_view wanted = {});

 private:
  Journal& journal_;
  const std::chrono::nanoseconds timeout_;
};

// Nanoseconds of the clock that deadlines are told in.
std::int64_t SteadyNanoseconds();

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_CHANNEL_RECORDER_H_
