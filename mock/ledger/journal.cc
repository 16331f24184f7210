#include "mock/ledger/journal.h"

#include <mutex>
#include <new>

#include "mock/abi/current_call.h"
#include "mock/abi/system.h"
#include "mock/ledger/book.h"

namespace wtsmock {
namespace {

constinit thread_local WTSMOCK_FIXED_PLACE Journal* own_journal = nullptr;

// The first note of a thread, or of a full journal. Without memory for it the note is lost.
[[gnu::noinline]] void WriteSlowly(HANDLE handle, const char* function, const char* server,
                                   std::uint64_t number) noexcept {
  try {
    Book& book = TheBook();
    const std::lock_guard lock(book.mutex);
    if (own_journal == nullptr) own_journal = book.NewJournal(ThisThread());
    book.Settle();
    own_journal->Write(Hidden(handle).bits(), function, server, number);
  } catch (const std::bad_alloc&) {
  }
}

[[gnu::always_inline]] inline void Write(HANDLE handle, const char* function,
                                         const char* server) noexcept {
  const std::uint64_t number = BeginCall(function).number;
  Journal* const journal = own_journal;
  if (journal == nullptr || !journal->Write(Hidden(handle).bits(), function, server, number)) {
    WriteSlowly(handle, function, server, number);
  }
}

}  // namespace

void JournalOpen(HANDLE handle, const char* function, const char* server) noexcept {
  Write(handle, function, server);
}

void JournalClose(HANDLE handle) noexcept { Write(handle, "WTSCloseServer", nullptr); }

void EndJournal() noexcept {
  if (own_journal == nullptr) return;
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.EndJournal(*own_journal);
  own_journal = nullptr;
}

}  // namespace wtsmock
