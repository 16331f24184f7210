#include "mock/ledger/book.h"

#include <utility>

#include "mock/abi/current_call.h"
#include "mock/abi/system.h"

namespace wtsmock {

namespace {

void FillOrigin(Origin& origin, const Note& note, unsigned thread) {
  origin.function = note.function;
  origin.call = note.number;
  origin.thread = thread;
  origin.stack = nullptr;
}

void FillHandle(Entry& entry, const Note& note, unsigned thread) {
  entry.kind = Kind::kHandle;
  entry.value = Hidden::OfBits(note.value);
  entry.owner = Hidden();
  entry.bytes = 0;
  entry.server = note.server;
  entry.has_served = false;
  entry.was_refused = false;
  FillOrigin(entry.obtained, note, thread);
}

}  // namespace

Book& TheBook() {
  static auto* const book = [] {
    auto* const fresh = new Book;
    HoldAcrossFork(ForkOrder::kBook, fresh->mutex);
    // What the parent holds is not the child's to give back.
    InForkedChild(ForkOrder::kBook, [] { TheBook().Forget(); });
    return fresh;
  }();
  return *book;
}

Journal* Book::NewJournal(unsigned thread) {
  NoteFirstCall();  // the next note is of a call
  if (!spare_journals_.empty()) {
    Journal* const journal = spare_journals_.back();
    spare_journals_.pop_back();
    journal->PassTo(thread);
    return journal;
  }
  spare_journals_.reserve(journals_.size() + 1);  // so that EndJournal needs no memory
  return journals_.emplace_back(std::make_unique<Journal>(thread)).get();
}

void Book::EndJournal(Journal& journal) {
  Settle();
  spare_journals_.push_back(&journal);
}

void Book::SettleClose(const Note& note, unsigned thread) {
  const Hidden value = Hidden::OfBits(note.value);
  Origin here;
  FillOrigin(here, note, thread);
  if (auto entry = held.Take(Kind::kHandle, value)) {
    former.Add({*entry, here});
  } else {
    early_closes_.push_back({value, here});
  }
}

void Book::LogNote(const Note& note, unsigned thread) {
  LoggedCall& call = calls.Next();
  call.function = note.function;
  call.number = note.number;
  call.handle = Hidden::OfBits(note.value);
  call.thread = thread;
  call.error = 0;
  call.has_succeeded = true;
}

// An open and its close right behind it need not be looked up.
std::uint32_t Book::Settle(const Note& note, const Note* next, unsigned thread) {
  LogNote(note, thread);
  if (note.server == nullptr) {
    SettleClose(note, thread);
    return 1;
  }
  if (next == nullptr || next->server != nullptr || next->value != note.value) {
    Entry entry;
    FillHandle(entry, note, thread);
    held.Add(entry);
    return 1;
  }
  LogNote(*next, thread);
  Former& pair = former.Next();
  FillHandle(pair.entry, note, thread);
  FillOrigin(pair.given_back, *next, thread);
  return 2;
}

void Book::Settle() {
  const std::vector<EarlyClose> early = std::exchange(early_closes_, {});
  for (const auto& journal : journals_) {
    journal->Empty(
        [&](const Note& note, const Note* next) { return Settle(note, next, journal->thread()); });
  }
  // What is still unknown was opened before the ledger.
  for (const EarlyClose& close : early) {
    if (auto entry = held.Take(Kind::kHandle, close.value)) former.Add({*entry, close.where});
  }
}

const char* Book::Kept(std::string_view text) {
  const auto known = texts_.find(text);
  return (known != texts_.end() ? *known : *texts_.emplace(text).first).c_str();
}

void Book::NoteFirstCall() {
  if (std::exchange(has_calls_, true) || on_first_call == nullptr) return;
  on_first_call();
}

void Book::Forget() {
  has_calls_ = false;
  for (const auto& journal : journals_) {
    journal->Empty([](const Note&, const Note*) { return std::uint32_t{1}; });
  }
  early_closes_.clear();
  texts_.clear();
  held = {};
  former = {};
  calls = {};
  breaches.clear();
  breaches_in_all = 0;
  unreachable_closed = 0;
  ForgetCalls();
}

Origin Book::Here() const {
  const CurrentCall& call = ThisCall();
  Origin here{call.function, call.number, ThisThread(), nullptr};
  if (with_stacks) here.stack = &*stacks_.insert(CaptureStack()).first;
  return here;
}

void Book::Obtain(Entry entry) {
  entry.obtained = Here();
  held.Add(std::move(entry));
}

bool Book::GiveBack(Kind kind, Hidden value) {
  auto entry = held.Take(kind, value);
  if (!entry.has_value()) return false;
  if (kind == Kind::kUnreachable) ++unreachable_closed;
  former.Add({std::move(*entry), Here()});
  return true;
}

const Former* Book::FindFormer(Kind kind, Hidden value) const {
  for (std::size_t i = former.size(); i > 0; --i) {
    const Former& each = former[i - 1];
    if (each.entry.value == value && each.entry.kind == kind) return &each;
  }
  return nullptr;
}

const char* Book::WhatIsHeld(Hidden value) {
  static constexpr std::pair<Kind, const char*> kKinds[] = {
      {Kind::kHandle, "it is an open server handle, which WTSCloseServer closes"},
      {Kind::kChannel, "it is an open channel, which WTSVirtualChannelClose closes"},
      {Kind::kToken, "it is an open token, which CloseHandle closes"},
      {Kind::kCloudAuth,
       "it is an open cloud authentication handle, which WTSCloudAuthClose closes"},
      {Kind::kBuffer, "it is a buffer, which WTSFreeMemory or WTSFreeMemoryEx frees"},
      {Kind::kRegistration, "it is registered with another server, or through another function"}};
  for (const auto& [kind, text] : kKinds) {
    if (held.Find(kind, value) != nullptr) return text;
  }
  return "";
}

void Book::Accuse(Rule rule, Hidden value, std::string text) {
  Add({rule, std::move(text), value, Here(), std::nullopt, std::nullopt});
}

void Book::AccuseOf(Rule rule, const Entry& entry, std::string text) {
  Add({rule, std::move(text), entry.value, Here(), entry, std::nullopt});
}

void Book::AccuseOf(Rule rule, const Former& given) {
  Add({rule, {}, given.entry.value, Here(), given.entry, given.given_back});
}

void Book::Add(Breach breach) {
  ++breaches_in_all;
  if (on_breach != nullptr) on_breach(breach);
  if (breaches.size() < kMostBreaches) breaches.push_back(std::move(breach));
}

void Book::LogCall(bool has_succeeded) {
  NoteFirstCall();
  const CurrentCall& call = ThisCall();
  calls.Add({call.function, call.number, Hidden(call.handle), ThisThread(),
             has_succeeded ? 0 : GetLastError(), has_succeeded});
}

}  // namespace wtsmock
