// The ledger's state. What a call notes in it is in ledger.h, handle_notes.h and buffer_notes.h.
#ifndef WTSCONFORM_MOCK_LEDGER_BOOK_H_
#define WTSCONFORM_MOCK_LEDGER_BOOK_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mock/ledger/entry.h"
#include "mock/ledger/entry_table.h"
#include "mock/ledger/journal.h"

namespace wtsmock {

// The last N that were added; a million pairs of calls must not fill the memory.
template <class T, std::size_t kMost>
class Last {
 public:
  void Add(T item) { Next() = std::move(item); }
  // To be filled by its fields: a processor stalls where it copies what was just written in parts.
  T& Next() {
    const std::size_t at = added_++ % kMost;
    if (at == items_.size()) items_.emplace_back();
    return items_[at];
  }
  std::size_t size() const { return items_.size(); }
  std::size_t added() const { return added_; }
  // Counted from the oldest that is kept.
  const T& operator[](std::size_t i) const {
    return items_[added_ <= kMost ? i : (added_ + i) % kMost];
  }

 private:
  std::vector<T> items_;
  std::size_t added_ = 0;
};

// All functions but the constructor expect `mutex` to be held. It is taken last of all locks.
struct Book {
  std::mutex mutex;
  EntryTable held;
  Last<Former, 1024> former;
  Last<LoggedCall, 1024> calls;
  std::vector<Breach> breaches;  // the first kMostBreaches
  std::size_t breaches_in_all = 0;
  std::size_t unreachable_closed = 0;
  bool with_stacks = false;
  void (*on_breach)(const Breach&) = nullptr;  // told of each as it happens
  void (*on_first_call)() = nullptr;

  static constexpr std::size_t kMostBreaches = 10'000;

  // A journal for this thread; it stays the book's.
  Journal* NewJournal(unsigned thread);
  void EndJournal(Journal& journal);
  // Notes what stands in the journals. To be called before anything is looked up.
  void Settle();

  void Forget();
  // The same text, valid until Forget.
  const char* Kept(std::string_view text);
  // The call that this thread is in.
  Origin Here() const;
  void Obtain(Entry entry);
  // False if it is not held.
  bool GiveBack(Kind kind, Hidden value);
  // What was given back last under that value; null for none, and where that is too long ago.
  const Former* FindFormer(Kind kind, Hidden value) const;
  // What the program holds under that value, and what gives it back; "" for nothing. Expects that
  // the journals are settled.
  const char* WhatIsHeld(Hidden value);

  void Accuse(Rule rule, Hidden value, std::string text = {});
  void AccuseOf(Rule rule, const Entry& held, std::string text = {});
  void AccuseOf(Rule rule, const Former& former);
  void LogCall(bool has_succeeded);

 private:
  void Add(Breach breach);
  void NoteFirstCall();
  std::uint32_t Settle(const Note& note, const Note* next, unsigned thread);
  void SettleClose(const Note& note, unsigned thread);
  void LogNote(const Note& note, unsigned thread);

  bool has_calls_ = false;
  std::vector<std::unique_ptr<Journal>> journals_;
  std::vector<Journal*> spare_journals_;
  // Closes whose opens stand in journals that were settled before the open was written.
  struct EarlyClose {
    Hidden value;
    Origin where;
  };
  std::vector<EarlyClose> early_closes_;
  mutable std::set<Stack> stacks_;
  std::set<std::string, std::less<>> texts_;
};

// Never destroyed: it is asked at the very end.
Book& TheBook();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_BOOK_H_
