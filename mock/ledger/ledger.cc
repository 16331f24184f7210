#include "mock/ledger/ledger.h"

#include <mutex>

#include "mock/ledger/book.h"

namespace wtsmock {
namespace {

// What the program is accused of if it still holds this at its end; none where nobody minds.
std::optional<Rule> RuleOfLeft(const Entry& entry) {
  switch (entry.kind) {
    case Kind::kHandle:
      return Rule::kHandleLeft;
    case Kind::kBuffer:
      return Rule::kBufferLeft;
    case Kind::kRegistration:
      return Rule::kRegistrationLeft;
    case Kind::kChannel:
      return Rule::kChannelLeft;
    case Kind::kToken:
      return Rule::kTokenLeft;
    case Kind::kWait:
      return Rule::kWaitLeft;
    case Kind::kCloudAuth:
      return Rule::kCloudAuthLeft;
    default:
      return std::nullopt;
  }
}

// Of a server that never answered a program cannot tell whether its open failed (OPEN-3, GAP-14).
bool LooksUnreachable(const Entry& entry) {
  return entry.kind == Kind::kUnreachable ||
         (entry.kind == Kind::kHandle && entry.was_refused && !entry.has_served);
}

}  // namespace

void StartLedger(bool with_stacks) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Forget();
  book.with_stacks = with_stacks;
}

void ForgetLedger() {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Forget();
}

void NoteObtained(Kind kind, const void* value, const void* owner) {
  Entry entry(kind, value);
  entry.owner = Hidden(owner);
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Obtain(std::move(entry));
}

bool NoteGivenBack(Kind kind, const void* value) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  return book.GiveBack(kind, Hidden(value));
}

void NoteBreach(Rule rule, const void* value, const std::string& text) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Accuse(rule, Hidden(value), text);
}

void NoteStale(Kind kind, const void* value, Rule once, Rule never) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  const bool is_held = book.held.Find(kind, Hidden(value)) != nullptr;
  const Former* const former = is_held ? nullptr : book.FindFormer(kind, Hidden(value));
  if (former != nullptr) {
    book.AccuseOf(once, *former);
  } else {
    book.Accuse(never, Hidden(value), book.WhatIsHeld(Hidden(value)));
  }
}

Standing StandingOf(Kind kind, const void* value) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  if (book.held.Find(kind, Hidden(value)) != nullptr) return Standing::kHeld;
  const bool was_held = book.FindFormer(kind, Hidden(value)) != nullptr;
  return was_held ? Standing::kGivenBack : Standing::kUnknown;
}

void NoteCallEnd(bool has_succeeded) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  book.LogCall(has_succeeded);
}

std::size_t HeldOf(Kind kind) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  return book.held.held(kind);
}

std::size_t BreachesSoFar() {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  return book.breaches_in_all;
}

std::optional<Breach> BreachAt(std::size_t index) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  if (index >= book.breaches.size()) return std::nullopt;
  return book.breaches[index];
}

std::optional<LoggedCall> CallAt(std::size_t index) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  if (index >= book.calls.size()) return std::nullopt;
  return book.calls[index];
}

void TellOfBreaches(void (*tell)(const Breach&)) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.on_breach = tell;
}

void TellOfFirstCall(void (*tell)()) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.on_first_call = tell;
}

Balance TakeBalance(bool (*is_pending)(const void* wait)) {
  Balance balance;
  std::vector<Entry> held;
  {
    Book& book = TheBook();
    const std::lock_guard lock(book.mutex);
    book.Settle();
    book.Settle();  // so that no close is early any more
    balance.breaches = book.breaches;
    balance.calls = book.calls.added();
    balance.breaches_in_all = book.breaches_in_all;
    balance.unreachable_closed = book.unreachable_closed;
    held = book.held.All();
  }
  for (const Entry& entry : held) {
    if (entry.kind == Kind::kWait && !is_pending(entry.value.value())) continue;
    if (LooksUnreachable(entry)) {
      balance.unreachable.push_back(entry);
    } else if (const auto rule = RuleOfLeft(entry)) {
      balance.breaches.push_back({*rule, {}, entry.value, {}, entry, std::nullopt});
      ++balance.breaches_in_all;
    }
  }
  return balance;
}

}  // namespace wtsmock
