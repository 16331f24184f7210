#include "mock/ledger/buffer_notes.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "mock/ledger/book.h"

namespace wtsmock {
namespace {

bool NeedsEx(int type) {
  return type == WTSTypeProcessInfoLevel1 || type == WTSTypeSessionInfoLevel1;
}

// The buffer that the address lies in.
std::optional<Entry> Around(const Book& book, const void* address) {
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  for (const Entry& entry : book.held.All()) {
    const auto start = reinterpret_cast<std::uintptr_t>(entry.value.value());
    if (entry.kind == Kind::kBuffer && at - start < entry.bytes) return entry;
  }
  return std::nullopt;
}

}  // namespace

void NoteBuffer(const void* block, std::size_t bytes) {
  Entry entry(Kind::kBuffer, block);
  entry.bytes = bytes;
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Obtain(std::move(entry));
}

void NoteFreed(const void* block, const BufferNote& note, bool by_ex) {
  const Hidden value(block);
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  if (!by_ex && NeedsEx(note.type)) {
    const Entry* const entry = book.held.Find(Kind::kBuffer, value);
    if (entry != nullptr) book.AccuseOf(Rule::kBufferNeedsTypedFree, *entry);
  }
  book.GiveBack(Kind::kBuffer, value);
}

void NoteFreedAsOther(const void* block, const BufferNote& note, int type) {
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  const Rule rule = note.type == type ? Rule::kBufferOfOtherCount : Rule::kBufferOfOtherType;
  const Entry* const entry = book.held.Find(Kind::kBuffer, Hidden(block));
  if (entry != nullptr) {
    book.AccuseOf(rule, *entry);
  } else {
    book.Accuse(rule, Hidden(block));
  }
}

void NoteNoBuffer(const void* address) {
  const Hidden value(address);
  Book& book = TheBook();
  const std::lock_guard lock(book.mutex);
  book.Settle();
  if (const auto around = Around(book, address)) {
    const auto offset =
        static_cast<const char*>(address) - static_cast<const char*>(around->value.value());
    book.AccuseOf(Rule::kBufferFreedByItsMiddle, *around,
                  std::to_string(offset) + " bytes behind its start");
  } else if (const Former* const former = book.FindFormer(Kind::kBuffer, value)) {
    book.AccuseOf(Rule::kBufferFreedTwice, *former);
  } else {
    book.Accuse(Rule::kNoBufferFreed, value, book.WhatIsHeld(value));
  }
}

}  // namespace wtsmock
