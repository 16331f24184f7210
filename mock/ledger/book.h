// The ledger's state. What a call notes in it is in ledger.h, handle_notes.h and buffer_notes.h.
#ifndef WTSCONFORM_MOCK_LEDGER_BOOK_H_
#define WTSCONFORM_MOCK_LEDGER_BOOK_H_

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "mock/ledger/entry.h"
#include "mock/ledger/entry_table.h"

namespace wtsmock {

// The last N that were added; a million pairs of calls must not fill the memory.
template <class T, std::size_t kMost>
class Last {
 public:
  void Add(T item) {
    if (items_.size() < kMost) {
      items_.push_back(std::move(item));
    } else {
      items_[added_ % kMost] = std::move(item);
    }
    ++added_;
  }
  std::size_t size() const { return items_.size(); }
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
  Last<Former, 4096> former;
  Last<LoggedCall, 4096> calls;
  std::vector<Breach> breaches;  // the first kMostBreaches
  std::size_t breaches_in_all = 0;
  std::size_t unreachable_closed = 0;
  bool with_stacks = false;
  void (*on_breach)(const Breach&) = nullptr;  // told of each as it happens

  static constexpr std::size_t kMostBreaches = 10'000;

  void Forget();
  // The call that this thread is in.
  Origin Here() const;
  void Obtain(Entry entry);
  // False if it is not held.
  bool GiveBack(Kind kind, Hidden value);
  // What was given back last under that value; null for none, and where that is too long ago.
  const Former* FindFormer(Kind kind, Hidden value) const;

  void Accuse(Rule rule, Hidden value, std::string text = {});
  void AccuseOf(Rule rule, const Entry& held, std::string text = {});
  void AccuseOf(Rule rule, const Former& former);
  void LogCall(bool has_succeeded);

 private:
  void Add(Breach breach);
};

// Never destroyed: it is asked at the very end.
Book& TheBook();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_BOOK_H_
