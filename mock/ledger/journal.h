// The short way into the ledger: opens and closes of server handles with nothing peculiar about
// them. They take nanoseconds, and so must be noted: each thread writes them into a journal that no
// other writes, without a lock, and whoever needs the ledger settles all journals first.
#ifndef WTSCONFORM_MOCK_LEDGER_JOURNAL_H_
#define WTSCONFORM_MOCK_LEDGER_JOURNAL_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "mock/abi/export.h"

namespace wtsmock {

struct Note {
  std::uintptr_t value;  // the handle, hidden
  const char* function;
  const char* server;    // null: it is a close
  std::uint64_t number;  // of the call
};

class Journal {
 public:
  explicit Journal(unsigned thread) : thread_(thread) {}

  // By its thread. False where it is full. Field by field: a copy of a note that was just made
  // would take longer than all else.
  bool Write(std::uintptr_t value, const char* function, const char* server, std::uint64_t number) {
    const std::uint32_t end = end_.load(std::memory_order_relaxed);
    if (end - start_.load(std::memory_order_acquire) == kMost) return false;
    Note& note = notes_[end % kMost];
    note.value = value;
    note.function = function;
    note.server = server;
    note.number = number;
    end_.store(end + 1, std::memory_order_release);
    return true;
  }

  // By who holds the ledger's mutex: calls `settle` with each note, and the one after it if there
  // is one. It returns how many it has dealt with.
  template <class Settle>
  void Empty(Settle settle) {
    std::uint32_t start = start_.load(std::memory_order_relaxed);
    const std::uint32_t end = end_.load(std::memory_order_acquire);
    while (start != end) {
      const bool is_last = start + 1 == end;
      start += settle(notes_[start % kMost], is_last ? nullptr : &notes_[(start + 1) % kMost]);
    }
    start_.store(start, std::memory_order_release);
  }

  unsigned thread() const { return thread_; }
  // By who holds the ledger's mutex: another thread's from now on.
  void PassTo(unsigned thread) { thread_ = thread; }

 private:
  static constexpr std::uint32_t kMost = 256;

  unsigned thread_;
  std::atomic<std::uint32_t> start_ = 0;
  std::atomic<std::uint32_t> end_ = 0;
  std::array<Note, kMost> notes_;
};

// While the ledger is on, without stacks, and nothing else is in the way (HasOnlyLedger()). The
// thread calls EndJournal before it ends. `server` must stay valid.
void JournalOpen(HANDLE handle, const char* function, const char* server) noexcept;
void JournalClose(HANDLE handle) noexcept;

// To be called when a thread ends.
void EndJournal() noexcept;

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_JOURNAL_H_
