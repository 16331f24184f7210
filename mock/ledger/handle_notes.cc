#include "mock/ledger/handle_notes.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "mock/abi/current_call.h"
#include "mock/ledger/book.h"

namespace wtsmock {
namespace {

// Registrations made through a handle that is closed now: they can no longer be taken back through
// it.
void JudgeRegistrations(Book& book, Hidden handle) {
  if (book.held.held(Kind::kRegistration) == 0) return;
  for (const Entry& entry : book.held.All()) {
    if (entry.kind != Kind::kRegistration || entry.owner != handle) continue;
    book.AccuseOf(Rule::kRegistrationOutlivesHandle, entry);
    book.GiveBack(Kind::kRegistration, entry.value);
  }
}

// The value is not open: it was once, or it never was.
void JudgeNotOpen(Book& book, Hidden value, bool was_handle, Rule once, Rule never) {
  if (book.FindFormer(Kind::kUnreachable, value) != nullptr) return;
  if (const Former* const former = book.FindFormer(Kind::kHandle, value)) {
    book.AccuseOf(once, *former);
    return;
  }
  const char* const other = book.WhatIsHeld(value);
  book.Accuse(was_handle && *other == '\0' ? once : never, value, other);
}

}  // namespace

void NoteOpened(HANDLE handle, std::string_view server, bool is_reachable) {
  ThisCall().handle = handle;
  const Kind kind = is_reachable ? Kind::kHandle : Kind::kUnreachable;
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  Entry entry(kind, handle);
  entry.server = book.Kept(server);
  book.Obtain(std::move(entry));
  book.LogCall(is_reachable);
}

void NoteClosed(HANDLE handle, bool was_open, bool was_handle) {
  ThisCall().handle = handle;
  const Hidden value(handle);
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  book.LogCall(true);
  if (book.GiveBack(Kind::kHandle, value)) {
    JudgeRegistrations(book, value);
    return;
  }
  // What was opened before the ledger is not in it.
  if (book.GiveBack(Kind::kUnreachable, value) || was_open) return;
  if (handle == WTS_CURRENT_SERVER_HANDLE) {
    book.Accuse(Rule::kCurrentClosed, value);
  } else {
    JudgeNotOpen(book, value, was_handle, Rule::kHandleClosedTwice, Rule::kNoHandleClosed);
  }
}

void NoteServed(HANDLE handle) {
  ThisCall().handle = handle;
  if (handle == WTS_CURRENT_SERVER_HANDLE) return;
  const Hidden value(handle);
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  if (Entry* const entry = book.held.Find(Kind::kHandle, value)) {
    entry->has_served = true;
  } else if (const Former* const former = book.FindFormer(Kind::kHandle, value)) {
    book.AccuseOf(Rule::kHandleUsedAfterClose, *former);  // a defect lets it serve
  }
}

void NoteNoAnswer(HANDLE handle) {
  ThisCall().handle = handle;
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  if (Entry* const entry = book.held.Find(Kind::kHandle, Hidden(handle))) entry->was_refused = true;
}

void NoteNotOpen(HANDLE handle, bool was_handle) {
  ThisCall().handle = handle;
  if (handle == WTS_CURRENT_SERVER_HANDLE) return;
  const Hidden value(handle);
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  const bool is_held = book.held.Find(Kind::kUnreachable, value) != nullptr ||
                       book.held.Find(Kind::kHandle, value) != nullptr;
  if (is_held) return;  // OPEN-3: to use it is how one finds out
  JudgeNotOpen(book, value, was_handle, Rule::kHandleUsedAfterClose, Rule::kNoHandleUsed);
}

void NoteClosedInUse(HANDLE handle) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  const Former* const former = book.FindFormer(Kind::kHandle, Hidden(handle));
  if (former != nullptr) book.AccuseOf(Rule::kHandleClosedInUse, *former);
}

void NoteWaitedOnAtClose(HANDLE handle) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  const Entry* const entry = book.held.Find(Kind::kHandle, Hidden(handle));
  if (entry != nullptr) book.AccuseOf(Rule::kHandleClosedWaitedOn, *entry);
}

Standing StandingOfHandle(HANDLE handle) {
  const Standing standing = StandingOf(Kind::kHandle, handle);
  return standing == Standing::kHeld ? standing
                                     : std::min(standing, StandingOf(Kind::kUnreachable, handle));
}

}  // namespace wtsmock
