#include "mock/ledger/book.h"

#include <utility>

#include "mock/abi/current_call.h"
#include "mock/abi/system.h"

namespace wtsmock {

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

void Book::Forget() {
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
  if (with_stacks) here.stack = std::make_shared<const Stack>(CaptureStack());
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
  const CurrentCall& call = ThisCall();
  calls.Add({call.function, call.number, ThisThread(), Hidden(call.handle), has_succeeded,
             has_succeeded ? 0 : GetLastError()});
}

}  // namespace wtsmock
