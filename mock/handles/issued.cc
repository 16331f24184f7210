#include "mock/handles/issued.h"

#include <set>
#include <utility>

#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"

namespace wtsmock {
namespace {

// Null until one has been needed.
constinit std::atomic<IssuedTable*> issued = nullptr;
std::atomic<std::uint64_t> opens_so_far = 0;

}  // namespace

Issued::Issued(HANDLE its_slot, const Opening& how)
    : slot(its_slot), opening(how), number(++opens_so_far), opener(std::this_thread::get_id()) {}

IssuedTable& IssuedHandles() {
  static auto* const table = [] {
    auto* const fresh = new IssuedTable;
    issued = fresh;
    return fresh;
  }();
  return *table;
}

bool HasIssued() {
  const IssuedTable* const table = issued.load(std::memory_order_acquire);
  return table != nullptr && table->size() != 0;
}

HANDLE IssueNoted(const Opening& opening, HANDLE value) {
  const HANDLE slot = OpenSlot(opening);
  if (value == nullptr) value = slot;
  const IssuedPointer before = IssuedHandles().Put(value, std::make_shared<Issued>(slot, opening));
  if (before != nullptr) EndSlot(before->slot);
  return value;
}

IssuedPointer EndIssued(HANDLE value) {
  if (!HasIssued()) return nullptr;
  IssuedPointer ending = IssuedHandles().Remove(value);
  if (ending != nullptr) EndSlot(ending->slot);
  return ending;
}

void NoteOpenSlots() {
  std::set<HANDLE> noted;
  for (const auto& [value, each] : IssuedHandles().All()) {
    noted.insert(each->slot);
    if (!IsAnyOn() && value == each->slot) IssuedHandles().Remove(value);
  }
  if (!IsAnyOn()) return;
  for (const HANDLE slot : OpenSlots()) {
    const auto target = TargetOfSlot(slot);
    if (!target.has_value() || noted.count(slot) != 0) continue;
    IssuedHandles().Put(slot, std::make_shared<Issued>(slot, target->opening));
  }
}

}  // namespace wtsmock
