#include "conformance/channel/journal.h"

#include <algorithm>

namespace wtsconform {

void Journal::Clear() {
  const std::uint32_t used = std::min(calls.load(), kFirst + kLast);
  for (std::uint32_t i = 0; i < used; ++i) entries[i].state = JournalCall::kEmpty;
  calls = 0;
  in_control = 0;
  failed_control = 0;
  sleeping = 0;
  exiting = 0;
  complete = 0;
  verdict = 0;
  signature.Set("");
  detail.Set("");
  wanted.Set("");
  crash.seen = 0;
  crash.frame_count = 0;
  crash.thread = -1;
  for (JournalThread& thread : threads) {
    thread.begun_ns = 0;
    thread.deadline_ns = 0;
    thread.call = -1;
  }
}

}  // namespace wtsconform
